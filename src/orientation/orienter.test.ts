import { expect, test } from 'vitest'
import type { designerReferent } from '../accompagnement/designer-referent.ts'
import { frein } from '../diagnostic/essai-reponses.ts'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { demande, lePlateau, ORIENTER, type Plateau, unDiagnostic } from './essai-orientation.ts'
import type { notifierOrientation } from './notifier-orientation.ts'
import type { orienter } from './orienter.ts'

const essai = unEssai()
const NOTIFIER = 'POST /orientations/:id/notification'
const db = () => essai.base.territoire('59')

const entree = () => db().selectFrom('entree').selectAll().executeTakeFirstOrThrow()

test('orienter ouvre l’orientation et l’accompagnement, édite la lettre et arrête le délai', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  const envoi = demande(plateau)
  const reponse = await agent.appeler<typeof orienter>(ORIENTER, envoi)
  expect(reponse.status).toBe(200)
  expect(reponse.json).toMatchObject({ proposition: 'emploi', notifieeLe: '2025-03-10', referentId: referent.id })
  expect(reponse.json.courrierId).not.toBeNull()
  const orientation = await db().selectFrom('orientation').selectAll().executeTakeFirstOrThrow()
  expect(orientation).toMatchObject({
    dominante: 'emploi',
    debut: '2025-03-10',
    entreeId: personne.entreeId,
    origine: 'decision',
    explication: { regle: { code: 'sans-contrainte' }, referentiel: { version: 2 } },
  })
  expect(await db().selectFrom('accompagnement').select(['referentId', 'debut', 'fin']).execute()).toEqual([
    { referentId: referent.id, debut: '2025-03-10', fin: null },
  ])
  expect((await entree()).orienteLe).toBe('2025-03-10')
  const types = await db().selectFrom('evenement').select('type').orderBy('id').execute()
  expect(types.map(t => t.type)).toEqual(['diagnostic', 'orientation', 'referent', 'courrier', 'notification'])
})

test('le même ordre reçu deux fois n’a d’effet qu’une fois', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const envoi = demande(plateau)
  const premiere = await plateau.agent.appeler<typeof orienter>(ORIENTER, envoi)
  const seconde = await plateau.agent.appeler<typeof orienter>(ORIENTER, envoi)
  expect(seconde.json).toEqual(premiere.json)
  expect(await compter(essai, 'orientation')).toBe(1)
  expect(await compter(essai, 'courrier')).toBe(1)
  const { id } = await unePersonne(essai)
  const detourne = await plateau.agent.brut(ORIENTER, { ...envoi, personneId: id })
  expect(detourne.json.code).toBe('identifiant-pris')
})

test('deux ordres en même temps se suivent : le second réoriente, aucun ne se perd', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const reponses = await Promise.all(
    [0, 1].map(() => plateau.agent.appeler<typeof orienter>(ORIENTER, demande(plateau))),
  )
  expect(reponses.map(r => r.status)).toEqual([200, 200])
  const enCours = await db().selectFrom('orientation').select('id').where('fin', 'is', null).execute()
  expect(enCours).toHaveLength(1)
  expect(await compter(essai, 'orientation')).toBe(2)
})

test('s’écarter de la proposition demande un motif', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id, { sante: frein('lourd') })
  const sans = await agent.brut(ORIENTER, demande(plateau))
  expect([sans.status, sans.json.code]).toEqual([409, 'motif-requis'])
  const vide = await agent.brut(ORIENTER, demande(plateau, { motif: '   ' }))
  expect(vide.json.code).toBe('motif-requis')
  const avec = await agent.appeler<typeof orienter>(
    ORIENTER,
    demande(plateau, { motif: 'La personne a une promesse d’embauche.' }),
  )
  expect(avec.json).toMatchObject({ dominante: 'emploi', proposition: 'equilibre' })
})

test('sans diagnostic, orienter reste possible avec un motif', async () => {
  const plateau = await lePlateau(essai)
  expect((await plateau.agent.brut(ORIENTER, demande(plateau))).json.code).toBe('motif-requis')
  const avec = await plateau.agent.appeler<typeof orienter>(
    ORIENTER,
    demande(plateau, { motif: 'Urgence : sans diagnostic.' }),
  )
  expect(avec.json).toMatchObject({ proposition: null, dominante: 'emploi' })
})

