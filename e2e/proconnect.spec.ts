import { expect, type Page } from '@playwright/test'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { debordement, fautesAxe, sortir, test, titre } from './outils.ts'

// In by ProConnect: given up, unknown, confirmed the first time, then by itself; unbound at the end.
const COMPTE = 'lea.organdi@example.org'

async function allerA(page: Page, adresse: string | null, par = 'S’identifier avec ProConnect') {
  if (par.startsWith('S’identifier')) await page.goto('/connexion')
  await page.getByRole('button', { name: par }).click()
  if (adresse !== null) await page.getByLabel('Votre adresse').fill(adresse)
  await page.getByRole('button', { name: adresse === null ? 'Annuler' : 'Continuer' }).click()
}

for (const width of [1280, 360])
  test(`par ProConnect : renoncer, se tromper de compte, confirmer une fois, entrer, délier, à ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 })
    await allerA(page, null)
    await expect(page.getByRole('alert')).toContainText('ProConnect')
    expect(await fautesAxe(page)).toEqual([])
    await page.getByRole('link', { name: 'Revenir à la connexion' }).click()
    await expect(page.getByRole('textbox', { name: 'Mot de passe' })).toBeVisible()

    await allerA(page, 'personne.inconnue@example.org')
    await expect(page.getByRole('alert')).toBeVisible()
    expect(await debordement(page)).toBe(0)
    expect(await fautesAxe(page)).toEqual([])

    // The provider knows this browser: asked again all the same.
    await allerA(page, COMPTE, 'Prendre un autre compte ProConnect')
    await expect(page.getByRole('heading', { name: 'Est-ce bien votre compte ?' })).toBeVisible()
    expect(await debordement(page)).toBe(0)
    expect(await fautesAxe(page)).toEqual([])
    await page.getByLabel('Mot de passe de Filrouge').fill('ce n’est pas celui-là')
    await page.getByRole('button', { name: 'Lier et se connecter' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await page.getByLabel('Mot de passe de Filrouge').fill(MOT_DE_PASSE_DEMO)
    await page.getByRole('button', { name: 'Lier et se connecter' }).click()
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()

    // Out of both: the provider asks again who is there.
    await sortir(page)
    await expect(page.getByRole('button', { name: 'S’identifier avec ProConnect' })).toBeVisible()
    await allerA(page, COMPTE)
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await page.goto('/mon-compte')
    await page.getByRole('button', { name: 'Délier' }).click()
    const fenetre = page.getByRole('dialog', { name: 'Délier mon compte ProConnect' })
    await fenetre.getByLabel('Votre mot de passe, ou un code').fill(MOT_DE_PASSE_DEMO)
    await fenetre.getByRole('button', { name: 'Délier' }).click()
    await expect(page.getByText('Votre compte ProConnect ouvre celui-ci')).toHaveCount(0)
    await sortir(page)
    await page.context().clearCookies({ domain: 'localhost' })
    await allerA(page, COMPTE)
    await expect(page.getByRole('heading', { name: 'Est-ce bien votre compte ?' })).toBeVisible()
  })

test('sur un poste partagé, ou après une session finie, ProConnect redemande qui est là', async ({ page }) => {
  const demandes: unknown[] = []
  page.on('request', r => void (r.url().endsWith('/api/connexion/proconnect') && demandes.push(r.postDataJSON())))
  await allerA(page, 'personne.inconnue@example.org')
  await expect(page.getByRole('alert')).toBeVisible()
  // Known there: nothing is asked, and the refusal is the same.
  await page.goto('/connexion')
  await page.getByRole('button', { name: 'S’identifier avec ProConnect' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.goto('/connexion')
  await page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' }).check()
  await page.getByRole('button', { name: 'S’identifier avec ProConnect' }).click()
  await expect(page.getByLabel('Votre adresse')).toBeVisible()
  await page.goto('/connexion')
  await page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' }).uncheck()
  // A session that was open here has ended.
  await page.context().addCookies([{ name: 'filrouge_session', value: 'fermee', url: page.url() }])
  await page.goto('/connexion')
  await expect(page.getByText('Votre session s’est fermée')).toBeVisible()
  await page.getByRole('button', { name: 'S’identifier avec ProConnect' }).click()
  await expect(page.getByLabel('Votre adresse')).toBeVisible()
  expect(demandes).toEqual([false, false, true, true].map(redemander => ({ redemander })))
})
