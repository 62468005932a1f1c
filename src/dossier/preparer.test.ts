import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheances } from '../essai-echeances.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { convenus } from './a-faire.ts'
import type { fichePersonne } from './fiche-personne.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ouvrir = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json
/** The instant of the first visit, as the base writes it. */
const PREMIERE = '2025-03-10T10:00:00+01:00'
const CONTACT = { telephone: '06 39 98 00 11', telephoneAccord: true, courriel: null, courrielAccord: false }

async function unSuivi() {
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const awa = await essai.unAgent('charge-orientation', { nom: 'NAVETTE' })
  await sessionsSansFin(essai)
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-PREPARE', debut: '2025-03-03' })
  return { marc, awa, personneId }
}
const corriger = (agent: Navigateur, personneId: string, plus = {}) =>
  agent.brut('PUT /personnes/:personneId/contact', { personneId, ...CONTACT, ...plus })

test('à la première ouverture, rien n’est une nouvelle ; ensuite, ce que les autres ont changé depuis la visite', async () => {
  const { marc, awa, personneId } = await unSuivi()
  await corriger(awa, personneId)
  expect((await ouvrir(marc, personneId)).depuis).toEqual({ visite: null, total: 0, lignes: [] })
  essai.now = '2025-03-12T09:00:00Z'
  const rien = (await ouvrir(marc, personneId)).depuis
  expect(rien).toEqual({ visite: PREMIERE, total: 0, lignes: [] })
  essai.now = '2025-03-12T09:10:00Z'
  await corriger(awa, personneId, { telephone: '06 39 98 00 22' })
  await corriger(marc, personneId, { telephone: '06 39 98 00 33' })
  const ensuite = (await ouvrir(marc, personneId)).depuis
  expect(ensuite.visite, 'la visite en cours n’est pas la dernière').toBe(PREMIERE)
  expect(
    ensuite.lignes.map(l => l.par),
    'ce que l’on fait soi-même n’est pas une nouvelle',
  ).toEqual(['Agent NAVETTE'])
})

test('la visite d’un autre n’est pas la mienne, ni celle d’un autre dossier, ni le fil lu sans l’ouvrir', async () => {
  const { marc, awa, personneId } = await unSuivi()
  const autreId = await unSuiviDans(essai, marc, { nom: 'ESSAI-AUTRE', debut: '2025-03-03' })
  await ouvrir(awa, personneId)
  await ouvrir(marc, autreId)
  await marc.brut('GET /personnes/:personneId/evenements', { personneId })
  essai.now = '2025-03-12T09:00:00Z'
  await corriger(awa, personneId)
  expect((await ouvrir(marc, personneId)).depuis).toEqual({ visite: null, total: 0, lignes: [] })
})

test('la visite d’un dossier réuni à celui-ci en est une', async () => {
  const { marc, awa, personneId } = await unSuivi()
  const double = await unSuiviDans(essai, marc, { nom: 'ESSAI-DOUBLE', debut: '2025-03-03' })
  await ouvrir(marc, double)
  await db().updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', double).execute()
  await db().updateTable('personne').set({ fusionneeDans: personneId }).where('id', '=', double).execute()
  essai.now = '2025-03-12T09:00:00Z'
  await corriger(awa, personneId)
  expect((await ouvrir(marc, personneId)).depuis).toMatchObject({ visite: PREMIERE, total: 1 })
})

test('ce qu’un fichier apprend depuis la visite est une nouvelle, même daté d’avant elle', async () => {
  const { marc, personneId } = await unSuivi()
  await ouvrir(marc, personneId)
  await db()
    .insertInto('evenement')
    .values({
      ...{ personneId, type: 'entree', le: '2025-03-05T00:00:00+01:00', saisiLe: '2025-03-11T06:00:00Z' },
      ...{ acteur: 'systeme', acteurNom: 'Filrouge', apres: JSON.stringify({}) },
    })
    .execute()
  essai.now = '2025-03-12T09:00:00Z'
  expect((await ouvrir(marc, personneId)).depuis).toMatchObject({ total: 1, lignes: [{ le: '2025-03-05' }] })
})

test('un rendez-vous à venir est convenu, sans être à faire ; fini, il est à conclure, sans être convenu', async () => {
  const { marc, personneId } = await unSuivi()
  const pris = { debut: '2025-03-10T16:00', agentId: marc.id, objet: 'suivi' }
  expect((await prendre(marc, personneId, pris)).status).toBe(200)
  const places = async () => {
    const lu = await ouvrir(marc, personneId)
    const id = lu.attendus[0]?.id ?? ''
    return [lu.aFaire.filter(a => a.objetId === id).map(a => a.phrase), convenus(lu).map(r => r.id === id)]
  }
  expect(await places()).toEqual([[], [true]])
  essai.now = '2025-03-10T15:10:00Z'
  expect(await places(), 'pendant le rendez-vous').toEqual([[], [true]])
  essai.now = '2025-03-10T17:00:00Z'
  expect(await places()).toEqual([['Conclure le rendez-vous'], []])
})

