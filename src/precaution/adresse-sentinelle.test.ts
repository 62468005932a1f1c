import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { texte } from '../courrier/essai-pdf.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { type Navigateur, type Reponse, unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { unePersonne } from '../essai-personnes.ts'
import { LIGNES } from '../maison/essai-lignes.ts'
import { type Monde, unMonde } from '../maison/essai-monde.ts'

/**
 * A street that must be nowhere, looked for in what every route of the registry answers to every role (rule A9): in sentences, in
 * letters, in workbooks. A new route is looked at by being there.
 */
const essai = unEssai({ vider: false })
const RUE = /QUAI[ _]DU[ _]SECRET/i
/** Asked for with a reason, the reading kept: the one door. */
const PORTES = ['POST /personnes/:personneId/adresse']

let monde: Monde
let conjointId: string
let revenir: () => Promise<void>
beforeAll(async () => {
  monde = await unMonde(essai)
  const db = essai.base.territoire('59')
  const { foyerId } = await db
    .selectFrom('membre')
    .select('foyerId')
    .where('personneId', '=', monde.personneId)
    .executeTakeFirstOrThrow()
  const rue = { voie: '1 QUAI DU SECRET', complement: 'BAT QUAI DU SECRET', lieuDit: 'LE QUAI DU SECRET' }
  await db.updateTable('foyer').set(rue).where('id', '=', foyerId).execute()
  conjointId = (await unePersonne(essai, { nom: 'ESSAI-FOYER' })).id
  await db.updateTable('membre').set({ foyerId, role: 'CJT' }).where('personneId', '=', conjointId).execute()
  for (const personneId of [monde.personneId, conjointId])
    await db
      .insertInto('donnee')
      .values([
        ...[{ personneId, champ: 'adresse', source: 'france-travail', valeur: '2 QUAI DU SECRET', le: '2025-03-01' }],
        ...[
          {
            personneId,
            champ: 'adresse',
            source: 'liste',
            valeur: '3 QUAI DU SECRET',
            le: '2025-03-02',
            conflit: true,
          },
        ],
      ])
      .execute()
  // A visit booked before anybody asked.
  await db.updateTable('rendezVous').set({ modalite: 'domicile', lieu: '6 QUAI DU SECRET' }).execute()
  const { numero } = await db
    .selectFrom('import')
    .select('numero')
    .where('id', '=', monde.importAppliqueId)
    .executeTakeFirstOrThrow()
  const foyer = { import: numero, tableNom: 'foyer', cle: JSON.stringify({ id: foyerId }) }
  await db
    .insertInto('importDifference')
    .values({ ...foyer, avant: '{"voie":"4 QUAI DU SECRET"}', apres: '{"voie":"5 QUAI DU SECRET"}' })
    .execute()
  revenir = await retenirEtat(essai.url)
})

/** What somebody reads of an answer; a file that can't be opened is read as it is. */
function lu({ brut, texte: dit, entetes }: Reponse<unknown>): string {
  try {
    return String(entetes['content-type']).startsWith('application/pdf') ? texte(brut) : dit
  } catch {
    return dit
  }
}

const ROUTES = [...CAS_USAGE, ...DOCUMENTS].map(u => u.declaration)
const ecrit = (route: string) => !route.startsWith('GET ')
const dites: string[] = []
async function jouer(route: string, agent: Navigateur, entree: Record<string, unknown>) {
  const reponse = await agent.brut(route, entree)
  expect({ route, panne: reponse.status >= 500 }).toEqual({ route, panne: false })
  if (RUE.test(lu(reponse))) dites.push(route)
  if (ecrit(route)) await revenir()
}

test('la rue n’est dans aucune réponse, à aucun rôle, sauf là où elle se demande', { timeout: 240_000 }, async () => {
  for (const { route, permission } of ROUTES) {
    const roles = NOMS_ROLES.filter(role => autorise({ genre: 'agent', role }, permission))
    // What an act answers is the same to all who may do it.
    for (const role of ecrit(route) ? roles.slice(0, 1) : roles) {
      const agent = monde.dedans[role]
      const entree = LIGNES[route]?.entree(monde, agent.id) ?? {}
      await jouer(route, agent, route.endsWith('/export') ? { ...entree, format: 'csv' } : entree)
    }
  }
  expect([...new Set(dites.splice(0))].sort()).toEqual(PORTES.toSorted())
})

test('elle n’est nulle part dans le dossier de qui vit avec elle', async () => {
  const agent = monde.dedans['charge-orientation']
  const lues: string[] = []
  for (const { route, permission } of ROUTES) {
    const entree = LIGNES[route]?.entree(monde, agent.id) ?? {}
    const permis = autorise({ genre: 'agent', role: 'charge-orientation' }, permission)
    if (ecrit(route) || !permis || entree.personneId !== monde.personneId) continue
    await jouer(route, agent, { ...entree, personneId: conjointId })
    lues.push(route)
  }
  expect(lues.length).toBeGreaterThan(10)
  expect(dites).toEqual([])
})
