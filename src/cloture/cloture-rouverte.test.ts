import { expect, test } from 'vitest'
import { avisDe } from '../avis/essai-avis.ts'
import { texte } from '../courrier/essai-pdf.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { cloreLeDossier, lireCloture, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { reunir, separer, unDoublon } from '../personne/doublons/essai-doublons.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { consequencesReouverture } from './cloture.ts'

/** A file opened again: the letter that said it was closed may be in the person's hands. */
const essai = unEssai()

/** Oriented and followed, an appointment to come on the 12th, read on the 10th. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  essai.now = '2025-03-05T09:00:00Z'
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  essai.now = '2025-03-10T09:00:00Z'
  expect((await prendre(agent, personne.id, { agentId: referent.id, objet: 'suivi' })).status).toBe(200)
  return { ...plateau, personneId: personne.id }
}
const lettresDe = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.lettres
const titresDe = async (agent: Navigateur, personneId: string) =>
  (await lettresDe(agent, personneId)).map(l => l.titre).filter(t => /dossier/.test(t))
const dites = async (agent: Navigateur, personneId: string) =>
  consequencesReouverture((await lireCloture(agent, personneId)).json.rouvrir!.faits).join(' ')

test('rouvrir édite une lettre qui reprend celle de clôture, marquée comme rouverte depuis ; la fenêtre le dit avant', async () => {
  const { agent, referent, personneId } = await unSuivi()
  expect((await cloreLeDossier(agent, personneId)).status).toBe(200)
  expect(await titresDe(agent, personneId)).toEqual(['Clôture du dossier'])
  expect(await dites(agent, personneId)).toMatch(/La lettre du 10\smars.*dossier est clos.*une lettre de réouverture/)
  essai.now = '2025-03-10T11:00:00Z'
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect(await titresDe(agent, personneId)).toEqual(['Réouverture du dossier', 'Clôture du dossier, rouvert depuis'])
  const [lettre] = await lettresDe(agent, personneId)
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: lettre?.id ?? '' })
  const lu = texte(brut)
  expect(lu).toContain('Votre dossier est de nouveau ouvert')
  expect(lu).toMatch(/10 mars 2025.*ne compte plus/s)
  expect(lu).toContain('Votre référent est')
  expect(lu).toMatch(/rendez-vous.*restent annulés/s)
  expect(lu).not.toContain('Clos par erreur')
  // Who follows the person is told that they may have been written to.
  expect(await avisDe(referent)).toContainEqual(
    expect.stringMatching(/^Camille ESSAI-TISSAGE · Dossier rouvert.*lettre de clôture/),
  )
})

test('un dossier clos sans lettre se rouvre sans lettre', async () => {
  const { agent, personneId } = await unSuivi()
  expect((await cloreLeDossier(agent, personneId, { motif: 'deces' })).status).toBe(200)
  expect(await dites(agent, personneId)).not.toContain('lettre')
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect(await titresDe(agent, personneId)).toEqual([])
})

test('clos de nouveau, la lettre qui vaut est la dernière', async () => {
  const { agent, personneId } = await unSuivi()
  for (const jour of ['10', '12']) {
    essai.now = `2025-03-${jour}T09:00:00Z`
    expect((await cloreLeDossier(agent, personneId, { le: `2025-03-${jour}` })).status).toBe(200)
    essai.now = `2025-03-${jour}T10:00:00Z`
    if (jour === '10') expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  }
  expect(await titresDe(agent, personneId)).toEqual([
    'Clôture du dossier',
    'Réouverture du dossier',
    'Clôture du dossier, rouvert depuis',
  ])
})

test('à qui n’a suivi que jusqu’à la clôture, la réouverture n’est pas dite', async () => {
  const { agent, referent, personneId } = await unSuivi()
  expect((await cloreLeDossier(referent, personneId)).status).toBe(200)
  essai.now = '2025-03-11T09:00:00Z'
  const db = essai.base.territoire('59')
  await db
    .updateTable('cloture')
    .set({ rouverteLe: '2025-03-11', rouverteMotif: 'Nouvelle entrée dans les droits et devoirs' })
    .execute()
  expect(await titresDe(agent, personneId)).toEqual(['Clôture du dossier, rouvert depuis'])
  expect(await titresDe(referent, personneId)).toEqual(['Clôture du dossier'])
})

test('réuni à un dossier suivi, le dossier clos est ouvert, et sa lettre le dit ; séparés, elle vaut de nouveau', async () => {
  const { agent, personneId } = await unSuivi()
  const clos = await unePersonne(essai, { nom: 'ESSAI-CLOS' })
  expect((await cloreLeDossier(agent, clos.id)).status).toBe(200)
  const doublonId = await unDoublon(essai, clos.id, personneId)
  expect((await reunir(agent, doublonId, clos.id)).status).toBe(200)
  expect(await titresDe(agent, clos.id)).toEqual(['Clôture du dossier, rouvert depuis'])
  expect((await separer(agent, doublonId)).status).toBe(200)
  expect(await titresDe(agent, clos.id)).toEqual(['Clôture du dossier'])
})
