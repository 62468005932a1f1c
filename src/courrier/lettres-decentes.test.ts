import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AUTONOMIES, DISPONIBILITES, EXPERIENCES, type Reponses, SITUATIONS } from '../diagnostic/diagnostic.ts'
import { frein } from '../diagnostic/essai-reponses.ts'
import { REFERENTIELS } from '../diagnostic/proposition/referentiel.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import type { orienter } from '../orientation/orienter.ts'
import type { propositionPour } from '../orientation/proposition.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { DOMINANTES_EN_CLAIR } from './en-clair.ts'
import { mots, texte } from './essai-pdf.ts'
import { semblentIntimes } from './mots-intimes.ts'

/** What a letter never says by itself: the criteria of the diagnosis, their answers, what they weigh. */
const essai = unEssai()

const CRITERES = Object.values(SITUATIONS).map(s => s.libelle.toLowerCase())
const REPONSES =
  /frein|lourd|l[ée]ger|obstacle|contrainte|difficult|disponib|motivation|autonomie|exp[ée]rience|handicap|rqth/
const tait = (lu: string) =>
  !semblentIntimes(lu) &&
  !REPONSES.test(lu.toLowerCase()) &&
  !CRITERES.some(c => new RegExp(`\\b${c}\\b`, 'i').test(lu))

const unChoix = <C extends string>(libelles: Record<C, string>) => fc.constantFrom(...(Object.keys(libelles) as C[]))
const unFrein = fc.constantFrom(frein('aucun'), frein('leger'), frein('lourd'))
const desReponses: fc.Arbitrary<Partial<Reponses>> = fc.record({
  disponibilite: unChoix(DISPONIBILITES),
  motivationTravail: fc.boolean(),
  motivationAccompagnement: fc.boolean(),
  logement: unFrein,
  sante: unFrein,
  mobilite: unFrein,
  famille: unFrein,
  langue: unFrein,
  budget: unFrein,
  autonomie: unChoix(AUTONOMIES),
  experience: unChoix(EXPERIENCES),
  rqth: fc.constantFrom(true, false, null),
})

const leService = async () => {
  const agent = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure({ nom: 'Maison de l’insertion' })
  return { agent, structureId }
}

async function orientee(
  { agent, structureId }: Awaited<ReturnType<typeof leService>>,
  reponses: Partial<Reponses>,
  suivre = true,
) {
  const { id: personneId } = await unePersonne(essai, { nom: 'FIL-ESSAI' })
  await unDiagnostic(agent, personneId, reponses)
  const { json } = await agent.appeler<typeof propositionPour>('GET /personnes/:personneId/proposition', { personneId })
  const proposee = json.proposition?.dominante ?? 'emploi'
  const orientation = await agent.appeler<typeof orienter>(ORIENTER, {
    id: uuidv7(),
    personneId,
    dominante: suivre ? proposee : 'equilibre',
    structureId,
    referentId: null,
    motif: suivre ? null : 'Vous l’avez demandé.',
    notification: { mode: 'courrier' },
  })
  expect(orientation.status).toBe(200)
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: orientation.json.courrierId })
  return { personneId, orientationId: orientation.json.id, lu: texte(brut), proposee }
}

test('aucune lettre d’orientation ne dit ce que le diagnostic a dit, quel qu’il soit', async () => {
  const service = await leService()
  await fc.assert(
    fc.asyncProperty(desReponses, fc.boolean(), async (reponses, suivre) => {
      const { lu } = await orientee(service, reponses, suivre)
      expect(lu).toContain('Votre orientation')
      expect(lu.split(' ').filter(mot => !tait(mot))).toEqual([])
    }),
    { numRuns: 12 },
  )
}, 120_000)

test('aucun modèle de lettre, aucune raison, aucun parcours n’en parle', () => {
  const modeles = readdirSync('courriers').filter(m => m.endsWith('.typ') && m !== 'explication-calcul.typ')
  for (const modele of modeles) {
    const lignes = readFileSync(`courriers/${modele}`, 'utf8').split('\n')
    expect([modele, lignes.filter(l => !l.startsWith('//') && !l.startsWith('#') && !tait(l))]).toEqual([modele, []])
  }
  const dites = REFERENTIELS.flatMap(r => r.regles.map(({ dite }) => dite))
  const parcours = Object.values(DOMINANTES_EN_CLAIR).map(p => `${p.nom} ${p.sens}`)
  expect([...dites, ...parcours].filter(phrase => !tait(phrase))).toEqual([])
  expect(tait('Mobilité : frein léger')).toBe(false)
})

