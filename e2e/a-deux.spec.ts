import { expect } from '@playwright/test'
import { connecter, debordement, fautesAxe, figerLeTemps, repondre, test, titre } from './outils.ts'

// Two pages open on the same person: the second to decide is told who decided, sees it, and loses nothing of what she chose.

test('deux orientent la même personne : la seconde lit qui l’a fait, et reprend', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  const { listes } = await (await page.request.get('/api/aujourdhui?etat=a-orienter')).json()
  const { personneId } = listes[0].lignes.at(-1)
  const autre = await page.context().newPage()
  await figerLeTemps(autre)

  for (const ici of [page, autre]) {
    await ici.goto(`/personnes/${personneId}/orienter`)
    await expect(titre(ici, /^Orienter/)).toBeVisible()
    await ici
      .getByRole('group', { name: 'Dominante de l’accompagnement' })
      .getByText('Emploi', { exact: false })
      .first()
      .click()
    await ici.getByRole('group', { name: 'Structure' }).getByRole('radio').first().check({ force: true })
    await ici.getByRole('group', { name: 'Référent unique' }).getByRole('radio').first().check({ force: true })
    const motif = ici.getByRole('textbox', { name: /^Pourquoi cette décision/ })
    if (await motif.isVisible()) await motif.fill('Vous avez un projet de travail.')
  }
  await page.getByRole('button', { name: 'Confirmer l’orientation' }).click()
  await expect(titre(page, /^Orientation décidée/)).toBeFocused()

  await autre.getByRole('button', { name: 'Confirmer l’orientation' }).click()
  const dit = autre.getByRole('alert').filter({ hasText: 'a orienté la personne vers' })
  await expect(dit).toContainText(/Awa DIALLO-TISSERAND a orienté la personne vers «\s.+\s», aujourd’hui à\s/)
  await expect(dit).toContainText('ce que vous avez saisi est resté')
  await expect(titre(autre, /^Réorienter/)).toBeVisible()
  await expect(autre.getByText('Une orientation est en cours')).toBeVisible()
  await expect(autre.getByRole('group', { name: 'Structure' }).getByRole('radio', { checked: true })).toHaveCount(1)
  expect(await fautesAxe(autre)).toEqual([])
  for (const [width, height] of [
    [1280, 900],
    [360, 780],
  ] as const) {
    await autre.setViewportSize({ width, height })
    expect(await debordement(autre)).toBeLessThanOrEqual(0)
    await autre.screenshot({ path: `captures/a-deux-${width}.png`, fullPage: true })
  }
  // It is still hers to decide: she says why, and it is done with what she had chosen.
  await repondre(autre, 'Pourquoi changer d’orientation ?', 'La personne le demande')
  await autre.getByRole('button', { name: 'Réorienter' }).click()
  await expect(titre(autre, /^Orientation décidée/)).toBeFocused()
  await autre.close()
})
