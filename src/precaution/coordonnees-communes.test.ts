import { expect, test } from 'vitest'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier } from '../orientation/essai-annulation.ts'
import { direPersonne, personnesEnLigne } from './personnes-en-ligne.queries.ts'
import { AUCUNE } from './precaution.ts'
import type { precautionsEnBref } from './precautions-en-bref.ts'

const essai = unEssai()

/** One household, two adults: the same first name, the same CAF numbers. */
const COUPLE = {
  numero: '59000000001',
  matricule: '9000001',
  dateDemande: '2025-01-12',
  personnes: [
    { role: 'DEM', nom: 'ESSAI-PAIRE', prenom: 'CAMILLE', nir: null, dateNaissance: '1981-04-12', sexe: '2' },
    { role: 'CJT', nom: 'ESSAI-PAIRE', prenom: 'CAMILLE', nir: null, dateNaissance: '1979-08-02', sexe: '1' },
  ],
}

test('un couple du même prénom, au même téléphone et au même courriel, reste deux dossiers, qui se corrigent et se closent chacun', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await sessionsSansFin(essai)
  const db = essai.base.territoire('59')
  const ids = async () =>
    (
      await db.selectFrom('personne').select('id').where('fusionneeDans', 'is', null).orderBy('dateNaissance').execute()
    ).map(p => p.id)
  await importerMois(essai, '2025-01', [COUPLE])
  const deux = await ids()
  expect(deux).toHaveLength(2)
  const contact = {
    telephone: '06 39 98 00 31',
    telephoneAccord: true,
    courriel: 'paire@example.org',
    courrielAccord: true,
  }
  for (const personneId of deux)
    expect((await awa.brut('PUT /personnes/:personneId/contact', { personneId, ...contact })).status).toBe(200)
  await importerMois(essai, '2025-02', [COUPLE])
  expect(await ids()).toEqual(deux)
  const { json } = await awa.appeler<typeof precautionsEnBref>('POST /precautions', { personnes: deux })
  expect(json.personnes.map(p => p.numeroPartage)).toEqual([true, true])
  essai.now = '2025-03-10T16:00:00Z'
  for (const id of deux) {
    expect((await cloreLeDossier(awa, id, { motif: 'demande' })).status).toBe(200)
    expect(await db.selectFrom('cloture').select('id').where('personneId', '=', id).execute()).toHaveLength(1)
  }
})

test('la ligne de commande dit avec le numéro ce qu’il faut savoir avant d’appeler', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await importerMois(essai, '2025-01', [COUPLE])
  const db = essai.base.territoire('59')
  await db.updateTable('personne').set({ telephone: '0639980031' }).execute()
  const { id: personneId } = await db.selectFrom('personne').select('id').limit(1).executeTakeFirstOrThrow()
  await db
    .insertInto('precaution')
    .values({ personneId, ...AUCUNE, sansMessage: true, majLe: essai.now, majPar: awa.id })
    .execute()
  const dites = (await personnesEnLigne(essai.ctx())).map(direPersonne)
  expect(dites.filter(d => d.includes('Ne pas laisser de message'))).toHaveLength(1)
  expect(dites.every(d => d.includes('0639980031') && d.includes('Numéro ou courriel partagé'))).toBe(true)
})