test('la lettre dit la mention de la loi : un algorithme, à quoi il sert, le droit d’en connaître les règles, comment, la CADA', async () => {
  const { lu } = await orientee(await leService(), { mobilite: frein('leger') })
  for (const attendu of [
    'préparée avec l’aide d’un algorithme',
    'Il sert à proposer l’accompagnement qui convient le mieux',
    'droit de connaître ses règles',
    'Demandez-le à votre référent, ou écrivez au département',
    'commission d’accès aux documents administratifs',
    'L. 311-3-1 et R. 311-3-1-1',
    'un accompagnement social et professionnel',
    'Vous pouvez avancer vers un emploi',
  ])
    expect(lu).toContain(attendu)
})

test.each([1, 2, 3, 4, 5])('la signature n’est jamais seule sur sa page : motif de %i phrases', async phrases => {
  const { agent, structureId } = await leService()
  const { id: personneId } = await unePersonne(essai)
  const orientation = await agent.appeler<typeof orienter>(ORIENTER, {
    ...{ id: uuidv7(), personneId, dominante: 'remobilisation', structureId, referentId: null },
    motif: 'Vous voulez reprendre confiance avant de chercher un emploi. '.repeat(phrases),
    notification: { mode: 'courrier' },
  })
  expect(orientation.status).toBe(200)
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: orientation.json.courrierId })
  const signee = mots(brut).find(page => /départemental Service/.test(page.map(m => m.mot).join(' ')))
  expect(signee?.map(m => m.mot)).toContain('d’accord')
})

test('sur demande, tout le détail est remis : réponses, sources, poids, règles dans l’ordre, seuils ; raconté, et une seule fois', async () => {
  const service = await leService()
  const { agent } = service
  const { personneId, orientationId } = await orientee(service, { sante: frein('lourd') })
  const demande = { id: uuidv7(), orientationId, mode: 'remise-en-main-propre' as const }
  const REMETTRE = 'POST /orientations/:orientationId/explication'
  const { json, status } = await agent.brut(REMETTRE, demande)
  expect([status, json]).toEqual([200, { courrierId: demande.id }])
  expect((await agent.brut(REMETTRE, demande)).json).toEqual(json)
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: demande.id })).brut)
  for (const attendu of [
    'Le calcul a proposé : un accompagnement social et professionnel',
    'Elles viennent de : Diagnostic du lundi 10 mars 2025.',
    'Santé : frein lourd (contrainte)',
    'Autonomie dans les démarches : complète (ne fait pas obstacle)',
    'Les freins sont trop nombreux pour être levés en cherchant un emploi. Alors : un accompagnement social.',
    'C’est la règle utilisée pour vous.',
    'Freins lourds compatibles avec l’équilibre : 1',
    'Si la santé ne gênait plus la reprise d’emploi',
    'R. 311-3-1-2',
    'À remettre en main propre',
  ])
    expect(lu).toContain(attendu)
  const db = essai.base.territoire('59')
  const faits = await db.selectFrom('evenement').select(['type', 'personneId']).orderBy('id').execute()
  expect(faits.slice(-2)).toEqual([
    { type: 'courrier', personneId },
    { type: 'explication-calcul', personneId },
  ])
  const { json: documents } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', {
    personneId,
  })
  expect(documents.lettres.map(l => l.titre).toSorted()).toEqual([
    'Détail du calcul d’orientation',
    'Notification d’orientation',
  ])
})

test('sans calcul, rien à expliquer ; hors périmètre, introuvable', async () => {
  const { agent, structureId } = await leService()
  const { id: personneId } = await unePersonne(essai)
  const orientationId = uuidv7()
  const decision = { personneId, dominante: 'emploi', structureId, referentId: null, motif: 'Choix commun.' }
  await agent.brut(ORIENTER, { ...decision, id: orientationId, notification: null })
  const demande = { id: uuidv7(), orientationId, mode: 'courrier' }
  const refus = await agent.brut('POST /orientations/:orientationId/explication', demande)
  expect([refus.status, refus.json.code]).toEqual([409, 'sans-calcul'])
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await ailleurs.brut('POST /orientations/:orientationId/explication', demande)).status).toBe(404)
})

test.each([
  ['Vous avez une promesse d’embauche.', false],
  ['Vous voulez vous former au métier de soudeur.', false],
  ['Vous avez une piste intéressante.', false],
  ['Son état de santé ne permet pas de travailler', true],
  ['DEPRESSION en cours', true],
  ['Suivi par un médecin', true],
  ['Ses freins sont nombreux', true],
])('ce qu’un agent écrit dans une lettre : « %s » est-il intime ? %s', (phrase, intime) => {
  expect(semblentIntimes(phrase)).toBe(intime)
})
