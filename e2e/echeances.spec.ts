import { expect } from '@playwright/test'
import { connecter, fautesAxe, test } from './outils.ts'

test('Marc remet un premier contact à plus tard, se ravise, le confie, puis note qu’il a joint la personne', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/portefeuille?urgence=premier-contact')
  await page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').first().click()
  const aFaire = page.getByRole('region', { name: 'À faire' })
  const actes = aFaire.getByRole('button', { name: /^Autres actes.*Prendre le premier contact$/ })
  const acte = async (nom: string) => {
    await actes.click()
    await page.getByRole('menuitem', { name: nom }).click()
  }

  await acte('Remettre à plus tard')
  const report = page.getByRole('dialog', { name: /^Remettre à plus tard/ })
  await report.getByRole('button', { name: 'Remettre à plus tard' }).click()
  await expect(report.getByRole('alert')).toContainText('2 réponses sont à revoir')
  await report.getByLabel(/^Jusqu’au/).fill('dans 5 jours')
  await report.getByLabel(/^Pourquoi/).fill('hospitalisation jusqu’à la fin de la semaine')
  expect(await fautesAxe(page)).toEqual([])
  await report.getByRole('button', { name: 'Remettre à plus tard' }).click()
  await expect(aFaire.getByText(/^Remis au .*hospitalisation/)).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  await aFaire.getByRole('button', { name: 'Ne plus remettre' }).click()
  await expect(aFaire.getByText(/^Remis au/)).toBeHidden()

  await acte('Confier à un collègue')
  const confier = page.getByRole('dialog', { name: /^Confier à un collègue/ })
  await confier.getByLabel('Collègue').click()
  await page.getByRole('option').first().click()
  await confier.getByRole('button', { name: 'Confier' }).click()
  await expect(aFaire.getByText(/^Confié à /)).toBeVisible()
  await aFaire.getByRole('button', { name: 'Reprendre' }).click()
  await expect(aFaire.getByText(/^Confié à /)).toBeHidden()

  await acte('Noter un contact')
  const contact = page.getByRole('dialog', { name: 'Noter un contact' })
  await contact.getByLabel(/^Comment/).click()
  await page.getByRole('option', { name: 'Au téléphone' }).click()
  await contact.getByLabel(/^À retenir/).fill('rappelle lundi matin')
  await contact.getByRole('button', { name: 'Noter ce contact' }).click()
  await expect(actes).toBeHidden()

  await page.getByRole('tab', { name: 'Rendez-vous' }).click()
  const onglet = page.getByRole('tabpanel', { name: 'Rendez-vous' })
  const convenu = page.getByRole('region', { name: 'Convenu' })
  for (const lieu of [onglet, convenu]) await expect(lieu).toContainText('rappelle lundi matin')
  expect(await fautesAxe(page)).toEqual([])
  await page.getByRole('button', { name: /^Annuler le contact du/ }).click()
  // A card with nothing left to show isn't there.
  for (const lieu of [onglet, convenu]) await expect(lieu.getByText('rappelle lundi matin')).toHaveCount(0)
  await expect(actes).toBeVisible()
})
