import { expect } from '@playwright/test'
import { connecter, fautesAxe, figerLeTemps, test } from './outils.ts'

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
  await expect(aFaire.getByText(/^Remis à plus tard, jusqu’au .*hospitalisation/)).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  await aFaire.getByRole('button', { name: 'Ne plus remettre' }).click()
  await expect(aFaire.getByText(/^Remis à plus tard/)).toBeHidden()

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

test('ce que Marc confie à Awa est dans sa journée ; elle le rend, et Marc le retrouve dans la sienne', async ({
  browser,
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/aujourdhui')
  const enRetard = page.getByRole('table', { name: 'En retard' })
  const nom = (await enRetard.locator('a[data-ligne]').first().textContent())?.trim() ?? ''
  await enRetard
    .getByRole('button', { name: /^Autres actes/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Confier à un collègue' }).click()
  // The window says whose it is: the list has many rows alike.
  const confier = page.getByRole('dialog', { name: nom })
  await confier.getByLabel('Collègue').click()
  await page.getByRole('option', { name: 'Awa DIALLO-TISSERAND' }).click()
  await confier.getByRole('button', { name: 'Confier' }).click()
  const confiees = page.getByRole('table', { name: 'Confiées à un collègue' })
  await expect(confiees.getByRole('row', { name: nom })).toContainText('confié à Awa DIALLO-TISSERAND')
  expect(await fautesAxe(page)).toEqual([])

  const contexte = await browser.newContext()
  const awa = await contexte.newPage()
  await figerLeTemps(awa)
  await connecter(awa, 'awa.diallo')
  await awa.goto('/aujourdhui')
  const recue = awa.getByRole('table', { name: 'Confiées par un collègue' }).getByRole('row', { name: nom })
  await expect(recue).toContainText('confié par Marc LEBLANC-ROUET')
  expect(await fautesAxe(awa)).toEqual([])
  await recue.getByRole('button', { name: /^Autres actes/ }).click()
  await awa.getByRole('menuitem', { name: 'Rendre' }).click()
  await expect(recue).toBeHidden()
  await contexte.close()

  await page.reload()
  await expect(enRetard.getByRole('row', { name: nom }).first()).toBeVisible()
  await page.goto('/avis')
  await expect(page.getByRole('link', { name: nom }).filter({ hasText: 'De nouveau à faire par vous' })).toBeVisible()
})
