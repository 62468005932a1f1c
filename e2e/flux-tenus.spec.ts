import { expect, type Locator, type Page } from '@playwright/test'
import { afflux, type Fichier, septembre } from './fichiers.ts'
import { confirmerFluxTenu, connecter, test, titre } from './outils.ts'

// A flow that changes far too much waits, says why, and is applied only once somebody who may says that it is checked: whichever way.

const etat = (page: Page): Locator => page.getByRole('region', { name: 'Où en est cet import' })

async function deposer(page: Page, fichier: Fichier): Promise<Locator> {
  await page.goto('/imports')
  await expect(titre(page, 'Imports')).toBeVisible()
  const attente = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choisir un fichier' }).click()
  await (await attente).setFiles(fichier)
  return page.getByRole('article', { name: fichier.name })
}

/** Held: why, no way to apply it but by confirming. */
async function attendConfirmation(ici: Locator, pourquoi: RegExp): Promise<void> {
  await expect(ici).toContainText(pourquoi, { timeout: 30_000 })
  await expect(ici.getByRole('button', { name: 'Confirmer et appliquer' })).toBeVisible()
  await expect(ici.getByRole('button', { name: 'Appliquer', exact: true })).toHaveCount(0)
}

test('Rita simule d’abord un flux hors de mesure : il dit pourquoi il attend, partout, jusqu’à ce qu’elle le confirme', async ({
  page,
}) => {
  test.slow()
  await connecter(page, 'rita.lisiere')
  const premier = await deposer(page, septembre('997'))
  await premier.getByRole('button', { name: 'Appliquer' }).click()
  await attendConfirmation(premier, /Ce flux est le premier de MSA 997/)
  await confirmerFluxTenu(premier, /Ce flux est le premier de MSA 997/)
  await expect(premier.getByRole('status')).toHaveText('Appliqué', { timeout: 30_000 })

  const fichier = afflux('997')
  const trop = /34\spersonnes entreraient, pour 6\sdroits ouverts/
  const carte = await deposer(page, fichier)
  await carte.getByRole('button', { name: 'Simuler d’abord' }).click()
  await expect(carte.getByRole('status')).toHaveText('Simulé, à confirmer', { timeout: 30_000 })
  await attendConfirmation(carte, trop)
  await carte.getByRole('link', { name: 'Voir le détail' }).click()
  await attendConfirmation(etat(page), trop)
  await expect(etat(page)).toContainText(/D’après la simulation, l’application donnerait\s: 34\sfoyers\scréés/)
  await expect(page.getByRole('region', { name: 'Ce que donnerait ce fichier' })).toBeVisible()
  await etat(page).getByRole('button', { name: 'Simuler de nouveau' }).click()
  await expect(etat(page)).toContainText('Simulé, à confirmer', { timeout: 30_000 })
  await attendConfirmation(etat(page), trop)

  const ligne = page.getByRole('row', { name: new RegExp(fichier.name) })
  await expect(async () => {
    await page.goto('/imports?statut=a-verifier')
    await expect(ligne).toContainText(trop, { timeout: 5000 })
  }).toPass({ timeout: 60_000 })
  await expect(ligne.getByRole('button')).toHaveCount(0)
  await ligne.getByRole('link', { name: `Voir et confirmer : ${fichier.name}` }).click()
  await confirmerFluxTenu(etat(page), trop)
  await expect(etat(page)).toContainText(/Appliqué le 20\snovembre à/, { timeout: 30_000 })
})
