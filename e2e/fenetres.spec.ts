import { expect, type Locator, type Page } from '@playwright/test'
import { connecter, dossierDe, fautesAxe, test, titre } from './outils.ts'

// Where the focus goes when a window opens, and what a message leaves free.

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const fenetre = (page: Page): Locator => page.getByRole('dialog')

/** The window that opens gives its first field the focus, and nothing unfolds over what is to be read. */
async function premierChamp(page: Page, ouvrir: Locator, champ: string | RegExp): Promise<void> {
  await ouvrir.click()
  await expect(fenetre(page)).toBeVisible()
  const actif = fenetre(page).locator(':focus')
  await expect(actif).toHaveAccessibleName(champ)
  expect(await actif.evaluate(e => e.matches('input, select, textarea'))).toBe(true)
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(fenetre(page)).toBeHidden()
  await expect(ouvrir).toBeFocused()
}

test('une fenêtre à remplir s’ouvre sur son premier champ, et rend le focus', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'pelote')}`)
  await premierChamp(page, page.getByRole('button', { name: 'Rendez-vous', exact: true }), 'Avec qui')

  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres')
  await premierChamp(page, page.getByRole('button', { name: 'Changer : Délai de convocation' }), 'Nouvelle valeur')
  await page.goto('/parametres/acces')
  await premierChamp(page, page.getByRole('button', { name: 'Donner une clé' }), 'Logiciel')
  await page.goto('/parametres/structures')
  await page.getByRole('table').locator('[data-ligne]').first().click()
  await premierChamp(page, page.getByRole('button', { name: 'Ajouter une antenne' }), /^Nom/)
  await premierChamp(page, page.getByRole('button', { name: 'Ajouter une équipe' }), /^Nom/)
  await page.goto('/parametres/agents')
  await page.getByRole('searchbox', { name: 'Agent' }).fill('leblanc')
  await page.locator('[data-ligne]', { hasText: 'LEBLANC' }).click()
  await premierChamp(page, page.getByRole('button', { name: 'Donner un rôle' }), 'Rôle')
})

test('une fenêtre qui ne fait qu’informer s’ouvre sur son titre', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto('/aujourdhui')
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await page.keyboard.press('?')
  await expect(fenetre(page).getByRole('heading').locator(':focus')).toHaveText('Raccourcis du clavier')
  // The window may take the focus once more, on a slow machine: one more key, as somebody would.
  await expect(async () => {
    await page.keyboard.press('Tab')
    await expect(fenetre(page).getByRole('button', { name: 'Fermer' })).toBeFocused({ timeout: 500 })
  }).toPass()
})

/** The acts of the page that stand, even in part, under the message; each said by its words. */
function actesCouverts(): string[] {
  const message = document.querySelector('.mantine-Notification-root')
  if (!message) return ['aucun message']
  const boite = message.getBoundingClientRect()
  return [...document.querySelectorAll('a, button, input, select, textarea, [role="tab"]')]
    .filter(e => !message.contains(e) && e.checkVisibility({ visibilityProperty: true }))
    .filter(e => {
      const { left, right, top, bottom } = e.getBoundingClientRect()
      return right - left > 1 && left < boite.right && right > boite.left && top < boite.bottom && bottom > boite.top
    })
    .map(e => e.textContent || e.getAttribute('aria-label') || e.outerHTML.slice(0, 80))
}

test('le groupe de suivi : ce qui manque est dit, le focus suit, et le message ne cache aucun acte', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  await page.goto('/portefeuille')
  const groupe = page.getByRole('region', { name: 'Groupe de suivi' })
  const ouvrir = groupe.getByRole('button', { name: 'Ajouter un co-intervenant' })
  const ajouter = groupe.getByRole('button', { name: 'Ajouter', exact: true })

  const confie = groupe.getByRole('listitem').filter({ hasText: /Budget.*depuis/ })
  const retirer = async () => {
    await confie.getByRole('button', { name: 'Retirer' }).click()
    await fenetre(page).getByRole('button', { name: 'Retirer' }).click()
    await expect(fenetre(page)).toBeHidden()
  }
  const confier = async () => {
    await page.goto('/portefeuille')
    await page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').nth(8).click()
    await page.getByRole('tab', { name: 'Parcours' }).click()
    await ouvrir.click()
    const qui = groupe.getByRole('combobox', { name: 'Qui' }).or(groupe.getByRole('textbox', { name: 'Qui' }))
    await expect(qui).toBeFocused()
    await qui.press('ArrowDown')
    await page.getByRole('option').first().click()
    await ajouter.click()
    await expect(groupe.getByRole('link', { name: /Choisissez le champ/ })).toBeVisible()
    await page
      .getByRole('combobox', { name: 'Pour quel champ' })
      .or(page.getByRole('textbox', { name: 'Pour quel champ' }))
      .click()
    await page.getByRole('option', { name: 'Budget' }).click()
    await ajouter.click()
    await expect(page.locator('.mantine-Notification-root')).toBeVisible()
  }

  await test.step('rien de choisi : le manque est dit, le focus va au résumé', async () => {
    await page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').first().click()
    await page.getByRole('tab', { name: 'Parcours' }).click()
    await ouvrir.click()
    await ajouter.click()
    await expect(groupe.getByRole('link', { name: /Choisissez qui/ })).toBeVisible()
    await expect(groupe.locator(':focus')).toContainText('2 réponses sont à revoir')
    expect(await fautesAxe(page)).toEqual([])
    await groupe.getByRole('button', { name: 'Ne rien changer' }).click()
    await expect(ouvrir).toBeFocused()
  })

  await test.step('à 1280 px, le message tient au pied du rail', async () => {
    await confier()
    await expect(confie).toBeFocused()
    expect(await page.evaluate(actesCouverts)).toEqual([])
    await retirer()
  })

  await test.step('à 360 px, la page se termine au-dessus du message', async () => {
    await page.setViewportSize({ width: 360, height: 780 })
    await confier()
    await expect(confie).toBeFocused()
    const message = page.locator('.mantine-Notification-root')
    const haut = (await message.boundingBox())?.y ?? 0
    const focus = await page.locator(':focus').boundingBox()
    expect((focus?.y ?? 0) + (focus?.height ?? 0)).toBeLessThanOrEqual(haut)
    await message.hover()
    expect(await fautesAxe(page)).toEqual([])
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    expect(await page.evaluate(actesCouverts)).toEqual([])
  })
  await retirer()
})

test('une fenêtre ouverte depuis une ligne ne suit pas la ligne : ni au clic dedans, ni à la flèche', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  await page.goto('/rendez-vous?vue=semaine&agent=tous')
  await page
    .getByRole('button', { name: /^Autre issue/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Déplacer à une autre date' }).click()
  await expect(fenetre(page)).toBeVisible()
  const adresse = page.url()
  await fenetre(page).getByRole('heading').first().click()
  await page.keyboard.press('End')
  await expect(fenetre(page)).toBeVisible()
  expect(page.url()).toBe(adresse)
  // What is typed replaces the one chosen.
  const qui = fenetre(page)
    .getByRole('textbox', { name: 'Avec qui' })
    .or(fenetre(page).getByRole('combobox', { name: 'Avec qui' }))
  await qui.first().click()
  await page.keyboard.type('leblanc')
  await expect(page.getByRole('option', { name: /LEBLANC/ })).toBeVisible()
})

async function ficheDeMarc(page: Page): Promise<void> {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents')
  await page.getByRole('searchbox', { name: 'Agent' }).fill('leblanc')
  await page.locator('[data-ligne]', { hasText: 'LEBLANC' }).click()
}

test('ce qui retient un rôle ou un compte est dit d’avance, avec qui joindre, sans bouton qui serait refusé', async ({
  page,
}) => {
  await ficheDeMarc(page)
  for (const [ouvrir, acte] of [
    ['Retirer', 'Retirer le rôle'],
    ['Désactiver le compte', 'Désactiver le compte'],
  ] as const) {
    await page.getByRole('button', { name: ouvrir }).click()
    await expect(fenetre(page).getByText(/^\d+ personnes ont encore cet agent pour référent/)).toBeVisible()
    await expect(fenetre(page).getByRole('link').first()).toHaveAttribute('href', /^mailto:/)
    await expect(fenetre(page).getByRole('button', { name: acte })).toHaveCount(0)
    await fenetre(page).getByRole('button', { name: 'J’ai compris' }).click()
    await expect(fenetre(page)).toBeHidden()
    await expect(page.getByRole('button', { name: ouvrir })).toBeFocused()
  }
})

test('un acte refusé laisse le clavier dans sa fenêtre', async ({ page }) => {
  await ficheDeMarc(page)
  await page.getByRole('button', { name: 'Réinitialiser l’accès' }).click()
  await page.route('**/agents/*/lien', route =>
    route.fulfill({ status: 409, contentType: 'application/problem+json', json: { detail: 'Refus d’essai.' } }),
  )
  await fenetre(page).getByRole('button', { name: 'Réinitialiser l’accès' }).press('Enter')
  await expect(fenetre(page).getByText(/Refus d’essai/)).toBeVisible()
  await expect(fenetre(page).locator(':focus')).toHaveCount(1)
})
