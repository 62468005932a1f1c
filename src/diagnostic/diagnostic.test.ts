import { expect, test } from 'vitest'
import { frein, REPONSES_EMPLOI } from '../diagnostic/essai-reponses.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { AUCUNE_REPONSE, empechementDiagnostic, progres } from './diagnostic.ts'
import type { diagnosticDe } from './diagnostic-de.ts'
import type { etablirDiagnostic } from './etablir-diagnostic.ts'
import { direFaits, type FaitsConnus, preremplir, seulAvecEnfant } from './faits.ts'

const essai = unEssai()
const POST = 'POST /personnes/:personneId/diagnostics'
const GET = 'GET /personnes/:personneId/diagnostics'

const saisie = (personneId: string, changements = {}) => ({
  id: uuidv7(),
  personneId,
  etabliLe: '2025-03-10',
  conjoint: false,
  reponses: REPONSES_EMPLOI,
  synthese: null,
  notePrivee: null,
  ...changements,
})

test('un diagnostic enregistré se relit, et laisse sa trace dans le fil', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const reponse = await unDiagnostic(agent, id, { mobilite: frein('leger') })
  expect(reponse.status).toBe(200)
  expect(reponse.json.version).toBe(1)
  const lu = await agent.appeler<typeof diagnosticDe>(GET, { personneId: id })
  expect(lu.json.versions).toMatchObject([
    { version: 1, etabliLe: '2025-03-10', mienne: true, reponses: { mobilite: frein('leger') } },
  ])
  expect(lu.json.faits).toMatchObject({
    age: 39,
    commune: 'TOURCOING',
    ancienneteRsaMois: 1,
    inscritFranceTravail: false,
  })
  const evenement = await essai.base.territoire('59').selectFrom('evenement').selectAll().executeTakeFirstOrThrow()
  expect(evenement).toMatchObject({ type: 'diagnostic', apres: { version: 1, proposition: 'equilibre' } })
  expect(await compter(essai, 'consultation')).toBe(1)
})

test('chaque mise à jour est une version de plus, la précédente reste', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await unDiagnostic(agent, id, { mobilite: frein('lourd') })
  expect((await unDiagnostic(agent, id)).json.version).toBe(2)
  const { versions } = (await agent.appeler<typeof diagnosticDe>(GET, { personneId: id })).json
  expect(versions.map(v => v.reponses.mobilite.severite)).toEqual(['aucun', 'lourd'])
  expect(progres(versions[1]!.reponses, versions[0]!.reponses)).toEqual([
    { situation: 'mobilite', avant: 'lourd', apres: 'aucun', leve: true },
  ])
})

test('la même saisie envoyée deux fois ne fait qu’une version', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const envoi = saisie(id)
  const premiere = await agent.appeler<typeof etablirDiagnostic>(POST, envoi)
  const seconde = await agent.appeler<typeof etablirDiagnostic>(POST, envoi)
  expect(seconde.json).toEqual(premiere.json)
  expect(await compter(essai, 'diagnostic')).toBe(1)
  expect(await compter(essai, 'evenement')).toBe(1)
  const { id: autre } = await unePersonne(essai)
  expect((await agent.brut(POST, { ...envoi, personneId: autre })).json.code).toBe('identifiant-pris')
})

test('la seconde de deux saisies est refusée : elle lit qui a enregistré, et quand', async () => {
  const une = await essai.unAgent('charge-orientation', { nom: 'DIALLO' })
  const { id } = await unePersonne(essai)
  const enregistrer = (versionLue: number | null, agent = une) => agent.brut(POST, saisie(id, { versionLue }))
  expect((await enregistrer(null)).status).toBe(200)
  expect((await enregistrer(1)).status).toBe(200)
  const deux = await essai.unAgent('charge-orientation')
  const { status, json } = await enregistrer(1, deux)
  expect([status, json.code]).toEqual([409, 'change-entre-temps'])
  expect(json.detail).toMatch(
    /^Agent DIALLO\s: Diagnostic mis à jour \(version\s2\), aujourd’hui à\s10\sh\. .+est resté\.$/,
  )
  expect(json.detail).not.toMatch(/recharge/i)
  expect((await enregistrer(2, deux)).json).toMatchObject({ version: 3 })
})

