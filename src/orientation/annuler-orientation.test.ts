import { describe, expect, test } from 'vitest'
import { lignesDe } from '../avis/essai-avis.ts'
import { texte } from '../courrier/essai-pdf.ts'
import { unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { consequencesOrientation } from './annulation.ts'
import type { annuleesDe } from './annulees-de.ts'
import { annulerOrientationDe, laBase, lireOrientation } from './essai-annulation.ts'
import { demande, lePlateau, ORIENTER, type Plateau, unDiagnostic } from './essai-orientation.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** A decision taken by the chargé of the plateau; its id. */
async function decider(plateau: Plateau, changements = {}): Promise<string> {
  const envoi = demande(plateau, changements)
  expect((await plateau.agent.brut(ORIENTER, envoi)).status).toBe(200)
  return envoi.id
}
const lesAnnulees = async ({ agent, personne }: Plateau) =>
  (await agent.appeler<typeof annuleesDe>('GET /personnes/:personneId/annulations', { personneId: personne.id })).json

/** Oriented with a référent on the 5th, then again by mistake on the 10th, to another one. */
async function uneErreur(changements = {}) {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  essai.now = '2025-03-05T09:00:00Z'
  await decider(plateau)
  essai.now = '2025-03-10T09:00:00Z'
  const autre = await essai.unAgent('referent', { structureId: plateau.structureId, nom: 'FUSEAU' })
  const avant = await laBase(essai)
  const erreur = await decider(plateau, {
    dominante: 'equilibre',
    motif: 'Choix',
    referentId: autre.id,
    ...changements,
  })
  return { ...plateau, personneId: plateau.personne.id, autre, avant, erreur }
}

describe('annuler rend la base telle qu’elle était', () => {
  test('une réorientation notifiée, avec un autre référent : l’ancienne orientation et l’ancien suivi courent comme avant', async () => {
    const { agent, personneId, erreur, avant } = await uneErreur()
    expect((await annulerOrientationDe(agent, personneId, erreur)).status).toBe(200)
    expect(await laBase(essai)).toEqual(avant)
    await exigerEcheancesJustes(essai)
  })

  test.each([
    ['notifiée avec un référent', {}],
    ['sans référent, pas notifiée', { referentId: null, notification: null }],
    ['notifiée sans référent', { referentId: null }],
  ])(
    'la première orientation, %s : la personne est à orienter, son délai court depuis son premier jour',
    async (_, suite) => {
      const plateau = await lePlateau(essai)
      const { agent, personne } = plateau
      await unDiagnostic(agent, personne.id)
      const avant = await laBase(essai)
      const erreur = await decider(plateau, suite)
      const { json } = await lireOrientation(agent, personne.id, erreur)
      expect(json.faits.delai).toMatchObject({ recuLe: '2025-03-03', echeanceJours: '2025-03-17' })
      expect((await annulerOrientationDe(agent, personne.id, erreur)).status).toBe(200)
      expect(await laBase(essai)).toEqual(avant)
    },
  )

  test('trois décisions le même jour, annulées l’une après l’autre', async () => {
    const { agent, personneId, erreur, avant, ...plateau } = await uneErreur()
    const pendant = await laBase(essai)
    const encore = await decider({ agent, ...plateau }, { dominante: 'remobilisation', motif: 'Encore' })
    const refusee = await agent.brut('GET /personnes/:personneId/orientations/:orientationId/annulation', {
      ...{ personneId, orientationId: erreur },
    })
    expect([refusee.status, refusee.json.code]).toEqual([409, 'plus-en-cours'])
    expect((await annulerOrientationDe(agent, personneId, encore)).status).toBe(200)
    expect(await laBase(essai)).toEqual(pendant)
    expect((await annulerOrientationDe(agent, personneId, erreur)).status).toBe(200)
    expect(await laBase(essai)).toEqual(avant)
  })
})

test('le référent d’avant a quitté la structure : personne ne la suit, et les conséquences le disent', async () => {
  const { agent, personneId, referent, erreur } = await uneErreur()
  await db().updateTable('habilitation').set({ fin: '2025-03-10' }).where('agentId', '=', referent.id).execute()
  const { json } = await lireOrientation(agent, personneId, erreur)
  expect(consequencesOrientation(json.faits).join(' ')).toContain(
    'n’est plus en poste dans cette structure : plus personne ne suit cette personne',
  )
  expect((await annulerOrientationDe(agent, personneId, erreur)).status).toBe(200)
  expect(await db().selectFrom('suiviCourant').select('id').execute()).toEqual([])
  const dues = await db().selectFrom('echeance').select('genre').where('genre', '=', 'designation').execute()
  expect(dues).toHaveLength(1)
})

test('qui perd la personne et qui la retrouve en sont avertis, et rien ne reste à lire au premier', async () => {
  const { agent, personneId, referent, autre, erreur } = await uneErreur()
  expect((await autre.brut('GET /personnes/:personneId', { personneId })).status).toBe(200)
  expect((await annulerOrientationDe(agent, personneId, erreur)).status).toBe(200)
  expect((await autre.brut('GET /personnes/:personneId', { personneId })).status).toBe(404)
  const [perdu] = (await lignesDe(autre)).lignes
  expect(perdu).toMatchObject({
    titre: 'Vous n’êtes plus référent d’une personne : désignation faite par erreur',
    personne: null,
  })
  const [rendu] = (await lignesDe(referent)).lignes
  expect(rendu?.titre).toBe('Cette personne vous revient : une erreur est annulée')
})

test('une lettre d’annulation est éditée pour qui était prévenu', async () => {
  const notifiee = await uneErreur()
  const faite = await annulerOrientationDe(notifiee.agent, notifiee.personneId, notifiee.erreur)
  const { courrierId } = faite.json as { courrierId: string }
  const lettre = await db().selectFrom('courrier').selectAll().where('id', '=', courrierId).executeTakeFirstOrThrow()
  expect(lettre).toMatchObject({ modele: 'annulation', orientationAnnuleeId: notifiee.erreur })
  expect((await notifiee.agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).status).toBe(200)
  // The first letter is now one of what was cancelled.
  const liees = await db()
    .selectFrom('courrier')
    .select('modele')
    .where('orientationAnnuleeId', '=', notifiee.erreur)
    .execute()
  expect(liees.map(l => l.modele).sort()).toEqual(['annulation', 'notification-orientation'])
})

test('à qui ne veut plus de courrier, la lettre d’annulation se remet', async () => {
  const { agent, personneId, erreur } = await uneErreur()
  await noter(agent, personneId, { nePasEcrire: true })
  const { courrierId } = (await annulerOrientationDe(agent, personneId, erreur)).json as { courrierId: string }
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  expect(texte(brut)).toContain('À remettre en main propre')
})

test('qui n’était pas prévenu ne reçoit rien, et la notification ne se propose plus', async () => {
  const muette = await uneErreur({ notification: null })
  const rien = await annulerOrientationDe(muette.agent, muette.personneId, muette.erreur)
  expect(rien.json).toMatchObject({ courrierId: null })
  const notification = await muette.agent.brut('POST /orientations/:id/notification', {
    id: muette.erreur,
    mode: 'courrier',
  })
  expect(notification.status).toBe(404)
})

describe('les rendez-vous à venir avec le référent désigné par erreur', () => {
  const unRendezVous = async (decision: Parameters<typeof uneErreur>[0] = {}) => {
    const erreur = await uneErreur(decision)
    const rendezVous = {
      id: uuidv7(),
      personneId: erreur.personneId,
      agentId: erreur.autre.id,
      debut: '2025-03-20T10:00',
    }
    const pris = await erreur.agent.brut('POST /personnes/:personneId/rendez-vous', { ...rendezVous, objet: 'suivi' })
    expect(pris.status).toBe(200)
    return erreur
  }
  const issue = async () => (await db().selectFrom('rendezVous').select('issue').executeTakeFirstOrThrow()).issue

  test('leur sort se choisit, sans quoi rien n’est annulé', async () => {
    const { agent, personneId, erreur } = await unRendezVous()
    const sans = await annulerOrientationDe(agent, personneId, erreur)
    expect([sans.status, sans.json.code]).toEqual([400, 'rendez-vous-a-choisir'])
    expect((await lireOrientation(agent, personneId, erreur)).json.faits.rendezVous).toHaveLength(1)
  })
  test.each([
    ['garder', null],
    ['annuler', 'annule-service'],
  ] as const)('%s, et la lettre ne le dit que s’ils le sont', async (rendezVous, attendue) => {
    const { agent, personneId, erreur } = await unRendezVous()
    const faite = await annulerOrientationDe(agent, personneId, erreur, { rendezVous })
    expect(faite.status).toBe(200)
    expect(await issue()).toBe(attendue)
    const { courrierId } = faite.json as { courrierId: string }
    const pdf = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
    const dit = texte(pdf.brut).includes('Votre rendez-vous est annulé N’y allez pas : • jeudi 20 mars 2025 à 10 h')
    expect(dit).toBe(attendue !== null)
  })
  test.each(['garder', 'annuler'] as const)(
    '%s : qui n’était prévenu de rien n’est écrit que s’il ne doit plus venir',
    async rendezVous => {
      const { agent, personneId, erreur } = await unRendezVous({ notification: null })
      const faite = await annulerOrientationDe(agent, personneId, erreur, { rendezVous })
      expect(faite.status).toBe(200)
      expect((faite.json as { courrierId: string | null }).courrierId !== null).toBe(rendezVous === 'annuler')
    },
  )
})

test('la même annulation deux fois n’a d’effet qu’une fois ; de deux agents, un seul annule', async () => {
  const { agent, personneId, erreur } = await uneErreur()
  const collegue = await essai.unAgent('charge-orientation')
  const { etat } = (await lireOrientation(agent, personneId, erreur)).json
  const id = uuidv7()
  const [premiere, seconde] = await Promise.all([
    annulerOrientationDe(agent, personneId, erreur, { id, etat }),
    annulerOrientationDe(collegue, personneId, erreur, { etat }),
  ])
  expect([premiere.status, seconde.status].sort()).toEqual([200, 409])
  const gagnant = premiere.status === 200 ? { qui: agent, id } : { qui: collegue, id: uuidv7() }
  const encore = await gagnant.qui.brut('POST /personnes/:personneId/orientations/:orientationId/annulation', {
    ...{ personneId, orientationId: erreur, id: gagnant.id, etat, motif: 'Mauvais dossier', rendezVous: null },
  })
  expect(encore.status).toBe(gagnant.qui === agent ? 200 : 409)
  expect(
    await db().selectFrom('evenement').select('id').where('type', '=', 'orientation-annulee').execute(),
  ).toHaveLength(1)
})

test('la même annulation envoyée deux fois en même temps répond deux fois ; son identifiant ne sert pas à une autre', async () => {
  const plateau = await uneErreur()
  const { agent, personneId, erreur } = plateau
  const { etat } = (await lireOrientation(agent, personneId, erreur)).json
  const id = uuidv7()
  const deux = await Promise.all([1, 2].map(() => annulerOrientationDe(agent, personneId, erreur, { id, etat })))
  expect(deux.map(r => r.status)).toEqual([200, 200])
  const autre = demande(plateau, { motif: 'Essai' })
  expect((await agent.brut(ORIENTER, autre)).status).toBe(200)
  const refusee = await annulerOrientationDe(agent, personneId, autre.id, { id })
  expect([refusee.status, refusee.json.code]).toEqual([409, 'identifiant-pris'])
})

test('le dossier a changé depuis la lecture des conséquences : l’annulation est refusée', async () => {
  const { agent, personneId, autre, erreur } = await uneErreur()
  const { etat } = (await lireOrientation(agent, personneId, erreur)).json
  const rendezVous = { id: uuidv7(), personneId, agentId: autre.id, debut: '2025-03-20T10:00', objet: 'suivi' }
  await agent.brut('POST /personnes/:personneId/rendez-vous', rendezVous)
  const refusee = await annulerOrientationDe(agent, personneId, erreur, { etat, rendezVous: 'annuler' })
  expect([refusee.status, refusee.json.code]).toEqual([409, 'consequences-changees'])
})

test('le premier ordre rejoué après l’annulation ne la ressuscite pas', async () => {
  const plateau = await lePlateau(essai)
  await unDiagnostic(plateau.agent, plateau.personne.id)
  const envoi = demande(plateau)
  await plateau.agent.brut(ORIENTER, envoi)
  await annulerOrientationDe(plateau.agent, plateau.personne.id, envoi.id)
  const rejouee = await plateau.agent.brut(ORIENTER, envoi)
  expect([rejouee.status, rejouee.json.code]).toEqual([409, 'decision-annulee'])
  expect(await db().selectFrom('orientation').select('id').execute()).toEqual([])
})

test('le fil garde la décision et son annulation, et le parcours montre qui l’a annulée et pourquoi', async () => {
  const plateau = await uneErreur()
  await annulerOrientationDe(plateau.agent, plateau.personneId, plateau.erreur, { motif: 'Dossier d’un homonyme' })
  const types = await db().selectFrom('evenement').select('type').orderBy('id').execute()
  expect(types.map(t => t.type).slice(-3)).toEqual(['orientation-annulee', 'referent-annule', 'courrier'])
  const { orientations, suivis } = await lesAnnulees(plateau)
  expect(orientations).toMatchObject([
    { id: plateau.erreur, dominante: 'equilibre', annuleLe: '2025-03-10', motif: 'Dossier d’un homonyme' },
  ])
  expect(suivis).toMatchObject([{ motif: 'Dossier d’un homonyme' }])
})

test('lire les décisions annulées laisse sa trace, comme le parcours dont elles sont', async () => {
  const { agent, personne } = await lePlateau(essai)
  expect((await agent.brut('GET /personnes/:personneId/annulations', { personneId: personne.id })).status).toBe(200)
  const traces = await db().selectFrom('consultation').select(['personneId', 'quoi']).execute()
  expect(traces).toEqual([{ personneId: personne.id, quoi: 'parcours' }])
})

test('une orientation venue d’une liste ne s’annule pas par là ; une inconnue non plus', async () => {
  const { agent, personneId, erreur } = await uneErreur()
  await db().updateTable('orientation').set({ origine: 'reprise-de-suivi' }).where('id', '=', erreur).execute()
  const reprise = await lireOrientation(agent, personneId, erreur)
  expect([reprise.status, (reprise.json as unknown as { code: string }).code]).toEqual([409, 'decision-reprise'])
  expect((await lireOrientation(agent, personneId, uuidv7())).status).toBe(404)
})
