import { expect, type Page } from '@playwright/test'
import { connecter, test, titre } from './outils.ts'

// Two files of one person: a human decides, and can change their mind (E5).

/** What a file says, as its reader sees it, part by part. What is new since the last visit changes with each, and the story keeps all. */
async function photographie(page: Page, id: string): Promise<unknown> {
  const lire = async (partie: string) => (await page.request.get(`/api/personnes/${id}${partie}`)).json()
  const { depuis: _, maintenant: __, ...tete } = await lire('')
  return [tete, ...(await Promise.all(['/parcours', '/rendez-vous', '/contacts', '/droits'].map(lire)))]
}

test('Awa réunit deux dossiers, lit le dossier gardé, puis les sépare : chacun est comme avant', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto('/doublons')
  const paire = page.getByRole('region', { name: /^(M\.|Mme) / }).first()
  const nom = (await paire.getByRole('heading', { level: 2 }).textContent()) ?? ''
  const cotes = await paire.getByRole('link', { name: /^Dossier [AB]$/ }).all()
  const ids = await Promise.all(cotes.map(async c => (await c.getAttribute('href'))?.split('/').at(-1) ?? ''))
  expect(ids).toHaveLength(2)
  const avant = await Promise.all(ids.map(id => photographie(page, id)))

  const garder = paire.getByRole('button', { name: /^Même personne : garder/ })
  const garde = ids[(await garder.textContent())?.trim().endsWith('A') ? 0 : 1] ?? ''
  const absorbe = ids.find(id => id !== garde)
  await garder.click()
  const question = page.getByRole('dialog', { name: /^Réunir dans le dossier/ })
  await expect(question).toContainText('Rien n’est effacé, et la réunion peut se défaire.')
  await question.getByRole('button', { name: 'Réunir les dossiers' }).click()
  await expect(page.getByText('Les deux dossiers n’en font plus qu’un')).toBeVisible()

  await page.goto(`/personnes/${absorbe}`)
  await expect(page).toHaveURL(new RegExp(`/personnes/${garde}$`))
  await expect(titre(page, new RegExp(nom.split(' ').at(-1) ?? ''))).toBeVisible()
  await expect(page.getByRole('tabpanel', { name: 'Fil', exact: true })).toContainText(/réuni/i)

  await page.goto('/doublons?statut=fusionnees')
  const reunie = page.getByRole('region', { name: nom })
  await expect(reunie).toContainText('Réunis le 20 novembre par Awa DIALLO-TISSERAND')
  await reunie.getByRole('button', { name: 'Séparer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Séparer les dossiers' }).click()
  await expect(page.getByText('Les deux dossiers sont de nouveau séparés')).toBeVisible()
  expect(await Promise.all(ids.map(id => photographie(page, id)))).toEqual(avant)
  await page.goto('/doublons')
  await expect(page.getByRole('region', { name: nom })).toBeVisible()
})