test.each<[string, (p: Plateau) => object]>([
  ['structure-inconnue', () => ({ structureId: uuidv7() })],
  ['dominante-non-proposee', () => ({ dominante: 'remobilisation', motif: 'choix' })],
  ['referent-hors-structure', p => ({ referentId: p.agent.id })],
  ['notification-future', () => ({ notification: { mode: 'courrier', le: '2025-03-11' } })],
  ['notification-trop-tot', () => ({ notification: { mode: 'courrier', le: '2025-03-02' } })],
  ['courriel-sans-accord', () => ({ notification: { mode: 'courriel' } })],
  ['binome-sans-global', p => ({ coReferentId: p.referent.id })],
  ['binome-impossible', p => ({ accompagnementGlobal: true, coReferentId: p.referent.id })],
])('refuse : %s', async (code, changements) => {
  const plateau = await lePlateau(essai, ['emploi', 'equilibre'])
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const reponse = await plateau.agent.brut(ORIENTER, demande(plateau, changements(plateau)))
  expect([reponse.status, reponse.json.code]).toEqual([409, code])
  expect(await compter(essai, 'orientation')).toBe(0)
  expect((await entree()).orienteLe).toBeNull()
})

test('une structure qui ne sert pas la commune est refusée', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const structureId = await essai.uneStructure({ communes: ['59350'] })
  const reponse = await plateau.agent.brut(ORIENTER, demande(plateau, { structureId, referentId: null }))
  expect(reponse.json.code).toBe('commune-non-servie')
})

test('dépasser le plafond d’un référent se confirme', async () => {
  const plateau = await lePlateau(essai)
  await db().updateTable('habilitation').set({ plafond: 1 }).where('agentId', '=', plateau.referent.id).execute()
  await unDiagnostic(plateau.agent, plateau.personne.id)
  await plateau.agent.appeler<typeof orienter>(ORIENTER, demande(plateau))
  const autre = await unePersonne(essai)
  await unDiagnostic(plateau.agent, autre.id)
  const envoi = demande({ ...plateau, personne: autre })
  expect((await plateau.agent.brut(ORIENTER, envoi)).json.code).toBe('plafond-atteint')
  expect((await plateau.agent.brut(ORIENTER, { ...envoi, malgrePlafond: true })).status).toBe(200)
})

test('un courriel part si la personne a donné son accord', async () => {
  const plateau = await lePlateau(essai)
  const personne = await unePersonne(essai, { courriel: 'camille@example.org', entreeRecueLe: '2025-03-03' })
  await unDiagnostic(plateau.agent, personne.id)
  const reponse = await plateau.agent.brut(
    ORIENTER,
    demande({ ...plateau, personne }, { notification: { mode: 'courriel' } }),
  )
  expect(reponse.status).toBe(200)
})

test('le délai s’arrête le jour de la notification, même saisie plus tard', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  await plateau.agent.brut(ORIENTER, demande(plateau, { notification: { mode: 'courrier', le: '2025-03-06' } }))
  expect((await entree()).orienteLe).toBe('2025-03-06')
})

test('sans notification ni référent, le délai court toujours ; la notification l’arrête', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  const envoi = demande(plateau, { referentId: null, notification: null })
  expect((await agent.appeler<typeof orienter>(ORIENTER, envoi)).json.courrierId).toBeNull()
  expect((await entree()).orienteLe).toBeNull()

  essai.now = '2025-03-12T09:00:00Z'
  const tot = await agent.brut(NOTIFIER, { id: envoi.id, mode: 'courrier', le: '2025-03-09' })
  expect(tot.json.code).toBe('notification-trop-tot')
  expect((await agent.brut(NOTIFIER, { id: envoi.id, mode: 'courrier', le: '2025-03-13' })).json.code).toBe(
    'notification-future',
  )
  expect((await agent.brut(NOTIFIER, { id: envoi.id, mode: 'courriel' })).json.code).toBe('courriel-sans-accord')
  const faite = await agent.appeler<typeof notifierOrientation>(NOTIFIER, { id: envoi.id, mode: 'courrier' })
  expect(faite.json).toMatchObject({ notifieeLe: '2025-03-12' })
  expect((await entree()).orienteLe).toBe('2025-03-12')
  const rejouee = await agent.appeler<typeof notifierOrientation>(NOTIFIER, { id: envoi.id, mode: 'courrier' })
  expect(rejouee.json).toEqual(faite.json)
  expect(await compter(essai, 'courrier')).toBe(1)
  const autrement = await agent.brut(NOTIFIER, { id: envoi.id, mode: 'remise-en-main-propre' })
  expect(autrement.json.code).toBe('deja-notifiee')
  expect((await agent.brut(NOTIFIER, { id: uuidv7(), mode: 'courrier' })).status).toBe(404)
})

