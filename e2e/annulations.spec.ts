import { expect, type Locator, type Page } from '@playwright/test'
import { connecter, dossierDe, fautesAxe, test } from './outils.ts'

// Mistakes undone: an orientation cancelled with its consequences in sight, a file closed and opened again.

const fenetre = (page: Page, nom: string): Locator => page.getByRole('dialog', { name: nom })
const consequences = (page: Page): Locator => page.getByRole('region', { name: 'Ce que cela change' })

async function ouvrir(page: Page, nom: string, onglet = ''): Promise<void> {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, nom)}${onglet}`)
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(nom) })).toBeVisible()
}

for (const largeur of [1280, 360])
  test(`une orientation décidée par erreur s’annule, à ${largeur} px`, async ({ page }) => {
    await page.setViewportSize({ width: largeur, height: 800 })
    await ouvrir(page, largeur === 1280 ? 'OURSIN' : 'PELOTE', '?onglet=parcours')
    await page.getByRole('button', { name: 'Annuler cette orientation' }).click()
    const ici = fenetre(page, 'Annuler cette orientation')
    // Read from its title: the consequences come before what is to be filled in.
    await expect(ici.getByText('Annuler cette orientation').first()).toBeFocused()
    await expect(consequences(page)).toContainText('court de nouveau, compté du')
    await expect(consequences(page)).toContainText('une lettre d’annulation est éditée')
    expect(await fautesAxe(page)).toEqual([])
    // Without a reason nothing is cancelled.
    await ici.getByRole('button', { name: 'Annuler cette orientation' }).click()
    await expect(ici.getByText('Dites pourquoi cette décision est annulée.').first()).toBeVisible()
    await ici.getByRole('textbox', { name: 'Pourquoi' }).fill('Mauvais dossier : un homonyme.')
    const garder = ici.getByRole('radio', { name: 'Les garder' })
    if (await garder.isVisible()) await garder.check()
    await ici.getByRole('button', { name: 'Annuler cette orientation' }).click()
    await expect(ici).toBeHidden()
    const annulees = page.getByRole('list', { name: 'Annulées, faites par erreur' }).first()
    await expect(annulees).toContainText('Mauvais dossier : un homonyme.')
    await expect(page.getByText('Aucune orientation n’est décidée.')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
    await page.getByRole('tab', { name: 'Documents' }).click()
    await expect(page.getByRole('button', { name: 'Annulation d’une décision' }).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Notification d’orientation, annulée depuis' }).first()).toBeVisible()
  })

test('un dossier se clôt, refuse les nouveaux actes, et se rouvre', async ({ page }) => {
  await ouvrir(page, 'QUENOUILLE')
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Clore le dossier' }).click()
  const clore = fenetre(page, 'Clore le dossier')
  // Given up, the menu it came from has the focus again.
  await expect(clore.getByText('Clore le dossier').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Autres actions' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Clore le dossier' }).click()
  await expect(consequences(page)).toContainText('finit ce jour-là')
  expect(await fautesAxe(page)).toEqual([])
  await clore.getByRole('combobox', { name: 'Motif' }).click()
  await page.getByRole('option', { name: 'Autre motif' }).click()
  await clore.getByRole('button', { name: 'Clore le dossier' }).click()
  await expect(clore.getByText('Précisez ce motif, en une phrase.').first()).toBeVisible()
  await clore.getByRole('textbox', { name: 'Précision' }).fill('Part en formation longue.')
  await clore.getByRole('button', { name: 'Clore le dossier' }).click()
  await expect(clore).toBeHidden()
  const bandeau = page.getByRole('note', { name: /Dossier clos le/ })
  await expect(bandeau).toContainText('Part en formation longue.')
  await expect(page.getByRole('link', { name: /Orienter|Réorienter/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Rendez-vous', exact: true })).toHaveCount(0)
  expect(await fautesAxe(page)).toEqual([])
  await bandeau.getByRole('button', { name: 'Rouvrir' }).click()
  const rouvrir = fenetre(page, 'Rouvrir le dossier')
  await expect(consequences(page)).toContainText('court de nouveau, depuis son premier jour')
  await rouvrir.getByRole('textbox', { name: 'Pourquoi' }).fill('La formation est reportée.')
  await rouvrir.getByRole('button', { name: 'Rouvrir le dossier' }).press('Enter')
  await expect(bandeau).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByRole('link', { name: 'Réorienter' })).toBeVisible()
  await expect(page.getByText('Dossier rouvert', { exact: true }).first()).toBeVisible()
})
