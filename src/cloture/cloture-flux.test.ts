import { expect, test } from 'vitest'
import type { documentsDe } from '../document/documents-de.ts'
import type { evenementsPersonne } from '../dossier/fil-evenements.ts'
import { importerJour, importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier, lireCloture } from '../orientation/essai-annulation.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

const foyer = (suite: object = {}) => ({
  numero: '59000000001',
  matricule: '9000001',
  dateDemande: '2025-02-10',
  personnes: [{ nom: 'ESSAI-FLUX', nir: null, dateNaissance: '1981-04-12' }],
  ...suite,
})
const AUTRE = {
  numero: '59000000002',
  matricule: '9000002',
  dateDemande: '2025-01-12',
  personnes: [{ nom: 'ESSAI-AUTRE', nir: null, dateNaissance: '1982-04-12' }],
}
const CLOS = { etat: '5', fin: { motif: 'RFD', date: '2025-03-31' } }

/** Somebody who entered in February and whose file an agent closes on 10 March. */
async function unEntrantClos(motif = 'demenagement') {
  const charge = await essai.unAgent('charge-orientation')
  await sessionsSansFin(essai)
  await importerMois(essai, '2025-01', [AUTRE])
  await importerMois(essai, '2025-02', [AUTRE, foyer()])
  essai.now = '2025-03-10T16:00:00Z'
  const { id } = await db()
    .selectFrom('personne')
    .select('id')
    .where('nom', '=', 'ESSAI-FLUX')
    .executeTakeFirstOrThrow()
  expect((await cloreLeDossier(charge, id, { motif })).status).toBe(200)
  const clos = async () => (await lireCloture(charge, id)).json.cloture !== null
  const types = async () =>
    (await db().selectFrom('evenement').select('type').where('personneId', '=', id).orderBy('id').execute()).map(
      e => e.type,
    )
  return { charge, id, clos, types }
}

test('un flux qui répète ce qu’il disait laisse le dossier clos, une sortie aussi', async () => {
  const { clos } = await unEntrantClos()
  await importerMois(essai, '2025-03', [AUTRE, foyer()])
  expect(await clos()).toBe(true)
  await importerMois(essai, '2025-04', [AUTRE, foyer(CLOS)])
  expect(await clos()).toBe(true)
})

test('une sortie annulée par un flux quotidien ne rouvre pas ce qu’un agent a clos entre-temps', async () => {
  const { charge, id } = await unEntrantClos()
  expect(await db().selectFrom('entree').select('closeMotif').where('personneId', '=', id).execute()).toEqual([
    { closeMotif: 'dossier-clos' },
  ])
  await importerJour(essai, '2025-03-12', [foyer(CLOS)])
  await importerJour(essai, '2025-03-14', [foyer()])
  expect((await lireCloture(charge, id)).json.cloture).not.toBeNull()
  expect(await db().selectFrom('entree').select('closeMotif').where('personneId', '=', id).execute()).toEqual([
    { closeMotif: 'dossier-clos' },
  ])
})

test('une nouvelle entrée le rouvre, le fil le dit, et que la lettre de clôture a pu parvenir à la personne', async () => {
  const { charge, id, clos, types } = await unEntrantClos()
  await importerMois(essai, '2025-03', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-04', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-05', [AUTRE, foyer({ dateDemande: '2025-05-02' })])
  expect(await clos()).toBe(false)
  expect((await types()).slice(-2)).toEqual(['dossier-rouvert', 'entree'])
  const { json } = await charge.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId: id })
  expect(json.lettres.map(l => l.titre)).toEqual(['Clôture du dossier, rouvert depuis'])
  const fil = await charge.appeler<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', {
    ...{ personneId: id, familles: 'parcours' },
  })
  expect(fil.json.lignes).toContainEqual(
    expect.objectContaining({
      titre: 'Dossier rouvert par une nouvelle entrée',
      detail: 'La lettre de clôture a pu lui parvenir',
    }),
  )
})

test('après un décès, aucun flux ne le rouvre', async () => {
  const { clos, id } = await unEntrantClos('deces')
  await importerMois(essai, '2025-03', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-04', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-05', [AUTRE, foyer({ dateDemande: '2025-05-02' })])
  expect(await clos()).toBe(true)
  expect(await db().selectFrom('entree').select('id').where('personneId', '=', id).execute()).toHaveLength(1)
})

test('annuler l’import qui l’a rouvert le clôt de nouveau', async () => {
  const { clos } = await unEntrantClos()
  await importerMois(essai, '2025-03', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-04', [AUTRE, foyer(CLOS)])
  await importerMois(essai, '2025-05', [AUTRE, foyer({ dateDemande: '2025-05-02' })])
  const administrateur = await essai.unAgent('administrateur')
  await sessionsSansFin(essai)
  const { id: importId } = await db()
    .selectFrom('import')
    .select('id')
    .orderBy('numero', 'desc')
    .executeTakeFirstOrThrow()
  expect((await administrateur.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  expect(await clos()).toBe(true)
})