test('un référent désigné sans notification arrête le délai ce jour-là ; la notification faite ensuite n’y change rien', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  const envoi = demande(plateau, { notification: null })
  expect((await agent.appeler<typeof orienter>(ORIENTER, envoi)).json).toMatchObject({
    notifieeLe: null,
    courrierId: null,
  })
  expect((await entree()).orienteLe).toBe('2025-03-10')
  essai.now = '2025-03-12T09:00:00Z'
  expect((await agent.brut(NOTIFIER, { id: envoi.id, mode: 'courrier' })).status).toBe(200)
  expect((await entree()).orienteLe).toBe('2025-03-10')
})

test('un référent désigné après la notification ne recule pas la fin du délai', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  await agent.brut(ORIENTER, demande(plateau, { referentId: null }))
  essai.now = '2025-03-12T09:00:00Z'
  const designation = { id: uuidv7(), personneId: personne.id, referentId: referent.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', designation)).status).toBe(200)
  expect((await entree()).orienteLe).toBe('2025-03-10')
})

test('désigner le référent arrête aussi le délai, s’il court encore', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  await agent.brut(ORIENTER, demande(plateau, { referentId: null, notification: null }))
  essai.now = '2025-03-11T09:00:00Z'
  await agent.appeler<typeof designerReferent>('POST /personnes/:personneId/referents', {
    id: uuidv7(),
    personneId: personne.id,
    referentId: referent.id,
  })
  expect((await entree()).orienteLe).toBe('2025-03-11')
})

test('réorienter clôt l’orientation et l’accompagnement, qui restent dans l’histoire', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne } = plateau
  await unDiagnostic(agent, personne.id)
  await agent.brut(ORIENTER, demande(plateau))
  essai.now = '2025-04-14T09:00:00Z'
  const suivant = await essai.unAgent('referent', { structureId: plateau.structureId })
  const reponse = await agent.brut(
    ORIENTER,
    demande(plateau, { referentId: suivant.id, dominante: 'equilibre', motif: 'Santé.' }),
  )
  expect(reponse.status).toBe(200)
  const orientations = await db()
    .selectFrom('orientation')
    .select(['dominante', 'debut', 'fin', 'finMotif'])
    .orderBy('debut')
    .execute()
  expect(orientations).toEqual([
    { dominante: 'emploi', debut: '2025-03-10', fin: '2025-04-14', finMotif: 'reorientation' },
    { dominante: 'equilibre', debut: '2025-04-14', fin: null, finMotif: null },
  ])
  const suivis = await db().selectFrom('accompagnement').select(['referentId', 'fin']).orderBy('debut').execute()
  expect(suivis.map(s => s.fin)).toEqual(['2025-04-14', null])
  expect((await entree()).orienteLe).toBe('2025-03-10')
  const avant = await agent.brut(ORIENTER, demande(plateau, { notification: { mode: 'courrier', le: '2025-04-01' } }))
  expect(avant.json.code).toBe('notification-trop-tot')
})

test('hors périmètre 404, hors rôle 403, pour chaque geste', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const envoi = demande(plateau, { notification: null })
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await ailleurs.brut(ORIENTER, envoi)).status).toBe(404)
  expect((await plateau.referent.brut(ORIENTER, envoi)).status).toBe(403)
  await plateau.agent.brut(ORIENTER, envoi)
  expect((await ailleurs.brut(NOTIFIER, { id: envoi.id, mode: 'courrier' })).status).toBe(404)
  expect((await plateau.referent.brut(NOTIFIER, { id: envoi.id, mode: 'courrier' })).status).toBe(403)
  const { id: personneId } = plateau.personne
  expect((await ailleurs.brut('GET /personnes/:personneId/proposition', { personneId })).status).toBe(404)
  expect(
    (await ailleurs.brut('GET /personnes/:personneId/structures-eligibles', { personneId, dominante: 'emploi' }))
      .status,
  ).toBe(404)
})
