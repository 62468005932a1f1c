import { describe, expect, test } from 'vitest'
import { lignesDe } from '../../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { annulerReferentDe, laBase, lireReferent } from '../../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../../orientation/essai-orientation.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { consequencesDesignation } from './annulation.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

const designer = async (agent: Navigateur, personneId: string, referentId: string, id = uuidv7()) => {
  const faite = await agent.brut('POST /personnes/:personneId/referents', { id, personneId, referentId })
  expect(faite.status).toBe(200)
  return id
}

/** Followed since the 5th by a pair, handed over by mistake on the 10th. */
async function unRelaisParErreur() {
  const plateau = await lePlateau(essai)
  const { agent, structureId, personne } = plateau
  await unDiagnostic(agent, personne.id)
  const [second, autre] = [
    await essai.unAgent('referent', { structureId, nom: 'SECOND' }),
    await essai.unAgent('referent', { structureId, nom: 'FUSEAU' }),
  ]
  essai.now = '2025-03-05T09:00:00Z'
  const global = { accompagnementGlobal: true, coReferentId: second.id }
  expect((await agent.brut(ORIENTER, demande(plateau, global))).status).toBe(200)
  essai.now = '2025-03-10T09:00:00Z'
  const avant = await laBase(essai)
  const erreur = await designer(agent, personne.id, autre.id)
  return { ...plateau, personneId: personne.id, second, autre, avant, erreur }
}

describe('annuler rend la base telle qu’elle était', () => {
  test('un relais fait par erreur : le binôme d’avant suit comme si rien ne s’était passé', async () => {
    const { agent, personneId, erreur, avant } = await unRelaisParErreur()
    expect((await annulerReferentDe(agent, personneId, erreur)).status).toBe(200)
    expect(await laBase(essai)).toEqual(avant)
  })
  test('la première désignation, sur une orientation pas notifiée : personne ne suit, le délai court de nouveau', async () => {
    const plateau = await lePlateau(essai)
    const { agent, personne, referent } = plateau
    await unDiagnostic(agent, personne.id)
    await agent.brut(ORIENTER, demande(plateau, { referentId: null, notification: null }))
    const avant = await laBase(essai)
    const erreur = await designer(agent, personne.id, referent.id)
    const { json } = await lireReferent(agent, personne.id, erreur)
    expect(consequencesDesignation(json.faits).join(' ')).toMatch(/court de nouveau, compté du 3\smars\s2025/)
    expect((await annulerReferentDe(agent, personne.id, erreur)).status).toBe(200)
    expect(await laBase(essai)).toEqual(avant)
  })
})

test('qui redevient second n’apprend pas qu’il ne suit plus la personne', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  await unDiagnostic(agent, personne.id)
  const second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  const global = { accompagnementGlobal: true, coReferentId: second.id }
  expect((await agent.brut(ORIENTER, demande(plateau, global))).status).toBe(200)
  const erreur = await designer(agent, personne.id, second.id)
  expect((await annulerReferentDe(agent, personne.id, erreur)).status).toBe(200)
  expect((await lignesDe(second)).lignes.map(l => l.titre).sort()).toEqual([
    'Vous prenez le relais',
    'Vous êtes son second référent',
  ])
})

test('notifiée entre-temps, l’orientation garde le délai arrêté au jour de sa notification', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  const envoi = demande(plateau, { referentId: null, notification: null })
  await agent.brut(ORIENTER, envoi)
  const erreur = await designer(agent, personne.id, referent.id)
  essai.now = '2025-03-11T09:00:00Z'
  expect((await agent.brut('POST /orientations/:id/notification', { id: envoi.id, mode: 'courrier' })).status).toBe(200)
  const { json } = await lireReferent(agent, personne.id, erreur)
  expect(json.faits).toMatchObject({ delai: null, nommeLe: '2025-03-11' })
  const faite = await annulerReferentDe(agent, personne.id, erreur)
  expect(faite.status).toBe(200)
  const entree = await db().selectFrom('entree').select('orienteLe').executeTakeFirstOrThrow()
  expect(entree.orienteLe).toBe('2025-03-11')
  // The letter had named the référent: another one takes it back.
  const { courrierId } = faite.json as { courrierId: string }
  const lettre = await db().selectFrom('courrier').selectAll().where('id', '=', courrierId).executeTakeFirstOrThrow()
  expect(lettre).toMatchObject({ modele: 'annulation', accompagnementAnnuleId: erreur })
})

test('la mise en veille survenue sous le référent désigné par erreur reste, sous celui d’avant', async () => {
  const { agent, personneId, erreur, referent } = await unRelaisParErreur()
  await db().updateTable('accompagnement').set({ veilleDepuis: '2025-03-10' }).where('id', '=', erreur).execute()
  expect((await annulerReferentDe(agent, personneId, erreur)).status).toBe(200)
  const suivi = await db().selectFrom('suiviCourant').select(['referentId', 'veilleDepuis']).executeTakeFirstOrThrow()
  expect(suivi).toEqual({ referentId: referent.id, veilleDepuis: '2025-03-10' })
})

