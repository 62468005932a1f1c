import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unEntrant, unSuivi } from './essai-pilotage.ts'
import type { personnesIndicateur } from './personnes-indicateur.ts'
import type { tableauPilotage } from './tableau-pilotage.ts'

const essai = unEssai()
const mars = { du: '2025-03-01', au: '2025-03-31' }

async function septEntrants() {
  essai.now = '2025-04-10T09:00:00Z'
  for (let i = 0; i < 6; i++) await unEntrant(essai, '2025-03-03', { orienteLe: '2025-03-10', nom: `ESSAI-${i}` })
  return unEntrant(essai, '2025-03-04', { motif: 'arrivee-departement', codeInsee: '59350', nom: 'ESSAI-LILLE' })
}

test('le tableau donne les trois indicateurs, douze mois et les définitions', async () => {
  await septEntrants()
  const agent = await essai.unAgent('charge-orientation')
  const { status, json } = await agent.appeler<typeof tableauPilotage>('GET /pilotage', mars)
  expect(status).toBe(200)
  expect(json.I01.valeur).toBe(7)
  expect(json.I02).toMatchObject({ valeur: 8571, numerateur: 6, denominateur: 7, enCours: 0 })
  expect(json.entrees.map(m => m.mois)).toEqual(
    [
      '2024-04',
      '2024-05',
      '2024-06',
      '2024-07',
      '2024-08',
      '2024-09',
      '2024-10',
      '2024-11',
      '2024-12',
      '2025-01',
      '2025-02',
      '2025-03',
    ].map(m => `${m}-01`),
  )
  expect(json.entrees.at(-1)).toMatchObject({ entrants: 7, aTemps: 6, unMois: 6, complet: true })
  expect(json.definitions.I02?.horloge).toContain('jour 1')
  expect(json.nommer).toBe(true)
})

test('un tableau s’exporte en CSV, une ligne par chose comptée, avec les mêmes chiffres, masqués pour qui ne peut nommer', async () => {
  await septEntrants()
  const csv = async (role: 'charge-orientation' | 'pilote', tableau: string) => {
    const demande = { ...mars, tableau, motif: 'activite', format: 'csv' }
    return (await (await essai.unAgent(role)).brut('POST /pilotage/export', demande)).brut.toString()
  }
  const delai = await csv('charge-orientation', 'orientes-dans-le-delai')
  expect(delai.split('\r\n')[0]).toBe(
    '\ufeffDébut de la période;Fin de la période;Mois;Mois complet;Entrants;En 15 jours;Part (%);En 1 mois;Part à un mois (%);Effectif masqué;Export',
  )
  expect(delai).toContain('\r\n2025-03-01;2025-03-31;2025-03-01;oui;7;6;85,71;6;85,71;non;59-1\r\n')
  expect(await csv('charge-orientation', 'entrants-par-motif')).toContain(';Arrivée dans le département;1;non;')
  expect(await csv('pilote', 'entrants-par-motif')).toContain(';Arrivée dans le département;;oui;')
})

test('la courbe des dominantes compte les orientations qui courent à la fin de chaque mois', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const agent = await essai.unAgent('charge-orientation')
  const suivre = async (suivi: Omit<Parameters<typeof unSuivi>[2], 'dominante'>) =>
    unSuivi(essai, (await unEntrant(essai, '2025-03-03')).personneId, { dominante: 'emploi', ...suivi })
  await suivre({ debut: '2023-01-01' })
  await suivre({ debut: '2025-02-28' })
  await suivre({ debut: '2025-01-15', fin: '2025-03-31' })
  await suivre({ debut: '2025-04-02' })
  const { json } = await agent.appeler<typeof tableauPilotage>('GET /pilotage', { ...mars, au: '2025-04-30' })
  expect(json.dominantes.slice(-4).map(m => [m.le, m.emploi])).toEqual([
    ['2025-01-31', 2],
    ['2025-02-28', 3],
    ['2025-03-31', 2],
    ['2025-04-10', 3],
  ])
})

