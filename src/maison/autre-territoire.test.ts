import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, NOM, unMonde } from './essai-monde.ts'
import { unVoisin } from './essai-voisin.ts'

/** An agent of another territory who holds every id of this one, in every role: nothing of here exists, and nothing moves here. */
const essai = unEssai({ vider: false })
let monde: Monde
let voisin: Awaited<ReturnType<typeof unVoisin>>
beforeAll(async () => {
  monde = await unMonde(essai)
  voisin = await unVoisin(essai)
})
afterAll(() => voisin.fermer())

/** All that this territory holds, and what all of them share of it, as one sum a table. */
async function etat(): Promise<Record<string, string>> {
  const db = essai.base.territoire('59')
  const { rows } = await sql<{ nom: string }>`
    select relname as nom from pg_class where relnamespace = 't_59'::regnamespace and relkind = 'r'`.execute(db)
  const sommes: Record<string, string> = {}
  for (const { nom } of rows) {
    const { rows: lu } = await sql<{ somme: string }>`
      select concat(count(*), ':', sum(hashtext(t::text)::bigint)) as somme from ${sql.table(nom)} t`.execute(db)
    sommes[nom] = lu[0]?.somme ?? ''
  }
  for (const [nom, quoi] of [
    ['identite', sql`identite t where t.id in (select a.identite_id from acces a where a.territoire = '59')`],
    ['acces', sql`acces t where t.territoire = '59'`],
    ['client_api', sql`client_api t where t.territoire = '59'`],
    ['session', sql`session t where t.territoire = '59'`],
  ] as const) {
    const { rows: lu } = await sql<{ somme: string }>`
      select concat(count(*), ':', sum(hashtext(t::text)::bigint)) as somme from ${quoi}`.execute(essai.base.commun)
    sommes[nom] = lu[0]?.somme ?? ''
  }
  return sommes
}

test('avec les identifiants d’ici, d’un autre territoire, aucun rôle ne lit ni ne change rien', {
  timeout: 240_000,
}, async () => {
  const fautes: unknown[] = []
  const avant = await etat()
  for (const { route, permission } of [...CAS_USAGE, ...DOCUMENTS].map(u => u.declaration)) {
    const ligne = LIGNES[route]
    if (!ligne) continue
    for (const role of NOMS_ROLES.filter(r => autorise({ genre: 'agent', role: r }, permission))) {
      const entree = ligne.entree(monde, monde.dedans[role].id)
      const { status, texte, code } = await voisin.demander(role, route, entree)
      const ids = Object.values(monde).filter((id): id is string => typeof id === 'string' && id.length === 36)
      const sus = JSON.stringify(entree)
      const vu = texte.includes(NOM) || ids.some(id => texte.includes(id) && !sus.includes(id))
      if (vu || status >= 500 || (ligne.porte === 'personne' && status < 400))
        fautes.push({ route, role, status, code, vu })
    }
    const apres = await etat()
    for (const table of Object.keys(apres)) if (apres[table] !== avant[table]) fautes.push({ route, table })
    Object.assign(avant, apres)
  }
  expect(fautes).toEqual([])
})

test('un agent d’ici, que l’on inscrit puis désactive là-bas, garde ici sa session, son mot de passe et son compte', async () => {
  const { referent } = monde.dedans
  const { courriel } = await essai.base
    .territoire('59')
    .selectFrom('agent')
    .select('courriel')
    .where('id', '=', referent.id)
    .executeTakeFirstOrThrow()
  const avant = await etat()
  const role = { id: uuidv7(), role: 'pilote' }
  const demande = { id: uuidv7(), nom: 'ESSAI', prenom: 'Agent', courriel }
  const cree = await voisin.demander('administrateur', 'POST /agents', { ...demande, habilitations: [role] })
  expect(cree.status).toBe(200)
  expect(cree.texte).not.toContain(referent.id)
  const { id: inscrit } = JSON.parse(cree.texte)
  const suite = [
    await voisin.demander('administrateur', 'POST /agents/:agentId/lien', { agentId: inscrit }),
    await voisin.demander('administrateur', 'POST /agents/:agentId/desactivation', { agentId: inscrit }),
    await voisin.demander('administrateur', 'POST /agents/:agentId/lien', { agentId: referent.id }),
    await voisin.demander('administrateur', 'POST /agents/:agentId/desactivation', { agentId: referent.id }),
  ]
  expect(suite.map(s => s.status)).toEqual([200, 200, 404, 404])
  expect((await referent.brut('GET /session')).json).toMatchObject({ agent: { id: referent.id } })
  const apres = await etat()
  expect({ identite: apres.identite, session: apres.session }).toEqual({
    identite: avant.identite,
    session: avant.session,
  })
  const rita = monde.dedans.administrateur
  expect((await rita.brut('POST /agents/:agentId/lien', { agentId: referent.id })).status).toBe(200)
})

test('un agent demandé là-bas sous l’identifiant d’un agent d’ici ne le touche pas, et rien ne dit qu’il existe', async () => {
  const avant = await etat()
  const demande = { id: monde.dedans.dpo.id, nom: 'ESSAI', prenom: 'Agent', courriel: 'intrus@example.org' }
  const { status } = await voisin.demander('administrateur', 'POST /agents', {
    ...demande,
    habilitations: [{ id: uuidv7(), role: 'pilote' }],
  })
  expect(status).toBe(200)
  expect(await etat()).toEqual(avant)
})
