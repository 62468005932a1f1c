import { expect, type Page } from '@playwright/test'
import { connecter, dossierDe, test } from './outils.ts'

// Booking from a list of free slots: one that somebody takes meanwhile, and where the button stands.

const fenetre = (page: Page) => page.getByRole('dialog')
const valider = (page: Page) => fenetre(page).getByRole('button', { name: /^Prendre le/ })

async function ouvrir(page: Page): Promise<void> {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'pelote')}`)
  await page.getByRole('button', { name: 'Rendez-vous', exact: true }).click()
  const qui = fenetre(page).getByRole('combobox', { name: 'Avec qui' })
  await qui
    .or(fenetre(page).getByRole('textbox', { name: 'Avec qui' }))
    .first()
    .click()
  await page.getByRole('option').first().click()
  await expect(fenetre(page).getByRole('region', { name: 'Créneaux libres' })).toBeVisible()
}

test('le créneau pris entre-temps quitte la liste, et le bouton avec lui', async ({ page }) => {
  await ouvrir(page)
  const premier = fenetre(page).locator('fieldset button').first()
  await premier.click()
  await expect(valider(page)).toHaveText(/^Prendre le/)
  let pris = ''
  await page.route('**/api/personnes/*/rendez-vous', route => {
    if (route.request().method() !== 'POST') return route.continue()
    pris = route.request().postDataJSON().debut.slice(0, 16)
    return route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { code: 'creneau-pris', detail: 'Ce créneau vient d’être pris : choisissez-en un autre.' },
    })
  })
  await page.route('**/api/creneaux?**', async route => {
    const reponse = await route.fetch()
    const lu = await reponse.json()
    const libres = lu.creneaux.filter((c: { debut: string }) => c.debut.slice(0, 16) !== pris)
    await route.fulfill({ response: reponse, json: { ...lu, creneaux: libres } })
  })
  await valider(page).press('Enter')
  await expect(fenetre(page).getByRole('alert')).toContainText('Ce créneau vient d’être pris')
  await expect(valider(page)).toHaveText('Prendre le rendez-vous')
  await expect(fenetre(page).locator(':focus')).toContainText('Ce créneau vient d’être pris')
})

for (const largeur of [360, 1280])
  test(`le bouton ne touche pas le bord de la fenêtre, à ${largeur} px`, async ({ page }) => {
    await page.setViewportSize({ width: largeur, height: 780 })
    await ouvrir(page)
    await fenetre(page).locator('fieldset button').first().click()
    const bouton = await valider(page).boundingBox()
    const boite = await fenetre(page).boundingBox()
    const bas = (boite?.y ?? 0) + (boite?.height ?? 0)
    expect(Math.min(bas, 780) - (bouton?.y ?? 0) - (bouton?.height ?? 0)).toBeGreaterThanOrEqual(12)
    // Named as a list names them, whoever the window is opened for.
    await expect(fenetre(page).getByRole('heading').first()).toHaveText(/^Rendez-vous avec (?!M\. |Mme )/)
  })