test('le pilote ne voit pas les petits effectifs, ni celui que le total rendrait', async () => {
  await septEntrants()
  const pilote = await essai.unAgent('pilote')
  const { json } = await pilote.appeler<typeof tableauPilotage>('GET /pilotage', mars)
  expect(json.nommer).toBe(false)
  expect(json.I01.valeur).toBe(7)
  const motifs = Object.fromEntries(json.I01.parMotif.map(m => [m.motif, m.personnes]))
  expect(motifs).toMatchObject({
    'arrivee-departement': 'masque',
    'premiere-demande': 'masque',
    'entree-dans-un-foyer': 0,
  })
  expect(json.I02.numerateur).toBe(6)
  const lille = await pilote.appeler<typeof tableauPilotage>('GET /pilotage', { ...mars, commune: '59350' })
  expect(lille.json.I01.valeur).toBe('masque')
  expect(lille.json.I02).toMatchObject({ valeur: 'masque', numerateur: 'masque', denominateur: 'masque' })
})

test('une période à l’envers et une intercommunalité d’ailleurs sont refusées', async () => {
  const agent = await essai.unAgent('pilote')
  const inverse = await agent.brut('GET /pilotage', { du: '2025-03-31', au: '2025-03-01' })
  expect([inverse.status, inverse.json.code]).toEqual([400, 'periode-inversee'])
  const ailleurs = await agent.brut('GET /pilotage', { ...mars, epci: '200000172' })
  expect([ailleurs.status, ailleurs.json.code]).toEqual([400, 'epci-inconnu'])
  expect((await agent.brut('GET /pilotage', { du: 'hier', au: '2025-03-01' })).status).toBe(400)
})

test('la liste derrière un chiffre est celle du périmètre de l’agent', async () => {
  const { personneId } = await septEntrants()
  const tous = await essai.unAgent('charge-orientation')
  const lille = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const lister = (agent: typeof tous, suite: object = {}) =>
    agent.appeler<typeof personnesIndicateur>('GET /pilotage/:indicateur/personnes', {
      indicateur: 'I02',
      ...mars,
      ...suite,
    })
  expect((await lister(tous)).json.total).toBe(7)
  expect((await lister(tous, { depuis: 400 })).json).toEqual({ total: 7, lignes: [] })
  expect((await lister(tous, { parmi: 'a-temps' })).json.total).toBe(6)
  const retard = (await lister(lille, { parmi: 'hors-delai' })).json
  expect(retard).toMatchObject({
    total: 1,
    lignes: [{ personneId, nom: 'ESSAI-LILLE', recuLe: '2025-03-04', echeance: '2025-03-18', orienteLe: null }],
  })
  expect((await lister(lille, { parmi: 'en-cours' })).json.total).toBe(0)
})

test('la liste de I05 donne la dominante et se lit par pages', async () => {
  essai.now = '2025-04-10T09:00:00Z'
  const agent = await essai.unAgent('charge-orientation')
  for (let i = 0; i < 2; i++) {
    const { personneId } = await unEntrant(essai, '2025-03-03', { orienteLe: '2025-03-10' })
    await unSuivi(essai, personneId, { debut: '2025-03-10', dominante: i ? 'emploi' : 'equilibre' })
  }
  const lister = (suite: object) =>
    agent.appeler<typeof personnesIndicateur>('GET /pilotage/:indicateur/personnes', {
      indicateur: 'I05',
      ...mars,
      ...suite,
    })
  expect((await lister({})).json.total).toBe(2)
  expect((await lister({ dominante: 'emploi' })).json.lignes).toMatchObject([{ dominante: 'Emploi' }])
  expect((await lister({ depuis: 2 })).json.lignes).toEqual([])
})

test('qui ne pilote pas ne voit pas les chiffres, et le pilote ne voit pas les noms', async () => {
  const [referent, pilote, administrateur] = [
    await essai.unAgent('referent'),
    await essai.unAgent('pilote'),
    await essai.unAgent('administrateur'),
  ]
  expect((await referent.brut('GET /pilotage', mars)).status).toBe(403)
  expect((await administrateur.brut('GET /pilotage', mars)).status).toBe(403)
  expect((await pilote.brut('GET /pilotage/:indicateur/personnes', { indicateur: 'I01', ...mars })).status).toBe(403)
})
