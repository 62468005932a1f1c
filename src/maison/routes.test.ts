import { describe, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE, DOCUMENTS } from '../cas-usage.ts'
import { unEssai } from '../essai.ts'
import { serveur } from '../serveur.ts'
import { adresse } from '../socle/api.ts'
import { LIGNES, type Ligne } from './essai-lignes.ts'
import { unMonde } from './essai-monde.ts'

/** Rule 7 of the house (architecture §5): every route × every role × in and out of scope, from the registry. */
const essai = unEssai()
const ROUTES = [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: { route, permission } }) => ({ route, permission }))
const roles = NOMS_ROLES
const ligne = (route: string): Ligne => {
  const trouvee = LIGNES[route]
  if (!trouvee) throw new Error(`${route} n’a pas de ligne dans essai-lignes.ts`)
  return trouvee
}

test('chaque adresse a sa ligne, et chaque ligne son adresse', () => {
  expect(Object.keys(LIGNES).sort()).toEqual(ROUTES.map(r => r.route).sort())
})

test('une adresse qui mène à une personne est éprouvée comme telle', () => {
  const menent = ROUTES.filter(r => /:(personneId|rendezVousId|orientationId|courrierId|doublonId)\b/.test(r.route))
  expect(menent.filter(r => ligne(r.route).porte !== 'personne').map(r => r.route)).toEqual([])
})

test('sans session, aucune adresse ne répond', async () => {
  const monde = await unMonde(essai)
  const app = await serveur(essai.base, { ecrans: undefined })
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

test('un rôle sans la permission reçoit 403 à chaque adresse', async () => {
  const monde = await unMonde(essai)
  const ouvertes: string[] = []
  for (const { route, permission } of ROUTES) {
    for (const role of roles.filter(r => !autorise({ genre: 'agent', role: r }, permission))) {
      const agent = monde.dedans[role]
      const { status, json } = await agent.brut(route, ligne(route).entree(monde, agent.id))
      if (status !== 403 || json.code !== 'hors-role') ouvertes.push(`${route} répond ${status} au rôle ${role}`)
    }
  }
  expect(ouvertes).toEqual([])
})

const cas = ROUTES.flatMap(({ route, permission }) =>
  roles.filter(role => autorise({ genre: 'agent', role }, permission)).map(role => ({ route, role })),
)
const portant = (porte: Ligne['porte']) => cas.filter(c => LIGNES[c.route]?.porte === porte)

describe('une personne hors du périmètre n’existe pas', () => {
  test.each(portant('personne'))('$route, $role', async ({ route, role }) => {
    const monde = await unMonde(essai)
    const { entree } = ligne(route)
    const dehors = await monde.dehors[role].brut(route, entree(monde, monde.dehors[role].id))
    expect({ route, status: dehors.status }).toEqual({ route, status: 404 })
    expect(dehors.texte).not.toContain('ESSAI-MAISON')
    const dedans = await monde.dedans[role].brut(route, entree(monde, monde.dedans[role].id))
    expect({ route, status: dedans.status, code: dedans.json.code }).toEqual({ route, status: 200, code: undefined })
  })
})

describe('une liste ne montre que les personnes du périmètre', () => {
  test.each(portant('liste'))('$route, $role', async ({ route, role }) => {
    const monde = await unMonde(essai)
    const { entree } = ligne(route)
    const dehors = await monde.dehors[role].brut(route, entree(monde, monde.dehors[role].id))
    expect(dehors.status).toBe(200)
    expect(dehors.texte).not.toContain(monde.personneId)
    expect(dehors.texte).not.toContain('ESSAI-MAISON')
    const dedans = await monde.dedans[role].brut(route, entree(monde, monde.dedans[role].id))
    expect(dedans.status).toBe(200)
    expect(dedans.texte).toContain(monde.personneId)
  })
})

describe('ce qui n’est à personne répond aux rôles qui y ont droit', () => {
  test.each(portant('territoire'))('$route, $role', async ({ route, role }) => {
    const monde = await unMonde(essai)
    const { status, texte } = await monde.dedans[role].brut(route, ligne(route).entree(monde, monde.dedans[role].id))
    expect([200, 409]).toContain(status)
    expect(texte).not.toContain('ESSAI-MAISON')
  })
})
