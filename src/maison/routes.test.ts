import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES, type Role } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { serveur } from '../serveur.ts'
import { adresse } from '../socle/api.ts'
import { lesFermes } from './essai-dehors.ts'
import type { Ligne } from './essai-ligne.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, NOM, unMonde } from './essai-monde.ts'
import { identifiantsDe, porte, SANS_PERSONNE } from './identifiants.ts'

/**
 * Rule 7 of the house (architecture §5): every route × every role × in and out of scope, from the registry. One world for the
 * file; what an act wrote is taken back before the next test.
 */
const essai = unEssai({ vider: false })
const ROUTES = [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: { route, permission, input } }) => ({
  route,
  permission,
  identifiants: identifiantsDe(route, input),
}))
const roles = NOMS_ROLES
const ligne = (route: string): Ligne => {
  const trouvee = LIGNES[route]
  if (!trouvee) throw new Error(`${route} n’a pas de ligne dans essai-lignes.ts`)
  return trouvee
}
const menent = (identifiants: string[]) => identifiants.filter(nom => !(nom in SANS_PERSONNE))
/** The route with the input of its row, sent by this agent. */
const envoyer = (agent: Navigateur, route: string) => agent.brut(route, ligne(route).entree(monde, agent.id))

let monde: Monde
let fermes: Awaited<ReturnType<typeof lesFermes>>
let revenir: () => Promise<void>
let ecrit = false
beforeAll(async () => {
  monde = await unMonde(essai)
  fermes = await lesFermes(essai)
  revenir = await retenirEtat(essai.url)
})
beforeEach(async () => {
  if (ecrit) await revenir()
  ecrit = false
})

test('chaque adresse a sa ligne, et chaque ligne son adresse', () => {
  expect(Object.keys(LIGNES).sort()).toEqual(ROUTES.map(r => r.route).sort())
})

test('une adresse dont un identifiant mène à une personne est éprouvée comme telle, avec cet identifiant', () => {
  const fautes = ROUTES.flatMap(({ route, identifiants }) =>
    menent(identifiants)
      .filter(
        nom =>
          !['personne', 'controle'].includes(ligne(route).porte) ||
          !porte(ligne(route).entree(monde, ''), nom.replace(':', '')),
      )
      .map(nom => `${route} : ${nom} mène à une personne, ou sa raison manque dans identifiants.ts`),
  )
  expect(fautes).toEqual([])
})

test('chaque identifiant dit sans personne se trouve dans une adresse', () => {
  const connus = new Set(ROUTES.flatMap(r => r.identifiants))
  expect(Object.keys(SANS_PERSONNE).filter(nom => !connus.has(nom))).toEqual([])
})

test('sans session, aucune adresse ne répond', async () => {
  const app = await serveur(essai.base, { ecrans: undefined, retardMaxMs: 0 })
  const ouvertes: string[] = []
  for (const { route } of ROUTES) {
    const { method, url, body, type } = adresse(route, ligne(route).entree(monde, monde.referentId))
    const headers = type ? { 'content-type': type } : {}
    const { statusCode } = await app.inject({
      method: method as 'GET',
      url,
      payload: typeof body === 'string' ? body : body && Buffer.from(body),
      headers,
    })
    if (statusCode !== 401) ouvertes.push(`${route} répond ${statusCode}`)
  }
  await app.close()
  expect(ouvertes).toEqual([])
})

test('qui a perdu son rôle, son compte ou sa session ne reçoit plus rien', async () => {
  const ouvertes: string[] = []
  for (const { pourquoi, agents } of fermes) {
    for (const agent of agents) {
      for (const { route } of ROUTES) {
        const { status } = await envoyer(agent, route)
        if (status !== 401) ouvertes.push(`${route} répond ${status} alors que ${pourquoi}`)
      }
    }
  }
  expect(ouvertes).toEqual([])
})

test('un rôle sans la permission reçoit 403 à chaque adresse', async () => {
  const ouvertes: string[] = []
  for (const { route, permission } of ROUTES) {
    for (const role of roles.filter(r => !autorise({ genre: 'agent', role: r }, permission))) {
      const { status, json } = await envoyer(monde.dedans[role], route)
      if (status !== 403 || json.code !== 'hors-role') ouvertes.push(`${route} répond ${status} au rôle ${role}`)
    }
  }
  expect(ouvertes).toEqual([])
})

const cas = ROUTES.flatMap(({ route, permission }) =>
  roles.filter(role => autorise({ genre: 'agent', role }, permission)).map(role => ({ route, role })),
)
const portant = (porte: Ligne['porte']) => cas.filter(c => LIGNES[c.route]?.porte === porte)
/** Who knew her; a role that may ask for persons has some. */
function dehors(role: Role) {
  expect(monde.dehors[role].length, `personne au-dehors pour le rôle ${role}`).toBeGreaterThan(0)
  return monde.dehors[role]
}
/** The act, done by who may: the answer that its row expects, and nothing else. */
async function faire(route: string, role: Role) {
  ecrit = !route.startsWith('GET ')
  const { status, texte, json } = await envoyer(monde.dedans[role], route)
  expect({ route, status, code: json.code }).toEqual({ route, status: ligne(route).statut ?? 200, code: undefined })
  return texte
}

describe('une personne qui n’est plus dans le périmètre n’existe pas', () => {
  test.each(portant('personne'))('$route, $role', async ({ route, role }) => {
    for (const { lien, agent } of dehors(role)) {
      const { status, texte } = await envoyer(agent, route)
      expect({ route, lien, status }).toEqual({ route, lien, status: 404 })
      expect(texte).not.toContain(NOM)
    }
    await faire(route, role)
  })
})

describe('une liste ne montre que les personnes du périmètre', () => {
  test.each(portant('liste'))('$route, $role', async ({ route, role }) => {
    for (const { lien, agent } of dehors(role)) {
      const { status, texte } = await envoyer(agent, route)
      expect({ lien, status }).toEqual({ lien, status: 200 })
      expect({ lien, vue: texte.includes(monde.personneId) || texte.includes(NOM) }).toEqual({ lien, vue: false })
    }
    expect(await faire(route, role)).toContain(monde.personneId)
  })
})

describe('ce que quelqu’un a à faire ne montre que des personnes de son périmètre', () => {
  test.each(portant('travail'))('$route, $role', async ({ route, role }) => {
    for (const { lien, agent } of dehors(role)) {
      const { status, texte } = await envoyer(agent, route)
      expect({ lien, status }).toEqual({ lien, status: 200 })
      expect({ lien, vue: texte.includes(monde.personneId) || texte.includes(NOM) }).toEqual({ lien, vue: false })
    }
    await faire(route, role)
  })
})

describe('ce qui n’est à personne répond aux rôles qui y ont droit', () => {
  test.each(portant('territoire'))('$route, $role', async ({ route, role }) => {
    expect(await faire(route, role)).not.toContain(NOM)
  })
})

describe('qui contrôle les lectures voit de qui il s’agit, et sa propre lecture est gardée', () => {
  const gardees = () =>
    essai.base
      .territoire('59')
      .selectFrom('consultation')
      .select('acteurId')
      .where('personneId', '=', monde.personneId)
      .where('quoi', '=', 'audit')
      .execute()
  test.each(portant('controle'))('$route, $role', async ({ route, role }) => {
    const avant = await gardees()
    expect(await faire(route, role)).toContain(NOM)
    expect((await gardees()).slice(avant.length)).toEqual([{ acteurId: monde.dedans[role].id }])
  })
})
