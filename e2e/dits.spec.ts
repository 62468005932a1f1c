import { expect } from '@playwright/test'
import { NOMS_GENRES } from '../src/import/import.ts'
import { connecter, dossierDe, fautesAxe, test } from './outils.ts'

// What the funds and France Travail tell of a person, read where each belongs.

for (const [largeur, hauteur] of [
  [1280, 900],
  [360, 780],
] as const)
  test(`à ${largeur} px, la sanction, l’argent du foyer et France Travail se lisent chacun à sa place`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: largeur, height: hauteur })
    await connecter(page, 'awa.diallo')
    await page.goto(`/personnes/${await dossierDe(page, 'tramail')}`)
    const reperes = page.getByRole('region', { name: 'Repères' })
    await expect(reperes).toContainText(/Sanction partielle\s: 50\s% du RSA, depuis le 11\snovembre/)
    await expect(reperes).toContainText(/commence le 30\snovembre/)
    await page.getByRole('tab', { name: 'Droits' }).click()
    const sanctions = page.getByRole('list', { name: 'Sanctions' }).getByRole('listitem')
    await expect(sanctions).toHaveCount(2)
    await expect(sanctions.nth(1)).toContainText(/levée le 31\saoût/)
    await expect(page.getByRole('region', { name: 'À rembourser par le foyer' })).toContainText(/Reste 348\s€/)
    await expect(page.getByRole('region', { name: 'Versé au foyer, mois par mois' })).toContainText(
      /Trop-perçu constaté.*612/,
    )
    expect(await fautesAxe(page)).toEqual([])
    await page.getByRole('tab', { name: 'Parcours' }).click()
    await expect(page.getByRole('region', { name: 'À France Travail' })).toContainText(/PPAE\s*signé/)
    const actions = page.getByRole('region', { name: 'Actions de France Travail' }).getByRole('listitem')
    await expect(actions).toHaveCount(2)
    await expect(actions.nth(1)).toContainText('réalisée')
    expect(await fautesAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(largeur)
  })

test('la démonstration a reçu, et appliqué, un fichier de chaque sorte que Filrouge lit', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  for (const genre of NOMS_GENRES) {
    const { imports } = await (await page.request.get(`/api/imports?genre=${genre}&statut=applique`)).json()
    expect([genre, imports.length > 0]).toEqual([genre, true])
  }
})
