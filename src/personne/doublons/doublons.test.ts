import { expect, test } from 'vitest'
import type { documentsDe } from '../../document/documents-de.ts'
import { toutLeDossier } from '../../dossier/essai-dossier.ts'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { distinguerPersonnes } from './distinguer-personnes.ts'
import type { doublons } from './doublons.ts'
import { deuxDossiers, photographie, reunir, unDoublon, uneOrientation } from './essai-doublons.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

const lister = (agent: Navigateur, statut?: 'a-decider' | 'fusionnees' | 'distinctes') =>
  agent.appeler<typeof doublons>('GET /doublons', { statut })
const distinguer = (agent: Navigateur, doublonId: string) =>
  agent.appeler<typeof distinguerPersonnes>('POST /doublons/:doublonId/distinction', { doublonId })

test('une paire à décider montre les deux dossiers, leurs différences, et la lecture des deux est enregistrée', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(essai, agent)
  const { status, json } = await lister(agent)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    total: 1,
    paires: [{ id: doublonId, differences: ['nom', 'nomNaissance', 'telephone', 'foyer'], garder: absorbee.id }],
  })
  const { json: auDela } = await agent.appeler<typeof doublons>('GET /doublons', { page: 9 })
  expect(auDela).toMatchObject({ total: 1, pages: 1, paires: [] })
  const lus = await db().selectFrom('consultation').select(['personneId', 'quoi']).execute()
  expect(lus).toHaveLength(2)
  expect(lus).toEqual(
    expect.arrayContaining([
      { personneId: gardee.id, quoi: 'doublon' },
      { personneId: absorbee.id, quoi: 'doublon' },
    ]),
  )
})

test('réunir garde un dossier où tout se lit, et l’ancienne adresse y mène', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, enCours, doublonId } = await deuxDossiers(essai, agent)
  expect((await reunir(agent, doublonId, gardee.id)).json).toEqual({ statut: 'fusionnees', personneId: gardee.id })
  const json = await toutLeDossier(agent, absorbee.id)
  expect(json.id).toBe(gardee.id)
  expect(json.foyers).toHaveLength(2)
  expect(json.entree).toMatchObject({ recuLe: '2025-03-03' })
  expect(json.identite).toMatchObject({ nirConnu: true, nirCertifie: true })
  expect(json.diagnostics.map(d => [d.version, d.etabliLe])).toEqual([
    [4, '2025-03-04'],
    [3, '2025-02-10'],
    [2, '2024-12-01'],
    [1, '2024-01-10'],
  ])
  expect(json.orientations).toHaveLength(3)
  expect(json.orientations[0]).toMatchObject({ id: enCours, fin: null })
  expect(json.accompagnements).toHaveLength(3)
  expect(json.rendezVous).toHaveLength(1)
  const { lettres } = (
    await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId: gardee.id })
  ).json
  expect(lettres).toHaveLength(1)
  expect(json.evenements.lignes.map(l => l.titre)).toEqual([
    'Deux dossiers réunis en un',
    'Entrée\u00a0: première demande',
  ])
  expect(json.autresContacts).toMatchObject([{ telephone: '0639980002' }])
  expect(json.aFaire.map(a => a.quoi)).toContain('confirmer-telephone')
})

test('réunir deux fois ne change rien de plus ; garder l’autre après coup est refusé', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, absorbee, doublonId } = await deuxDossiers(essai, agent)
  await reunir(agent, doublonId, gardee.id)
  const apres = await photographie(essai)
  expect((await reunir(agent, doublonId, gardee.id)).json).toEqual({ statut: 'fusionnees', personneId: gardee.id })
  expect(await reunir(agent, doublonId, absorbee.id)).toMatchObject({ status: 409, json: { code: 'deja-tranche' } })
  expect(await distinguer(agent, doublonId)).toMatchObject({ status: 409 })
  expect(await photographie(essai)).toEqual(apres)
})

