import { expect } from '@playwright/test'
import { connecter, test, titre } from './outils.ts'

// Addresses that name nothing: every page whose address holds an id says so, and where to look instead.

const INCONNU = '01999999-0000-7000-8000-000000000999'
const PAGES = [
  ['awa.diallo', '/personnes/*', 'Chercher une personne'],
  ['awa.diallo', '/personnes/*/diagnostic', 'Chercher une personne'],
  ['awa.diallo', '/personnes/*/orienter', 'Chercher une personne'],
  ['awa.diallo', '/pilotage/*/personnes', 'Voir le pilotage'],
  ['lea.organdi', '/mes-co-interventions/*', 'Voir mes suivis'],
  ['rita.lisiere', '/imports/*', 'Voir les imports'],
  ['rita.lisiere', '/imports/*/colonnes', 'Voir les imports'],
] as const

for (const [compte, page_, lien] of PAGES)
  test(`${page_} : ce qui n’existe pas est introuvable, et se cherche`, async ({ page }) => {
    await connecter(page, compte)
    for (const id of ['pas-un-id', INCONNU]) {
      await page.goto(page_.replace('*', id))
      const alerte = page.getByRole('alert')
      await expect(alerte).toContainText('Introuvable')
      await expect(alerte.getByRole('link', { name: lien })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Réessayer' })).toHaveCount(0)
    }
  })

test('un agent, une structure inconnus : la page ramène à leur liste', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents/pas-un-id')
  await page.getByRole('link', { name: 'Chercher un agent' }).click()
  await expect(titre(page, 'Agents')).toBeVisible()
  await page.goto('/parametres/structures/pas-une-structure')
  await page.getByRole('link', { name: 'Chercher une structure' }).click()
  await expect(titre(page, 'Structures')).toBeVisible()
})

test('une adresse sans page ne propose de chercher une personne qu’à qui en cherche', async ({ page }) => {
  for (const [compte, phrase] of [
    ['awa.diallo', 'Ctrl K cherche une personne ou une page.'],
    ['paul.navette', 'Ctrl K cherche une page.'],
  ] as const) {
    await connecter(page, compte)
    await page.goto('/nulle-part')
    await expect(titre(page, 'Page introuvable')).toBeVisible()
    await expect(page.getByText(phrase)).toBeVisible()
  }
})
