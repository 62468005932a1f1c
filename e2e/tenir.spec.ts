import { expect } from '@playwright/test'
import { connecter, test, titre } from './outils.ts'

// What one reads when something of the service, or of one's own, stops half-way.

test('« Désigner un référent », dans « À faire », ouvre la fenêtre où on le désigne', async ({ page }) => {
  await connecter(page, 'ines.fileuse')
  await page.goto('/aujourdhui')
  const attendent = page.getByRole('table', { name: 'Attendent un référent' })
  await attendent.getByRole('rowheader').first().getByRole('link').click()
  const aFaire = page.getByRole('region', { name: 'À faire' })
  await aFaire.getByRole('button', { name: 'Désigner un référent', exact: true }).click()
  const fenetre = page.getByRole('dialog', { name: /^Désigner un référent/ })
  await fenetre
    .getByRole('radio', { name: /Équipe Lisière/ })
    .first()
    .check()
  await expect(fenetre).toContainText('Vous n’ouvrirez plus ce dossier ensuite')
  await fenetre.getByRole('button', { name: 'Désigner un référent', exact: true }).click()
  await expect(page.getByText(/^1 personne confiée à/)).toBeVisible()
  // Who has the most room is of another team: the file is closed to who gave it, who is back to the day.
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
})

test('une sélection tient d’une page à l’autre de la liste, et dit ce qu’elle compte', async ({ page }) => {
  await connecter(page, 'ines.fileuse')
  await page.goto('/portefeuille')
  const liste = page.getByRole('table', { name: 'Personnes suivies' })
  const barre = page.getByRole('region', { name: 'Sélection' })
  await liste.getByRole('row').nth(1).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Page 2' }).click()
  await expect(page).toHaveURL(/page=2/)
  await expect(barre).toContainText('1 personne choisie, dont 1 hors de cette page')
  await liste.getByRole('row').nth(1).getByRole('checkbox').check()
  await expect(barre).toContainText('2 personnes choisies, dont 1 hors de cette page')
  await barre.getByRole('button', { name: 'Changer de référent' }).click()
  const fenetre = page.getByRole('dialog', { name: /^Changer de référent/ })
  await expect(fenetre.getByRole('list', { name: 'Personnes confiées' }).getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await barre.getByRole('button', { name: 'Tout désélectionner' }).click()
  await expect(barre).toBeHidden()
})

test.describe('le service s’arrête un instant', () => {
  test.use({ tolere: /status of 503/ })
  const ARRET = {
    status: 503,
    headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
    body: JSON.stringify({ status: 503, code: 'base-absente', detail: 'Le service est interrompu pour un instant.' }),
  }

  test('la page redemande d’elle-même, et s’affiche dès la réponse', async ({ page }) => {
    await connecter(page, 'awa.diallo')
    let absente = true
    await page.route('**/api/doublons*', route => (absente ? route.fulfill(ARRET) : route.fallback()))
    await page.goto('/doublons')
    const dit = page.getByRole('alert')
    await expect(dit).toContainText('Cette page redemande d’elle-même', { timeout: 15_000 })
    absente = false
    await expect(dit).toBeHidden({ timeout: 15_000 })
    await expect(titre(page, /./)).toBeVisible()
  })

  test('un formulaire refusé garde ce qui y est saisi, et le dit', async ({ page }) => {
    await connecter(page, 'rita.lisiere')
    await page.goto('/parametres/agents')
    await page.getByRole('table', { name: 'Agents' }).getByRole('rowheader').getByRole('link').first().click()
    await page.route('**/api/agents/*', route =>
      route.request().method() === 'PUT' ? route.fulfill(ARRET) : route.fallback(),
    )
    await page.getByRole('textbox', { name: 'Prénom' }).fill('Lise')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(page.getByRole('alert').first()).toContainText('Ce que vous avez saisi est resté ici.')
    await expect(page.getByRole('textbox', { name: 'Prénom' })).toHaveValue('Lise')
  })
})

test('« Travaux de fond » dit ce qui est en défaut sur le serveur, et ce qui ne l’est plus', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/travaux')
  const lignes = page.getByRole('table', { name: 'Défauts du serveur' }).getByRole('row')
  await expect(lignes.filter({ hasText: 'certificat du serveur de courriel' })).toContainText('À réparer')
  await expect(lignes.filter({ hasText: 'Un disque du serveur est rempli' })).toContainText('Réparé')
})
