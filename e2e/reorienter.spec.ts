import { expect, type Page } from '@playwright/test'
import { NOTE_RECUE } from '../src/demo/reorientations.ts'
import { connecter, dossierDe, fautesAxe, repondre, test, titre, verifierPdf } from './outils.ts'

// An orientation changes: why first, nothing chosen in advance, a note for who takes over, a letter to the person.

const NOTE = 'Entretien d’embauche jeudi : l’appeler la veille.'
const coche = (page: Page) => page.getByRole('radio', { checked: true })

for (const [largeur, hauteur] of [
  [1280, 900],
  [360, 780],
] as const)
  test(`réorienter : pourquoi d’abord, la note au nouveau référent, la lettre, à ${largeur} px`, async ({ page }) => {
    await page.setViewportSize({ width: largeur, height: hauteur })
    await connecter(page, 'awa.diallo')
    const personneId = await dossierDe(page, largeur === 1280 ? 'NAVETTE' : 'BOBINE')
    let marc = ''

    if (largeur === 1280)
      await test.step('elle ne la suit pas : elle dit d’abord pourquoi elle ouvre son dossier', async () => {
        await page.goto(`/personnes/${personneId}`)
        await page.getByRole('radio', { name: 'Je remplace un collègue' }).check()
        expect(await fautesAxe(page)).toEqual([])
        await page.getByRole('button', { name: 'Ouvrir le dossier' }).click()
        await expect(page.getByRole('heading', { level: 1, name: /NAVETTE/ })).toBeVisible()
      })

    await test.step('Awa dit pourquoi ; rien n’est choisi pour elle', async () => {
      await page.goto(`/personnes/${personneId}/orienter`)
      await expect(titre(page, /^Réorienter/)).toBeVisible()
      await expect(page.getByRole('group', { name: 'Pourquoi changer d’orientation ?' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Réorienter' })).toHaveCount(0)
      await expect(page.getByRole('group', { name: 'Dominante de l’accompagnement' })).toHaveCount(0)
      expect(await fautesAxe(page)).toEqual([])
      await repondre(page, 'Pourquoi changer d’orientation ?', 'La personne le demande')
      await expect(coche(page), 'la seule réponse donnée').toHaveCount(1)
      await repondre(page, 'Dominante de l’accompagnement', /^Équilibre/)
      await repondre(page, 'Structure', /^Maison des solidarités de la Trame/)
      await page.getByRole('button', { name: 'Réorienter' }).click()
      await expect(page.getByRole('group', { name: 'Référent unique' })).toContainText('Choisissez un référent')
    })

    await test.step('elle choisit Marc, lui laisse une note, et confirme', async () => {
      const marcEnVue = page.getByRole('group', { name: 'Référent unique' }).getByRole('radio', { name: /^Marc/ })
      if (await marcEnVue.count()) await marcEnVue.check({ force: true })
      else {
        await page.getByRole('combobox', { name: 'Un autre référent de cette structure' }).fill('Marc')
        await page.getByRole('option', { name: /^Marc/ }).click()
      }
      marc =
        (await page
          .getByRole('group', { name: 'Référent unique' })
          .getByRole('radio', { checked: true })
          .getAttribute('value')) ?? ''
      expect(marc).not.toBe('')
      await page.getByRole('textbox', { name: 'Note de relais' }).fill(NOTE)
      const motif = page.getByRole('textbox', { name: /^Pourquoi cette décision/ })
      if (await motif.isVisible()) await motif.fill('Vous voulez avancer autrement.')
      const plafond = page.getByRole('checkbox', { name: /malgré son plafond/ })
      if (await plafond.isVisible()) await plafond.check()
      await expect(page.getByRole('region', { name: 'Ce qui va se passer' })).toContainText(
        'votre note en tête du dossier',
      )
      expect(await fautesAxe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(largeur)
      await page.getByRole('button', { name: 'Réorienter' }).click()
      await expect(titre(page, /^Orientation décidée/)).toBeFocused()
      await verifierPdf(page, page.getByRole('link', { name: /Ouvrir la lettre/ }))
    })

    await test.step('Marc la trouve avant tout le reste, la marque lue ; elle reste au fil', async () => {
      await connecter(page, 'marc.leblanc')
      await page.goto(`/personnes/${personneId}`)
      const premiere = page.getByRole('region', { name: 'À faire' }).getByRole('listitem').first()
      await expect(premiere).toContainText(NOTE)
      await expect(page.getByText(NOTE)).toHaveCount(2)
      expect(await fautesAxe(page)).toEqual([])
      await premiere.getByRole('button', { name: 'Marquer comme lue' }).click()
      // Its button went with the note: the keyboard stands on the title.
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
      await expect(premiere).not.toContainText(NOTE)
      await expect(page.getByRole('tabpanel', { name: 'Fil' }).getByText(NOTE)).toBeVisible()
    })
  })

test('Marc apprend dès le matin qu’une note l’attend', async ({ page }) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/aujourdhui')
  await expect(page.getByText('Lire la note de relais').first()).toBeVisible()
  await page.goto('/avis')
  const avis = page.getByRole('link', { name: /Vous prenez le relais/ })
  await expect(avis.filter({ hasText: NOTE_RECUE })).toBeVisible()
})
