import { expect } from '@playwright/test'
import { connecter, fautesAxe, test, titre } from './outils.ts'

// What the DPO does: sees who read whom, what is out of the ordinary, and answers to a person.

test('le délégué part de ce qui sort de l’ordinaire, lit le journal, et répond à une personne', async ({ page }) => {
  await connecter(page, 'dora.bobine')
  await page.goto('/audit')
  await expect(titre(page, 'Lectures')).toBeVisible()

  const naissance = await test.step('un jour où un agent a lu bien plus que d’habitude', async () => {
    await page.getByRole('link', { name: 'Volumes' }).click()
    await expect(titre(page, 'Volumes hors de l’ordinaire')).toBeVisible()
    const lignes = page.getByRole('table', { name: 'Lectures hors de l’ordinaire' }).getByRole('row')
    await lignes.filter({ hasText: 'Beaucoup de personnes' }).first().getByRole('link').click()
    await expect(titre(page, 'Lectures')).toBeVisible()
    await expect(page).toHaveURL(/agent=.*du=.*au=/)
    const lectures = page.getByRole('table', { name: 'Lectures' })
    await expect(lectures.getByRole('row')).toHaveCount(26)
    await page.getByRole('button', { name: /^Afficher la suite/ }).click()
    await expect(lectures.getByRole('row')).not.toHaveCount(26)
    await lectures.getByRole('cell').getByRole('link').first().click()
    const choisie = page.getByRole('note', { name: /^Lectures du dossier de/ })
    await expect(choisie).toContainText('Votre consultation est gardée au journal.')
    const { personne } = await (
      await page.request.get('/api/audit/lectures', {
        params: { personne: new URL(page.url()).searchParams.get('personne') ?? '' },
      })
    ).json()
    return personne as { nom: string; dateNaissance: string }
  })

  await test.step('la personne demande qui a lu son dossier', async () => {
    await page.getByRole('link', { name: 'Répondre à une personne' }).click()
    await page.getByRole('textbox', { name: 'Nom de famille' }).fill(naissance.nom.toLowerCase())
    await page.getByRole('button', { name: 'Chercher', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('Écrivez la date de naissance')
    await page
      .getByRole('textbox', { name: 'Date de naissance' })
      .fill(naissance.dateNaissance.split('-').reverse().join('/'))
    await page.getByRole('button', { name: 'Chercher', exact: true }).click()
    await page.getByRole('link', { name: 'Qui a lu son dossier' }).first().click()
    await expect(titre(page, 'Qui a lu mon dossier')).toBeFocused()
    await expect(page.getByRole('article')).toContainText('délégué à la protection des données')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('button', { name: 'Imprimer' })).toBeHidden()
    await expect(page.getByRole('article')).toBeVisible()
    await page.emulateMedia({ media: 'screen' })
  })

  await test.step('le journal s’exporte pour une raison dite, et la sortie se voit', async () => {
    await page.goto('/audit')
    await page.getByRole('button', { name: 'Exporter' }).click()
    const fenetre = page.getByRole('dialog', { name: 'Exporter' })
    // Without a reason nothing leaves, and the window says what lacks.
    await fenetre.getByRole('button', { name: 'Exporter' }).click()
    await expect(fenetre.getByRole('alert')).toContainText('Choisissez la raison de l’export.')
    expect(await fautesAxe(page)).toEqual([])
    await fenetre.getByRole('combobox', { name: 'Raison' }).click()
    await page.getByRole('option', { name: 'Contrôle interne' }).click()
    await fenetre.getByRole('radio', { name: /CSV/ }).check()
    const [fichier] = await Promise.all([
      page.waitForEvent('download'),
      fenetre.getByRole('button', { name: 'Exporter' }).click(),
    ])
    expect(fichier.suggestedFilename()).toMatch(/^lectures_.*_export-.*\.csv$/)
    await expect(fenetre).toBeHidden()
    await page.getByRole('link', { name: 'Ce qui est sorti' }).click()
    await expect(page.getByRole('table', { name: 'Ce qui est sorti' })).toContainText(
      /Export\s: Journal des lectures \(n°\s\d+-\d+\)/,
    )
  })

  await page.goto('/personnes')
  await expect(titre(page, 'Lectures')).toBeHidden()
})
