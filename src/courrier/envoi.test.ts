import { expect, test } from 'vitest'
import { frein } from '../diagnostic/essai-reponses.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unDiagnostic } from '../orientation/essai-orientation.ts'
import type { notifierOrientation } from '../orientation/notifier-orientation.ts'
import type { orienter } from '../orientation/orienter.ts'
import { DOMICILIEE, noter, TUTELLE } from '../precaution/essai-precaution.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { mots, texte } from './essai-pdf.ts'

const essai = unEssai()

/** The one letter of a person, as it leaves. */
async function laLettre(agent: Navigateur, personneId: string) {
  const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  const [seule] = json.lettres
  const { brut } = await agent.brut('GET /courriers/:courrierId/pdf', {
    ...{ courrierId: seule?.id, motif: 'remise-de-courrier' },
  })
  return { lu: texte(brut), mots: mots(brut), exemplaires: seule?.exemplaires }
}

const orienterElle = (agent: Navigateur, personneId: string, structureId: string, notification: unknown) =>
  agent.appeler<typeof orienter>('POST /personnes/:personneId/orientations', {
    ...{ id: uuidv7(), personneId, dominante: 'equilibre', structureId, referentId: null, motif: null },
    notification: notification as never,
  })

test('à qui ne veut pas de courrier, ni convocation ni notification ne se poste ; le refus dit quoi faire', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure()
  const { id } = await unePersonne(essai)
  await noter(awa, id, { nePasEcrire: true })
  const refusee = await prendre(awa, id, { convocation: 'courrier' })
  expect(refusee.status).toBe(409)
  expect(refusee.texte).toContain('ne-pas-ecrire')
  expect(refusee.texte).toContain('main propre')
  expect((await prendre(awa, id, { convocation: 'remise-en-main-propre' })).status).toBe(200)
  await unDiagnostic(awa, id, { mobilite: frein('leger') })
  expect((await orienterElle(awa, id, structureId, { mode: 'courrier' })).status).toBe(409)
  const { json, status } = await orienterElle(awa, id, structureId, null)
  expect(status).toBe(200)
  const notifier = (mode: 'courrier' | 'remise-en-main-propre') =>
    awa.appeler<typeof notifierOrientation>('POST /orientations/:id/notification', { id: json.id, mode })
  expect((await notifier('courrier')).status).toBe(409)
  expect((await notifier('remise-en-main-propre')).status).toBe(200)
  const { lu } = await laLettre(awa, id)
  expect(lu).toContain('À remettre en main propre')
  expect(lu).not.toContain('RUE EXEMPLE')
})

test('domiciliée, ses lettres partent chez qui la domicilie, aussi quand elle ne veut pas de courrier chez elle', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await noter(awa, id, { nePasEcrire: true, ...DOMICILIEE })
  expect((await prendre(awa, id, { convocation: 'courrier' })).status).toBe(200)
  const { lu, exemplaires } = await laLettre(awa, id)
  for (const dit of ['CAMILLE ESSAI-TISSAGE', 'chez CCAS de Tourcoing', '1 place Exemple', '59200 TOURCOING'])
    expect(lu).toContain(dit)
  expect(lu).not.toContain('RUE EXEMPLE')
  expect(exemplaires).toBe(1)
})

test('sous tutelle, la lettre part à elle, et en copie à qui la protège, dans le même fichier', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await noter(awa, id, TUTELLE)
  await prendre(awa, id, { convocation: 'courrier' })
  const { lu, exemplaires } = await laLettre(awa, id)
  expect(exemplaires).toBe(2)
  expect(lu.match(/Votre rendez-vous/g)).toHaveLength(2)
  expect(lu.match(/12 RUE EXEMPLE/g)).toHaveLength(1)
  expect(lu.match(/5 rue du Tuteur/g)).toHaveLength(1)
  expect(lu).toMatch(/Copie Claude ESSAI-TUTEUR Courrier de Madame CAMILLE ESSAI-TISSAGE .*\(tutelle\)/)
  expect(
    lu.match(/Une copie de cette lettre est adressée à : Claude ESSAI-TUTEUR, Association des Essais/g),
  ).toHaveLength(2)
  expect(lu).not.toContain('Page 1 / 2')
})

