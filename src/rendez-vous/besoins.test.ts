import { expect, test } from 'vitest'
import { texte } from '../courrier/essai-pdf.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uneAntenne, uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creneaux } from './creneaux.ts'
import type { deplacerRendezVous } from './deplacer-rendez-vous.ts'
import { prendre } from './essai-rendez-vous.ts'
import type { prendreSerie } from './prendre-serie.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()

test('les créneaux proposés restent dans les heures du bus ; une autre heure se confirme', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await noter(awa, personneId, { arriveeDes: '10:00', departAvant: '15:00' })
  const proposes = (modalite: 'individuel' | 'telephone') =>
    awa.appeler<typeof creneaux>('GET /creneaux', { personneId, modalite, nombre: 60 })
  const heures = (await proposes('individuel')).json.creneaux.map(c => c.debut.slice(11))
  expect(heures.length).toBeGreaterThan(0)
  expect(heures.every(h => h >= '10:00' && h <= '14:15')).toBe(true)
  // Called, she needn't take the bus.
  expect((await proposes('telephone')).json.creneaux.some(c => c.debut.endsWith('09:00'))).toBe(true)
  const tot = await prendre(awa, personneId, { debut: '2025-03-12T09:00' })
  expect([tot.status, tot.texte]).toEqual([409, expect.stringContaining('hors-de-ses-heures')])
  expect((await prendre(awa, personneId, { debut: '2025-03-12T09:00', modalite: 'telephone' })).status).toBe(200)
  expect((await prendre(awa, personneId, { debut: '2025-03-13T09:00', horairesConfirmes: true })).status).toBe(200)
})

test.each([
  ['une langue', { langue: 'arabe' }, 'Un interprète en arabe sera là.'],
  ['la langue des signes', { lsf: true }, 'Un interprète en langue des signes sera là.'],
] as const)('qui a besoin d’un interprète, %s : il se prévoit, et la lettre le dit', async (_, besoin, phrase) => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await noter(awa, personneId, besoin)
  for (const modalite of ['individuel', 'telephone'])
    expect((await prendre(awa, personneId, { modalite })).texte).toContain('interprete-a-prevoir')
  const { json } = await prendre(awa, personneId, { interpretePrevu: true })
  expect(json.interpretePrevu).toBe(true)
  const { json: rangees } = await awa.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', {
    personneId,
  })
  const courrierId = rangees.lettres[0]?.id
  expect(texte((await awa.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)).toContain(phrase)
})

test('déplacer prévoit l’interprète de nouveau', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await noter(awa, personneId, { langue: 'turc' })
  const { json } = await prendre(awa, personneId, { interpretePrevu: true })
  const report = { rendezVousId: json.id, nouveauId: uuidv7(), debut: '2025-03-14T10:00' }
  const deplacer = (suite: object) =>
    awa.appeler<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', { ...report, ...suite })
  expect((await deplacer({})).texte).toContain('interprete-a-prevoir')
  expect((await deplacer({ interpretePrevu: true })).json.interpretePrevu).toBe(true)
})

test('sans besoin d’interprète, la lettre n’en promet pas', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await prendre(awa, personneId, { interpretePrevu: true })
  const { json: rangees } = await awa.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', {
    personneId,
  })
  const courrierId = rangees.lettres[0]?.id
  expect(texte((await awa.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)).not.toContain('interprète')
})

test('une série laisse de côté, avec la raison, qui a un besoin ou ne veut pas de courrier', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const besoins = [
    [{ lsf: true }, 'interprete-a-prevoir'],
    [{ gardeEnfant: true }, 'besoin-a-prevoir'],
    [{ sansMarche: true }, 'besoin-a-prevoir'],
    [{ nePasEcrire: true }, 'ne-pas-ecrire'],
    [{ departAvant: '09:00' }, 'hors-de-ses-heures'],
  ] as const
  const ids: string[] = []
  for (const [besoin] of besoins) {
    const { id } = await unePersonne(essai)
    await noter(awa, id, besoin)
    ids.push(id)
  }
  const { id: sansBesoin } = await unePersonne(essai)
  const { json } = await awa.appeler<typeof prendreSerie>('POST /rendez-vous/serie', {
    agentId: awa.id,
    lieu: '12 rue Exemple, Tourcoing',
    debut: '2025-03-12T11:00',
    personnes: [...ids, sansBesoin].map(personneId => ({ id: uuidv7(), personneId })),
  })
  expect(json.ecartees.map(e => e.code)).toEqual(besoins.map(([, code]) => code))
  expect(json.pris.map(r => r.personneId)).toEqual([sansBesoin])
})

test('l’accès sans marche est celui de l’antenne, sinon de la structure ; connu, une série peut recevoir', async () => {
  const db = essai.base.territoire('59')
  const structureId = await essai.uneStructure()
  const antenneId = await uneAntenne(essai, structureId)
  const equipeId = await uneEquipe(essai, structureId, { antenneId })
  const awa = await essai.unAgent('referent', { structureId, equipeId })
  const acces = async () => (await awa.appeler<typeof creneaux>('GET /creneaux', {})).json.acces
  expect(await acces()).toBe(null)
  await db.updateTable('structure').set({ accesSansMarche: true }).where('id', '=', structureId).execute()
  expect(await acces()).toBe(true)
  await db.updateTable('antenne').set({ accesSansMarche: false }).where('id', '=', antenneId).execute()
  expect(await acces()).toBe(false)
})

test('une visite chez qui cache son adresse ne l’écrit pas dans l’agenda', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await noter(awa, personneId, { adresseConfidentielle: true })
  const visiter = (lieu: string | null) => prendre(awa, personneId, { modalite: 'domicile', lieu })
  expect((await visiter('12 RUE EXEMPLE')).texte).toContain('lieu-confidentiel')
  expect((await visiter(null)).status).toBe(200)
})