test.each([
  ['diagnostic-futur', { etabliLe: '2025-03-11' }],
  ['diagnostic-vide', { reponses: AUCUNE_REPONSE }],
  ['change-entre-temps', { versionLue: 3 }],
])('refuse : %s', async (code, changements) => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const reponse = await agent.brut(POST, saisie(id, changements))
  expect([reponse.status, reponse.json.code]).toEqual([409, code])
  expect(await compter(essai, 'diagnostic')).toBe(0)
})

test('une version datée d’avant la précédente est refusée', () => {
  const v = { etabliLe: '2025-03-05', reponses: REPONSES_EMPLOI }
  expect(empechementDiagnostic(v, { version: 1, etabliLe: '2025-03-06' }, '2025-03-10')).toBe('diagnostic-anterieur')
  expect(empechementDiagnostic(v, { version: 1, etabliLe: '2025-03-05' }, '2025-03-10')).toBeNull()
})

test('la note privée ne se lit que par son auteur', async () => {
  const auteur = await essai.unAgent('charge-orientation')
  const collegue = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await auteur.appeler<typeof etablirDiagnostic>(
    POST,
    saisie(id, { notePrivee: 'à garder pour moi', synthese: 'partagée' }),
  )
  const deLui = await auteur.appeler<typeof diagnosticDe>(GET, { personneId: id })
  const delle = await collegue.appeler<typeof diagnosticDe>(GET, { personneId: id })
  expect(deLui.json.versions[0]).toMatchObject({ notePrivee: 'à garder pour moi', mienne: true })
  expect(delle.json.versions[0]).toMatchObject({ notePrivee: null, synthese: 'partagée', mienne: false })
  expect(delle.texte).not.toContain('à garder')
  const traces = await essai.base.territoire('59').selectFrom('evenement').select('apres').execute()
  expect(JSON.stringify(traces)).not.toContain('à garder')
})

test('hors de son périmètre, 404 ; sans le rôle, 403', async () => {
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const { id } = await unePersonne(essai, { codeInsee: '59599' })
  expect((await ailleurs.brut(POST, saisie(id))).status).toBe(404)
  expect((await ailleurs.brut(GET, { personneId: id })).status).toBe(404)
  const pilote = await essai.unAgent('pilote')
  expect((await pilote.brut(POST, saisie(id))).status).toBe(403)
  expect((await pilote.brut(GET, { personneId: id })).status).toBe(403)
})

const FAITS: FaitsConnus = {
  age: 41,
  commune: 'TOURCOING',
  codeInsee: '59599',
  ancienneteRsaMois: 48,
  inscritFranceTravail: true,
  situationFamiliale: 'SEF',
  enfants: [4, 9],
  activite: 'CHO',
  activiteDepuis: null,
  sansDomicileFixe: true,
  source: 'CAF, 28 février 2025',
}

test('ce que le flux sait pré-remplit le diagnostic, avec sa source', () => {
  const { reponses, sources } = preremplir(FAITS)
  expect(reponses.situationPro).toBe('sans-emploi')
  expect(reponses.logement.severite).toBe('lourd')
  expect(sources.situationPro).toBe('CAF, 28 février 2025')
  expect(preremplir({ ...FAITS, activite: 'AEN' }).reponses.independant).toBe(true)
  expect(preremplir({ ...FAITS, activite: 'SAL', sansDomicileFixe: false })).toEqual({
    reponses: AUCUNE_REPONSE,
    sources: {},
  })
})

test('les faits connus se disent en mots, chacun avec sa source', () => {
  expect(direFaits(FAITS).map(f => f.valeur)).toEqual([
    '41 ans',
    'Tourcoing',
    '4 ans',
    'séparé ou séparée',
    '2 (4 ans, 9 ans)',
    'inscription connue',
    'sans domicile fixe',
  ])
  // Known from a list alone: nobody said that there is no child.
  const inconnu = { ...FAITS, ancienneteRsaMois: null, situationFamiliale: null, enfants: [] }
  expect(direFaits(inconnu).find(f => f.libelle === 'Enfants')?.valeur).toBeNull()
  expect(direFaits({ ...FAITS, enfants: [] }).find(f => f.libelle === 'Enfants')?.valeur).toBe('aucun')
  expect(seulAvecEnfant(FAITS)).toBe(true)
  expect(seulAvecEnfant({ ...FAITS, situationFamiliale: 'MAR' })).toBe(false)
})
