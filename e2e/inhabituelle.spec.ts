import { expect } from '@playwright/test'
import { connecter, fautesAxe, test } from './outils.ts'

test('dans une liste, « Dire pourquoi » nomme la personne, le caché se dit une fois, et le clavier revient à sa ligne', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  await page.goto('/rendez-vous?agent=tous')
  const boutons = page.getByRole('button', { name: /^Dire pourquoi, \S+/ })
  await expect(boutons.first()).toBeVisible()
  const noms = await boutons.evaluateAll(tous => tous.map(b => b.getAttribute('aria-label')))
  expect(new Set(noms).size).toBe(noms.length)
  await expect(page.getByText('le reste est caché').first()).toBeVisible()
  await expect(page.getByText('Cachée', { exact: true })).toHaveCount(0)
  expect(await fautesAxe(page)).toEqual([])
  const nom = (noms.at(-1) ?? '').replace('Dire pourquoi, ', '')
  await page.getByRole('button', { name: `Dire pourquoi, ${nom}` }).focus()
  await page.keyboard.press('Enter')
  const fenetre = page.getByRole('dialog')
  await fenetre.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(fenetre).toBeHidden()
  await expect(page.getByRole('button', { name: `Dire pourquoi, ${nom}` })).toBeHidden()
  await expect(page.locator(':focus')).toContainText(nom)
})
