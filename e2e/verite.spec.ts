import { expect } from '@playwright/test'
import { connecter, dossierDe, test } from './outils.ts'

// What a screen says is what is so.

test('le dossier dit de faire ce que le portefeuille demande, et l’ouvre', async ({ page }) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/portefeuille?urgence=bilan-depasse')
  await page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').first().click()
  await page
    .getByRole('region', { name: 'À faire' })
    .getByRole('button', { name: 'Faire le bilan', exact: true })
    .click()
  await expect(page.getByRole('dialog', { name: /^Bilan avec/ })).toBeVisible()
})

test('qui ouvre un dossier lit que son ouverture est enregistrée, au-dessus des précédentes', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'noeud')}?onglet=lectures`)
  await expect(page.getByText('la vôtre aussi')).toBeVisible()
  const premiere = page.getByRole('table', { name: 'Lectures du dossier' }).locator('tbody tr').first()
  await expect(premiere).toContainText('Awa DIALLO-TISSERAND')
  await expect(premiere).toContainText('20 novembre')
})

test('les personnes au terme de leur conservation : sans mois, celui d’aujourd’hui', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  for (const adresse of ['', '?quoi=effacer', '?mois=bientot']) {
    await page.goto(`/parametres/conservation/personnes${adresse}`)
    await expect(page.getByText('En novembre 2026, si rien n’arrive d’ici là.')).toBeVisible()
  }
})
