import { expect, type Page } from '@playwright/test'
import { connecter, fautesAxe, tabulerJusqua, test, titre } from './outils.ts'

// What an agent is told: the number at the head of every page, the page of notices, what is read and what isn't.

const drapeau = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Avis/ })
const nonLus = async (page: Page) => Number((await drapeau(page).getAttribute('aria-label'))?.match(/\d+/)?.[0] ?? 0)
const aLire = (page: Page) => page.getByRole('region', { name: 'À lire' }).getByRole('listitem')

test('Marc voit ses avis, en suit un, qui est lu, puis marque les autres', async ({ page }) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/portefeuille')
  await expect(titre(page, 'Mon portefeuille')).toBeVisible()
  await expect(drapeau(page)).toHaveAccessibleName(/non lus?$/)
  const avant = await nonLus(page)
  await drapeau(page).click()
  await expect(titre(page, 'Avis')).toBeFocused()
  await expect(aLire(page)).toHaveCount(avant)

  await test.step('le relais mène au dossier, avec le mot laissé', async () => {
    const relais = page.getByRole('link', { name: /Vous prenez le relais.*cherche un temps partiel/ }).first()
    await relais.click()
    await expect(page).toHaveURL(/\/personnes\/[\w-]+\?onglet=parcours/)
    await expect.poll(() => nonLus(page)).toBe(avant - 1)
  })

  await test.step('lu, il est parmi les lus, et revient parmi les autres si on le veut', async () => {
    await page.goBack()
    const lus = page.getByRole('region', { name: 'Déjà lus' })
    await expect(lus.getByRole('link', { name: /Vous prenez le relais/ }).first()).toBeVisible()
    await lus
      .getByRole('button', { name: /^Marquer comme non lu.*Vous prenez le relais/ })
      .first()
      .click()
    await expect(aLire(page)).toHaveCount(avant)
  })

  await test.step('tout marquer comme lu', async () => {
    await page.getByRole('button', { name: 'Tout marquer comme lu' }).click()
    await expect(page.getByText('Vous avez tout lu.')).toBeVisible()
    await expect(drapeau(page)).toHaveAccessibleName('Avis')
  })
})

test('Awa va à ses avis et les parcourt au clavier, sur un téléphone aussi', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await connecter(page, 'awa.diallo')
  await page.goto('/aujourdhui')
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await tabulerJusqua(page, drapeau(page))
  await page.keyboard.press('Enter')
  await expect(titre(page, 'Avis')).toBeFocused()
  const premier = page.getByRole('main').locator('a[data-avis]').first()
  await tabulerJusqua(page, premier)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('main').locator('a[data-avis]').nth(1)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(premier).toBeFocused()
  expect(await fautesAxe(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
})

/** The page of somebody who has none, whatever this world told them. */
async function sansAvis(page: Page): Promise<void> {
  await page.route(/\/api\/avis\?/, route =>
    route.fulfill({ json: { aujourdhui: '2026-11-20', nonLus: 0, lignes: [], pages: 1, jusqua: null } }),
  )
  await page.goto('/avis')
}

test('sans avis, la page le dit gentiment', async ({ page }) => {
  await connecter(page, 'marc.leblanc')
  await sansAvis(page)
  await expect(page.getByRole('heading', { name: 'Rien à vous signaler' })).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
})

for (const [role, compte] of [
  ['le pilote', 'paul.navette'],
  ['le délégué à la protection des données', 'dora.bobine'],
] as const)
  test(`sans avis, ${role} lit ce qui lui en ferait un, et rien d’autre`, async ({ page }) => {
    await connecter(page, compte)
    await sansAvis(page)
    await expect(page.getByRole('heading', { name: 'Rien à vous signaler' })).toBeVisible()
    await expect(page.getByRole('main')).toContainText('Un rôle qu’un administrateur vous donne ou vous retire')
    await expect(page.getByRole('main')).not.toContainText('agenda')
  })