test('sous sauvegarde de justice, la copie ne part que si elle est demandée', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [avec, sans] = [await unePersonne(essai), await unePersonne(essai)]
  await noter(awa, avec.id, { ...TUTELLE, mesure: 'sauvegarde', protecteurCopie: true })
  await noter(awa, sans.id, { ...TUTELLE, mesure: 'sauvegarde' })
  await prendre(awa, avec.id, { convocation: 'courrier' })
  await prendre(awa, sans.id, { convocation: 'courrier', debut: '2025-03-12T11:00' })
  expect((await laLettre(awa, avec.id)).exemplaires).toBe(2)
  expect((await laLettre(awa, sans.id)).exemplaires).toBe(1)
})

test('une adresse confidentielle est sur l’enveloppe de ce qui s’y poste, pas sur ce qui se remet', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await noter(awa, id, { adresseConfidentielle: true })
  await prendre(awa, id, { convocation: 'courrier' })
  expect((await laLettre(awa, id)).lu).toContain('12 RUE EXEMPLE')
})

test('par courriel, rien ne dit où vit une personne dont le foyer se cache, fût-ce pour quelqu’un d’autre', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const structureId = await essai.uneStructure()
  const db = essai.base.territoire('59')
  const [elle, lui] = [await unePersonne(essai), await unePersonne(essai, { courriel: 'essai@example.org' })]
  await db.updateTable('membre').set({ foyerId: elle.foyerId, role: 'CJT' }).where('personneId', '=', lui.id).execute()
  await noter(awa, elle.id, { adresseConfidentielle: true })
  await unDiagnostic(awa, lui.id, { mobilite: frein('leger') })
  expect((await orienterElle(awa, lui.id, structureId, { mode: 'courriel' })).status).toBe(200)
  expect((await laLettre(awa, lui.id)).lu).not.toContain('RUE EXEMPLE')
})

test.each([
  ['ordinaire', TUTELLE, '5 rue du Tuteur, 59000 ESSAIVILLE'],
  [
    'de six lignes',
    {
      ...TUTELLE,
      protecteurOrganisme: 'Association des Essais pour la protection des majeurs de Tourcoing et environs',
    },
    'Résidence des Exemples, Bâtiment 9, appartement 401, 5 rue du Tuteur, BP 99999, 59000 ESSAIVILLE',
  ],
  [
    'la plus longue qui se saisisse',
    { ...TUTELLE, protecteurNom: 'Essai '.repeat(20), protecteurOrganisme: 'Essais '.repeat(22) },
    `${'Bâtiment Exemple '.repeat(17)} ESSAIVILLE`,
  ],
  ['de cent lignes', { ...TUTELLE, protecteurNom: 'ESSAI '.repeat(20) }, `${'W, '.repeat(95)}ESSAIVILLE`],
] as const)('une adresse %s tient au-dessus de la lettre, sans la recouvrir', async (_, mesure, protecteurAdresse) => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  expect((await noter(awa, id, { ...mesure, protecteurAdresse })).status).toBe(200)
  await prendre(awa, id, { convocation: 'courrier' })
  const { mots: pages, exemplaires } = await laLettre(awa, id)
  // The window first: nothing of the letter moves to another sheet.
  expect([pages.length, exemplaires]).toEqual([2, 2])
  const fin = pages[1]?.find(m => m.mot === 'ESSAIVILLE')
  const date = pages[1]?.find(m => m.mot === '2025')
  expect(fin?.bas).toBeLessThan(date?.haut ?? 0)
})

test('la dernière ligne de chaque enveloppe suit la norme postale, d’où que vienne le nom de la commune', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai, { commune: 'Villeneuve-d’Ascq' })
  await noter(awa, id, { ...TUTELLE, protecteurAdresse: '5 rue de l’Étoile, 59540 Béthencourt-lès-Eaux' })
  expect((await prendre(awa, id, { convocation: 'courrier' })).status).toBe(200)
  const { lu } = await laLettre(awa, id)
  for (const ligne of ['59200 VILLENEUVE D ASCQ', '5 rue de l’Étoile', '59540 BETHENCOURT LES EAUX'])
    expect(lu).toContain(ligne)
})
