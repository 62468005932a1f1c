import { expect, test } from 'vitest'
import { avisDe } from '../avis/essai-avis.ts'
import { texte } from '../courrier/essai-pdf.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { annulerOrientationDe, cloreLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { noter } from '../precaution/essai-precaution.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { consequencesCloture } from './cloture.ts'

/** What the screens call a letter exists: to be posted or handed over. */
const essai = unEssai()

/** Oriented on the 5th without being told, an appointment to come on the 12th, read on the 10th. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  essai.now = '2025-03-05T09:00:00Z'
  const orientation = demande(plateau, { notification: null })
  expect((await agent.brut(ORIENTER, orientation)).status).toBe(200)
  essai.now = '2025-03-10T08:30:00Z'
  const rendezVous = { agentId: referent.id, objet: 'suivi', convocation: 'remise-en-main-propre' }
  expect((await prendre(agent, personne.id, rendezVous)).status).toBe(200)
  essai.now = '2025-03-10T09:00:00Z'
  return { ...plateau, personneId: personne.id, orientationId: orientation.id as string }
}
const lettresDe = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.lettres
const lire = async (agent: Navigateur, courrierId: string) => {
  const { status, brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })
  expect(status).toBe(200)
  return texte(brut)
}

test('clore édite une lettre : le jour, les rendez-vous annulés, qui appeler, sans le motif', async () => {
  const { agent, personneId } = await unSuivi()
  expect((await cloreLeDossier(agent, personneId, { motif: 'demande' })).status).toBe(200)
  const [lettre] = await lettresDe(agent, personneId)
  expect(lettre?.titre).toBe('Clôture du dossier')
  const lu = await lire(agent, lettre?.id ?? '')
  expect(lu).toContain('Votre dossier est fermé')
  expect(lu).toContain('10 mars 2025')
  expect(lu).toMatch(/N’y allez pas.*mercredi 12 mars/s)
  // Who closed, not who followed.
  expect(lu).toContain('Appelez Agent ESSAI')
  expect(lu).not.toContain('ROUET')
  expect(lu).not.toContain('demande de la personne')
})

test('le référent qui clôt à un jour passé lit et poste la lettre qu’il a faite', async () => {
  const { referent, personneId } = await unSuivi()
  expect((await cloreLeDossier(referent, personneId, { motif: 'demande', le: '2025-03-06' })).status).toBe(200)
  const lettre = (await lettresDe(referent, personneId)).find(l => l.titre === 'Clôture du dossier')
  const lu = await lire(referent, lettre?.id ?? '')
  expect(lu).toContain('6 mars 2025')
  expect(lu).toContain('Appelez Agent ROUET')
})

test('un dossier clos pour le motif « deces » n’écrit à personne', async () => {
  const { agent, personneId } = await unSuivi()
  const avant = await lettresDe(agent, personneId)
  expect((await cloreLeDossier(agent, personneId, { motif: 'deces' })).status).toBe(200)
  const apres = await lettresDe(agent, personneId)
  expect(apres.map(l => l.id)).toEqual(avant.map(l => l.id))
  // Nobody is to post the convocation any more.
  expect(apres.map(l => l.titre)).toContainEqual(expect.stringMatching(/^Convocation, .*, annulée depuis$/))
})

test('saisi par erreur, un dossier où rien n’est à venir n’écrit à personne', async () => {
  const { agent, personne } = await lePlateau(essai)
  expect((await cloreLeDossier(agent, personne.id, { motif: 'erreur' })).status).toBe(200)
  expect(await lettresDe(agent, personne.id)).toEqual([])
})

test('saisi par erreur, un dossier où la personne est attendue : elle apprend par lettre de ne pas venir, et qui la recevait par un avis', async () => {
  const { agent, referent, personneId } = await unSuivi()
  expect((await cloreLeDossier(agent, personneId, { motif: 'erreur' })).status).toBe(200)
  const [lettre] = await lettresDe(agent, personneId)
  expect(lettre?.titre).toBe('Clôture du dossier')
  expect(await lire(agent, lettre?.id ?? '')).toMatch(/N’y allez pas.*mercredi 12 mars/s)
  expect(await avisDe(referent)).toContainEqual(expect.stringMatching(/^Rendez-vous annulé/))
})

test('à qui ne veut pas de courrier, la lettre se remet', async () => {
  const { agent, personneId } = await unSuivi()
  await noter(agent, personneId, { nePasEcrire: true })
  expect((await cloreLeDossier(agent, personneId)).status).toBe(200)
  expect(await lire(agent, (await lettresDe(agent, personneId))[0]?.id ?? '')).toContain('À remettre en main propre')
})

test('les conséquences disent la lettre, et le téléphone s’il est connu', () => {
  const rien = { plancher: null, entreeLe: null, orientation: null, suivi: null, appel: null }
  const rendezVous = [{ id: 'a', debut: '2025-03-12T08:30:00Z', agent: 'Agent ESSAI' }]
  const dites = (faits: object, motif: 'demande' | 'deces' | 'erreur' = 'demande') =>
    consequencesCloture({ ...rien, rendezVous: [], ...faits }, motif, true).join(' ')
  expect(dites({})).toMatch(/Une lettre dit à la personne que son dossier est clos.*à poster ou à remettre/)
  expect(dites({ rendezVous })).toContain('postez-la ou remettez-la aujourd’hui')
  const appel = { numero: '0639980001', sansMessage: true, partage: false }
  expect(dites({ rendezVous, appel }).replaceAll('\u00a0', ' ')).toContain('06 39 98 00 01. Ne laissez pas de message.')
  expect(dites({ rendezVous }, 'deces')).not.toContain('lettre')
  expect(dites({}, 'erreur')).not.toContain('lettre')
  expect(dites({ rendezVous }, 'erreur')).toContain('Une lettre dit à la personne')
})

test('une orientation annulée sans que la personne en ait été prévenue : la lettre ne dit que les rendez-vous annulés', async () => {
  const { agent, personneId, orientationId } = await unSuivi()
  const faite = await annulerOrientationDe(agent, personneId, orientationId, { rendezVous: 'annuler' })
  const { courrierId } = faite.json as { courrierId: string }
  const lu = await lire(agent, courrierId)
  expect(lu).toContain('Votre rendez-vous est annulé')
  expect(lu).toContain('mercredi 12 mars')
  expect(lu).not.toMatch(/nous vous avons écrit|erreur/)
})

test('rendez-vous gardés, personne prévenue de rien : aucune lettre', async () => {
  const { agent, personneId, orientationId } = await unSuivi()
  const faite = await annulerOrientationDe(agent, personneId, orientationId, { rendezVous: 'garder' })
  expect(faite.json).toMatchObject({ courrierId: null })
})
