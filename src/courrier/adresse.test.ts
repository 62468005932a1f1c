import { expect, test } from 'vitest'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { cloreLeDossier } from '../orientation/essai-annulation.ts'
import { direDonnees } from '../personne/donnees/donnee.queries.ts'
import type { SourceDonnee } from '../personne/donnees/donnee.ts'
import { DOMICILIEE, noter } from '../precaution/essai-precaution.ts'
import type { precautionsDe } from '../precaution/precautions-de.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { texte } from './essai-pdf.ts'

const essai = unEssai()

async function sansRue() {
  const awa = await essai.unAgent('charge-orientation')
  const { id, foyerId } = await unePersonne(essai)
  const foyer = essai.base.territoire('59').updateTable('foyer')
  await foyer.set({ voie: null, complement: null, lieuDit: null }).where('id', '=', foyerId).execute()
  return { awa, id, foyerId }
}
const dit = (personneId: string, source: SourceDonnee, valeur: string) =>
  essai.enTransaction(ctx => direDonnees(ctx, [{ personneId, champ: 'adresse', source, valeur, le: '2025-03-01' }]))

async function lettre(agent: Navigateur, personneId: string) {
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.lettres[0]?.id })
  return texte(brut)
}
/** The next letter is the last one. */
const uneMinuteApres = (instant: string) => Temporal.Instant.from(instant).add({ minutes: 1 }).toString()
const connue = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof precautionsDe>('GET /personnes/:personneId/precautions', { personneId })).json
    .adresseConnue

test.each<[SourceDonnee, string]>([
  ['liste', '3 rue du Fil 59200 Tourcoing'],
  ['agent', '3 rue du Fil, 59200 Tourcoing'],
  ['france-travail', '3 rue du Fil\n59200 Tourcoing'],
])('la lettre porte l’adresse connue par : %s', async (source, valeur) => {
  const { awa, id } = await sansRue()
  await dit(id, source, valeur)
  expect(await connue(awa, id)).toBe(true)
  expect((await prendre(awa, id, { convocation: 'courrier' })).status).toBe(200)
  expect(await lettre(awa, id)).toContain('3 rue du Fil 59200 TOURCOING')
})

test('sans adresse connue, c’est dit avant ; le courrier est refusé, la remise en main propre non', async () => {
  const { awa, id } = await sansRue()
  expect(await connue(awa, id)).toBe(false)
  const { json } = await awa.brut('GET /creneaux', { agentId: awa.id, personneId: id })
  expect(json).toMatchObject({ accords: { sansCourrier: 'adresse-inconnue' } })
  const refusee = await prendre(awa, id, { convocation: 'courrier' })
  expect([refusee.status, JSON.parse(refusee.texte).code]).toEqual([409, 'adresse-inconnue'])
  const remise = await prendre(awa, id, { convocation: 'remise-en-main-propre' })
  expect(remise.status).toBe(200)
  // What is to be handed over is there, in the dossier and at the desk.
  expect(await lettre(awa, id)).toContain('À remettre en main propre')
  const noor = await essai.unAgent('accueil')
  const rendezVousId = JSON.parse(remise.texte).id
  expect((await noor.brut('GET /accueil/rendez-vous/:rendezVousId/convocation', { rendezVousId })).status).toBe(200)
  await noter(awa, id, DOMICILIEE)
  essai.now = '2025-03-10T10:00:00Z'
  expect((await prendre(awa, id, { convocation: 'courrier', debut: '2025-03-14T09:30' })).status).toBe(200)
  expect(await lettre(awa, id)).toContain('chez CCAS de Tourcoing')
})

test.each(['Tourcoing', '59200 Tourcoing'])('« %s », dit par une liste, n’est pas où écrire', async commune => {
  const { awa, id } = await sansRue()
  await dit(id, 'liste', commune)
  expect(await connue(awa, id)).toBe(false)
  expect((await prendre(awa, id, { convocation: 'courrier' })).status).toBe(409)
  // Nor does it take the place of the street that the CAF knows.
  const { id: autre } = await unePersonne(essai)
  await dit(autre, 'liste', commune)
  expect((await prendre(awa, autre, { convocation: 'courrier', debut: '2025-03-14T09:30' })).status).toBe(200)
  expect(await lettre(awa, autre)).toContain('12 RUE EXEMPLE')
})

test.each([
  ['1', 'Monsieur'],
  ['2', 'Madame'],
])('sans civilité dite, le sexe connu (%s) la dit : %s', async (sexe, civilite) => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await essai.base.territoire('59').updateTable('personne').set({ qualite: null, sexe }).where('id', '=', id).execute()
  await prendre(awa, id, { convocation: 'courrier' })
  expect((await lettre(awa, id)).match(new RegExp(civilite, 'g'))).toHaveLength(2)
})

test.each([
  ['diagnostic', 'trouver l’accompagnement qui vous convient'],
  ['suivi', 'le point sur vos démarches'],
  ['bilan', 'ce qui a été fait'],
] as const)('la convocation dit à quoi sert ce rendez-vous : %s', async (objet, dit) => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await prendre(awa, id, { convocation: 'courrier', objet })
  expect(await lettre(awa, id)).toMatch(new RegExp(dit.replaceAll(' ', '\\s+')))
})

test('ce qui se ferme sans adresse connue se remet en main propre', async () => {
  const { awa, id } = await sansRue()
  await prendre(awa, id, { convocation: 'remise-en-main-propre' })
  essai.now = uneMinuteApres(essai.now)
  expect((await cloreLeDossier(awa, id)).status).toBe(200)
  expect(await lettre(awa, id)).toMatch(/À remettre en main propre[\s\S]*Votre dossier est fermé/)
})

test('entre le foyer et une autre source, l’ordre du territoire choisit', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const admin = await essai.unAgent('administrateur')
  const { id } = await unePersonne(essai)
  await dit(id, 'liste', '3 rue du Fil, 59200 Tourcoing')
  await prendre(awa, id, { convocation: 'courrier' })
  expect(await lettre(awa, id)).toContain('3 rue du Fil')
  const ordre = { champs: ['adresse'], ordre: ['CAF', 'MSA', 'liste'], effetLe: '2025-03-10', motif: 'Essai' }
  expect((await admin.brut('POST /parametres/precedences', ordre)).status).toBe(200)
  essai.now = '2025-03-11T09:00:00Z'
  await prendre(awa, id, { convocation: 'courrier', debut: '2025-03-14T09:30' })
  expect(await lettre(awa, id)).toContain('12 RUE EXEMPLE')
})

test('une adresse confidentielle, connue par une liste, n’est pas sur ce qui se remet', async () => {
  const { awa, id } = await sansRue()
  await dit(id, 'liste', '3 rue du Fil, 59200 Tourcoing')
  await noter(awa, id, { adresseConfidentielle: true })
  await prendre(awa, id, { convocation: 'courrier' })
  expect(await lettre(awa, id)).toContain('3 rue du Fil')
  expect((await cloreLeDossier(awa, id)).status).toBe(200)
})