test('qui était désigné par erreur ne lit plus rien ; ce qui s’est fait entre-temps reste au dossier', async () => {
  const { agent, personneId, autre, referent, erreur } = await unRelaisParErreur()
  const contact = { id: uuidv7(), personneId, le: '2025-03-10', moyen: 'telephone', note: null }
  expect((await autre.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
  expect((await annulerReferentDe(agent, personneId, erreur)).status).toBe(200)
  expect((await autre.brut('GET /personnes/:personneId', { personneId })).status).toBe(404)
  expect((await lignesDe(autre)).lignes[0]).toMatchObject({ personne: null })
  expect((await lignesDe(referent)).lignes.map(l => l.titre)).toContain(
    'Cette personne vous revient : une erreur est annulée',
  )
  expect(await db().selectFrom('priseDeContact').select('id').execute()).toHaveLength(1)
})

test('un responsable annule ; un référent, non ; le même ordre de désigner rejoué ne la ressuscite pas', async () => {
  const { structureId, personneId, autre, erreur } = await unRelaisParErreur()
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  expect((await lireReferent(autre, personneId, erreur)).status).toBe(403)
  expect((await annulerReferentDe(responsable, personneId, erreur)).status).toBe(200)
  const rejouee = await responsable.brut('POST /personnes/:personneId/referents', {
    ...{ id: erreur, personneId, referentId: autre.id },
  })
  expect([rejouee.status, rejouee.json.code]).toEqual([409, 'decision-annulee'])
  const deux = await lireReferent(responsable, personneId, erreur)
  expect([deux.status, (deux.json as unknown as { code: string }).code]).toEqual([409, 'deja-annulee'])
  expect((deux.json as unknown as { detail: string }).detail).toMatch(
    /^(Agent \S+ a|Vous avez) annulé cette désignation, aujourd’hui à\s10\sh\s: le dossier montre/,
  )
})

test('le second parti entre-temps ne revient pas avec le référent', async () => {
  const { agent, personneId, second, referent, erreur } = await unRelaisParErreur()
  await db().updateTable('agent').set({ desactiveLe: '2025-03-10' }).where('id', '=', second.id).execute()
  expect((await annulerReferentDe(agent, personneId, erreur)).status).toBe(200)
  const suivi = await db().selectFrom('suiviCourant').select(['referentId', 'coReferentId']).executeTakeFirstOrThrow()
  expect(suivi).toEqual({ referentId: referent.id, coReferentId: null })
})

test('la même annulation envoyée deux fois en même temps répond deux fois', async () => {
  const { agent, personneId, erreur } = await unRelaisParErreur()
  const { etat } = (await lireReferent(agent, personneId, erreur)).json
  const id = uuidv7()
  const deux = await Promise.all([1, 2].map(() => annulerReferentDe(agent, personneId, erreur, { id, etat })))
  expect(deux.map(r => r.status)).toEqual([200, 200])
})

test('un suivi passé à un autre depuis ne s’annule pas ; hors du périmètre, il n’existe pas', async () => {
  const { agent, personneId, referent, erreur } = await unRelaisParErreur()
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await lireReferent(ailleurs, personneId, erreur)).status).toBe(404)
  await designer(agent, personneId, referent.id)
  const passee = await lireReferent(agent, personneId, erreur)
  expect([passee.status, (passee.json as unknown as { code: string }).code]).toEqual([409, 'plus-en-cours'])
})

test('la lettre qui nommait le référent n’est plus à poster ; celle qui la reprend, si', async () => {
  const { agent, personneId, second, erreur } = await unRelaisParErreur()
  const lettres = async () =>
    (
      (await agent.brut('GET /personnes/:personneId/documents', { personneId })).json.lettres as {
        titre: string
        perimee: unknown
      }[]
    ).map(l => [l.titre, l.perimee])
  expect((await annulerReferentDe(agent, personneId, erreur)).status).toBe(200)
  const suivant = { id: uuidv7(), personneId, referentId: second.id, lettre: 'au-mieux' }
  expect((await agent.brut('POST /personnes/:personneId/referents', suivant)).status).toBe(200)
  expect(await lettres()).toContainEqual(['Nouveau référent', null])
  const { json } = await lireReferent(agent, personneId, suivant.id)
  expect(consequencesDesignation(json.faits).join(' ')).toMatch(
    /Si elle n’est pas partie, ne postez ni l’une ni l’autre/,
  )
  expect((await annulerReferentDe(agent, personneId, suivant.id)).status).toBe(200)
  const apres = await lettres()
  expect(apres).toContainEqual(['Nouveau référent, annulée depuis', { reprise: true }])
  expect(apres.filter(([, perimee]) => perimee)).toHaveLength(1)
})
