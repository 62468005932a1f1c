import { expect, type Locator, type Page } from '@playwright/test'
import { AUCUNE, aSaisir } from '../src/precaution/precaution.ts'
import { connecter, fautesAxe, test } from './outils.ts'

/** Somebody whom the référent follows, who expects nothing and of whom nothing is noted. */
async function unePersonneSuivie(page: Page): Promise<string> {
  const { lignes } = await (await page.request.get('/api/portefeuille?urgence=suivi')).json()
  const ids = lignes.map((l: { personneId: string }) => l.personneId)
  const { personnes } = await (await page.request.post('/api/precautions', { data: { personnes: ids } })).json()
  const connues = new Set(personnes.map((p: { personneId: string }) => p.personneId))
  const libre = lignes.find(
    (l: { personneId: string; prochainRendezVous: string | null }) =>
      !connues.has(l.personneId) && l.prochainRendezVous === null,
  )
  return libre.personneId
}

type Ligne = { personneId: string; nom: string; prenom: string }

/** The first of them whom the desk finds by their name: the others live out of its sector. */
async function quiALAccueil(page: Page, lignes: readonly Ligne[]): Promise<Ligne> {
  for (const ligne of lignes) {
    const data = { q: `${ligne.prenom} ${ligne.nom}` }
    const { personnes } = await (await page.request.post('/api/accueil/recherche', { data })).json()
    if (personnes.some((p: { id: string }) => p.id === ligne.personneId)) return ligne
  }
  throw new Error('l’accueil ne trouve personne du stock')
}

test('un référent note ce qu’il faut savoir : c’est en haut du dossier, l’adresse se cache, le rendez-vous obéit', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  const id = await unePersonneSuivie(page)
  await page.goto(`/personnes/${id}?onglet=situation`)
  const foyer = page.getByRole('region', { name: 'Foyer' })
  await expect(foyer).not.toContainText('Adresse confidentielle')

  await page.getByRole('region', { name: 'Précautions' }).getByRole('button', { name: 'Noter' }).click()
  const fenetre = page.getByRole('dialog', { name: 'Précautions à prendre' })
  await fenetre.getByLabel('Adresse confidentielle').check()
  await fenetre.getByLabel('Ne pas laisser de message').check()
  await fenetre.getByLabel('Langue des signes').check()
  // What depends on nothing isn't asked.
  await expect(fenetre.getByLabel('Organisme')).toBeHidden()
  await fenetre.getByRole('combobox', { name: 'Mesure' }).click()
  await page.getByRole('option', { name: 'Curatelle simple' }).click()
  await fenetre.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(fenetre.getByText('Écrivez qui protège la personne').first()).toBeVisible()
  await fenetre.getByLabel('Nom de qui l’exerce').fill('Alix ESSAI-CURATEUR')
  await fenetre.getByRole('textbox', { name: 'Adresse' }).fill('2 rue Exemple, 99000 Trame-sur-Lys')
  expect(await fautesAxe(page)).toEqual([])
  await fenetre.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(fenetre).toBeHidden()

  const enHaut = page.getByRole('list', { name: 'À savoir avant d’agir' })
  await expect(enHaut).toContainText('Adresse confidentielle')
  await expect(enHaut).toContainText('Langue des signes')
  await expect(enHaut).toContainText('Curatelle simple, copie des courriers')
  await expect(foyer).toContainText('Adresse confidentielle')
  await foyer.getByRole('button', { name: 'Afficher l’adresse' }).click()
  const demande = page.getByRole('dialog', { name: 'Afficher l’adresse confidentielle' })
  await demande.getByRole('combobox', { name: 'Pourquoi en avez-vous besoin' }).click()
  await page.getByRole('option', { name: 'Visite à domicile' }).click()
  await demande.getByRole('button', { name: 'Afficher l’adresse' }).click()
  await expect(foyer.getByRole('button', { name: 'Afficher l’adresse' })).toBeHidden()
  await expect(foyer.locator(':focus')).toContainText('Adresse confidentielle')
  expect(await fautesAxe(page)).toEqual([])

  await page.getByRole('button', { name: 'Rendez-vous', exact: true }).click()
  const prise = page.getByRole('dialog', { name: /^Rendez-vous avec/ })
  await expect(prise.getByText('La lettre part en deux enveloppes')).toBeVisible()
  await prise.getByRole('button', { name: '9 h', exact: true }).first().click()
  await prise.getByRole('button', { name: /^Prendre le/ }).click()
  await expect(prise.getByText('La personne a besoin d’un interprète').first()).toBeVisible()
  await prise.getByLabel('L’interprète est prévu').check()
  expect(await fautesAxe(page)).toEqual([])
  await prise.getByRole('button', { name: /^Prendre le/ }).click()
  await expect(page.getByText('La lettre part en deux enveloppes').last()).toBeVisible()
  await expect(prise).toBeHidden()
})

test('ce qu’il faut savoir suit le nom dans le stock, dans Personnes et dans ce que l’accueil trouve', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  const { stock } = await (await page.request.get('/api/aujourdhui?etat=stock')).json()
  await connecter(page, 'noor.ecru')
  const { personneId, nom, prenom } = await quiALAccueil(page, stock.lignes)
  await connecter(page, 'awa.diallo')
  const data = { ...aSaisir(AUCUNE), lsf: true, sansMarche: true }
  expect((await page.request.put(`/api/personnes/${personneId}/precautions`, { data })).status()).toBe(200)
  const icone = (ou: Locator) => ou.getByRole('img', { name: 'Langue des signes' }).first()
  await page.goto('/aujourdhui?etat=stock')
  await expect(icone(page.getByRole('table', { name: 'Stock non orienté' }))).toBeVisible()
  await page.goto('/personnes')
  await page.getByRole('searchbox', { name: 'Chercher une personne' }).fill(`${prenom} ${nom}`)
  await expect(icone(page.getByRole('table', { name: 'Personnes trouvées' }))).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  await connecter(page, 'noor.ecru')
  await page.goto('/accueil')
  await page.getByRole('searchbox').fill(`${prenom} ${nom}`)
  await expect(icone(page.getByRole('list', { name: 'Personnes trouvées' }))).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
})

test('au téléphone, sur un petit écran : tout se lit sans défiler de côté', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await connecter(page, 'marc.leblanc')
  await page.goto('/aujourdhui')
  await expect(page.getByRole('img', { name: 'Ne pas laisser de message' }).first()).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  const large = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(large).toBeLessThanOrEqual(360)
})

test.describe('réseau coupé', () => {
  test.use({ tolere: /ERR_FAILED/ })
  test('des précautions qui ne se lisent pas se disent illisibles, au lieu de se taire', async ({ page }) => {
    await connecter(page, 'marc.leblanc')
    await page.route('**/api/precautions', route => route.abort())
    await page.route('**/api/personnes/*/precautions', route => route.abort())
    await page.goto('/portefeuille')
    const lignes = page.getByRole('table', { name: 'Personnes suivies' }).locator('tbody tr')
    await expect(lignes.first().getByRole('img', { name: /^Précautions illisibles/ })).toBeVisible({ timeout: 20_000 })
    await lignes.first().locator('[data-ligne]').click()
    await expect(page.getByText(/^Précautions illisibles/)).toBeVisible({ timeout: 20_000 })
  })
})