test('deux suivis en cours : la réunion est refusée, et rien ne bouge', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { gardee, doublonId } = await deuxDossiers(essai, agent)
  await uneOrientation(essai, agent, gardee.id, '2025-03-01')
  const avant = await photographie(essai)
  const { status, json } = await agent.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: gardee.id })
  expect([status, json.code]).toEqual([409, 'deux-accompagnements'])
  expect(await photographie(essai)).toEqual(avant)
  expect((await lister(agent)).json.paires[0]?.dossiers[0].empechement).toMatch(/Deux référents/)
})

test('dire que ce sont deux personnes les ôte de la liste, et les réunir reste possible', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
  const doublonId = await unDoublon(essai, a.id, b.id)
  expect((await distinguer(agent, doublonId)).json).toEqual({ statut: 'distinctes' })
  expect((await distinguer(agent, doublonId)).json).toEqual({ statut: 'distinctes' })
  expect((await lister(agent)).json.total).toBe(0)
  expect((await lister(agent, 'distinctes')).json.paires[0]).toMatchObject({ id: doublonId, decidePar: 'Agent ESSAI' })
  expect(await db().selectFrom('evenement').select('type').execute()).toHaveLength(2)
  expect((await reunir(agent, doublonId, a.id)).status).toBe(200)
  expect((await lister(agent, 'fusionnees')).json.paires[0]).toMatchObject({ id: doublonId, garder: a.id })
})

test('il faut voir les deux dossiers pour les comparer ou décider', async () => {
  const [ici, ailleurs] = [await unePersonne(essai), await unePersonne(essai, { codeInsee: '59350' })]
  const doublonId = await unDoublon(essai, ici.id, ailleurs.id)
  const agent = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect((await lister(agent)).json).toMatchObject({ total: 0, paires: [] })
  for (const [route, entree] of [
    ['fusion', { garder: ici.id }],
    ['separation', {}],
    ['distinction', {}],
  ] as const) {
    const { status, json } = await agent.brut(`POST /doublons/:doublonId/${route}`, { doublonId, ...entree })
    expect([status, json.code]).toEqual([404, 'doublon-introuvable'])
  }
})

test('la réunion vaut pour chacun de ceux qui voyaient un des deux dossiers : aucun ne trouve plus l’autre', async () => {
  const tous = await essai.unAgent('charge-orientation')
  const [dIci, dAilleurs] = [
    await essai.unAgent('charge-orientation', { secteur: ['59599'] }),
    await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
  ]
  const garde = await unePersonne(essai, { nom: 'ESSAI-GARDE', codeInsee: '59599' })
  const autre = await unePersonne(essai, { nom: 'ESSAI-AUTRE', codeInsee: '59350' })
  const doublonId = await unDoublon(essai, garde.id, autre.id)
  expect((await reunir(tous, doublonId, garde.id)).status).toBe(200)
  for (const agent of [tous, dIci, dAilleurs]) {
    const { texte } = await agent.brut('POST /personnes/recherche', { q: 'ESSAI' })
    expect([texte.includes(garde.id), texte.includes(autre.id)]).toEqual([true, false])
    const { json } = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: autre.id })
    expect(json.id).toBe(garde.id)
  }
})

test.each(['referent', 'responsable-equipe', 'pilote', 'administrateur'] as const)(
  'le rôle %s ne décide pas des doublons',
  async role => {
    const agent = await essai.unAgent(role)
    expect((await agent.brut('GET /doublons')).status).toBe(403)
    const doublonId = uuidv7()
    expect((await agent.brut('POST /doublons/:doublonId/separation', { doublonId })).status).toBe(403)
  },
)

test('le dossier à garder est l’un des deux', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { doublonId } = await deuxDossiers(essai, agent)
  expect((await agent.brut('POST /doublons/:doublonId/fusion', { doublonId, garder: uuidv7() })).status).toBe(400)
})
