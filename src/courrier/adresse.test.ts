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
  expect((await prendre(awa, id, { convocation: 'remise-en-main-propre' })).status).toBe(200)
  expect(await lettre(awa, id)).toMatch(/À remettre en main propre[\s\S]*Votre rendez-vous/)
  essai.now = uneMinuteApres(essai.now)
  await noter(awa, id, DOMICILIEE)
  expect((await prendre(awa, id, { convocation: 'courrier', debut: '2025-03-14T09:30' })).status).toBe(200)
  expect(await lettre(awa, id)).toContain('chez CCAS de Tourcoing')
})

test.each(['Tourcoing', '59200 Tourcoing'])(
  '« %s », dite par une liste, n’est pas une adresse où écrire',
  async ville => {
    const { awa, id, foyerId } = await sansRue()
    await dit(id, 'liste', ville)
    expect(await connue(awa, id)).toBe(false)
    const foyer = essai.base.territoire('59').updateTable('foyer').set({ voie: '7 RUE EXEMPLE' })
    await foyer.where('id', '=', foyerId).execute()
    expect((await prendre(awa, id, { convocation: 'courrier' })).status).toBe(200)
    expect(await lettre(awa, id)).toContain('7 RUE EXEMPLE')
  },
)

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