test('des ouvertures qui se suivent sont une seule visite, une heure plus tard en est une autre', async () => {
  const { marc, personneId } = await unSuivi()
  const visites: (string | null)[] = []
  for (const heure of ['09:00', '09:20', '09:45', '10:50', '11:00']) {
    essai.now = `2025-03-10T${heure}:00Z`
    visites.push((await ouvrir(marc, personneId)).depuis.visite?.slice(11, 16) ?? null)
  }
  expect(visites, 'à l’heure de Paris').toEqual([null, null, null, '10:45', '10:45'])
})

test('au-delà de cinq changements, les derniers sont montrés et tous sont comptés', async () => {
  const { marc, awa, personneId } = await unSuivi()
  await ouvrir(marc, personneId)
  for (let n = 1; n <= 8; n++) {
    essai.now = `2025-03-1${n}T10:00:00Z`
    await corriger(awa, personneId, { telephone: `06 39 98 01 0${n}` })
  }
  const { total, lignes } = (await ouvrir(marc, personneId)).depuis
  expect([total, lignes.map(l => l.le.slice(0, 10))]).toEqual([
    8,
    ['2025-03-18', '2025-03-17', '2025-03-16', '2025-03-15', '2025-03-14'],
  ])
})

test('ce qui est convenu : les rendez-vous à venir, la note du dernier contact ; noté par erreur, elle disparaît', async () => {
  const { marc, personneId } = await unSuivi()
  expect((await ouvrir(marc, personneId)).convenu).toEqual({ relais: null, contact: null })
  const ids = [uuidv7(), uuidv7()]
  for (const [rang, note] of ['Attend sa carte de bus.', 'Rappelle quand elle a son CV.'].entries()) {
    const contact = { id: ids[rang], le: `2025-03-0${5 + rang}`, moyen: 'telephone', note }
    expect((await marc.brut('POST /personnes/:personneId/contacts', { personneId, ...contact })).status).toBe(200)
  }
  expect(
    (await prendre(marc, personneId, { debut: '2025-03-20T10:00', agentId: marc.id, objet: 'suivi' })).status,
  ).toBe(200)
  const lu = await ouvrir(marc, personneId)
  expect(lu.convenu.contact).toEqual({
    ...{ texte: 'Rappelle quand elle a son CV.', le: '2025-03-06', moyen: 'telephone', par: 'Agent ROUET' },
  })
  expect(lu.attendus).toMatchObject([{ objet: 'suivi', agent: 'Agent ROUET' }])
  const annuler = { personneId, contactId: ids[1] }
  expect((await marc.brut('POST /personnes/:personneId/contacts/:contactId/annulation', annuler)).status).toBe(200)
  expect((await ouvrir(marc, personneId)).convenu.contact?.texte).toBe('Attend sa carte de bus.')
})

test('ce qui s’est mis à attendre depuis la visite est dit nouveau', async () => {
  const { marc, personneId } = await unSuivi()
  const nouvelles = async () => (await ouvrir(marc, personneId)).aFaire.filter(a => a.nouvelle).map(a => a.quoi)
  const contact = { id: uuidv7(), le: '2025-03-10', moyen: 'telephone', note: null }
  expect((await marc.brut('POST /personnes/:personneId/contacts', { personneId, ...contact })).status).toBe(200)
  expect(await nouvelles()).toEqual([])
  essai.now = '2025-06-01T09:00:00Z'
  await tenirEcheances(essai)
  expect(await nouvelles()).toEqual(['contact', 'bilan'])
  essai.now = '2025-06-02T09:00:00Z'
  expect(await nouvelles(), 'vu hier, ce n’est plus une nouvelle').toEqual([])
})

test('l’ancien référent n’apprend rien de ce qui est venu après lui, ni rendez-vous, ni note', async () => {
  const { marc, awa, personneId } = await unSuivi()
  await ouvrir(marc, personneId)
  await db().updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  essai.now = '2025-03-12T09:00:00Z'
  await corriger(awa, personneId)
  const { depuis, lectureApres, aFaire } = await ouvrir(marc, personneId)
  expect([lectureApres?.depuis, depuis.total, aFaire]).toEqual(['2025-03-10', 0, []])
})
