import { expect, type Locator, type Page } from '@playwright/test'
import { connecter, fautesAxe, test, titre } from './outils.ts'

// Handing persons over from the portfolio of a team, and coming back to where one was in it.

const fenetre = (page: Page): Locator => page.getByRole('dialog', { name: /^Changer de référent/ })
const liste = (page: Page): Locator => page.getByRole('table', { name: 'Personnes suivies' })
const barre = (page: Page): Locator => page.getByRole('region', { name: 'Sélection' })

async function choisir(page: Page, combien: number): Promise<string[]> {
  await connecter(page, 'ines.fileuse')
  await page.goto('/portefeuille')
  const lignes = liste(page).locator('tbody tr')
  await expect(lignes.nth(combien - 1)).toBeVisible()
  const noms: string[] = []
  for (let n = 0; n < combien; n++) {
    // By the keyboard: the bar of the selection may stand over a row.
    await lignes.nth(n).getByRole('checkbox').press('Space')
    // The link of a row holds the name, then what must be known, and the commune in a line of its own.
    const nom = await lignes
      .nth(n)
      .locator('[data-ligne]')
      .evaluate(e => {
        const copie = e.cloneNode(true) as HTMLElement
        for (const a of copie.querySelectorAll('span')) a.remove()
        return copie.textContent ?? ''
      })
    noms.push(nom.trim())
  }
  await barre(page).getByRole('button', { name: 'Changer de référent' }).click()
  await expect(fenetre(page)).toBeVisible()
  return noms
}

test('plusieurs personnes confiées : la fenêtre les nomme, chacune a sa note', async ({ page }) => {
  const noms = await choisir(page, 7)
  const dites = fenetre(page).getByRole('list', { name: 'Personnes confiées' }).getByRole('listitem')
  // What must be known of each follows the name.
  const debuts = noms.map(nom => new RegExp(`^${nom}`))
  await expect(dites).toHaveText(debuts.slice(0, 5))
  await fenetre(page)
    .getByRole('button', { name: /^et 2\sautres$/ })
    .click()
  await expect(dites).toHaveText(debuts)
  for (const nom of noms) await expect(fenetre(page).getByRole('textbox', { name: nom, exact: true })).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  await fenetre(page).getByRole('checkbox', { name: 'La même note pour toutes' }).check()
  await expect(fenetre(page).getByRole('textbox')).toHaveCount(1)
  await expect(fenetre(page).getByRole('textbox', { name: 'Note pour toutes' })).toBeVisible()
})

test('la note écrite pour une personne ne va que dans son dossier', async ({ page }) => {
  const [premiere = '', seconde = ''] = await choisir(page, 2)
  await fenetre(page).getByRole('textbox', { name: premiere, exact: true }).fill('Rappeler mardi : essai de note.')
  const envois: { relais: string | null }[] = []
  await page.route('**/api/personnes/*/referents', route => {
    envois.push(route.request().postDataJSON())
    return route.continue()
  })
  await fenetre(page).getByRole('group', { name: 'Nouveau référent unique' }).locator('label').last().click()
  const confirmer = fenetre(page).getByRole('checkbox', { name: /dépassera son plafond/ })
  if (await confirmer.isVisible()) await confirmer.check()
  await fenetre(page).getByRole('button', { name: 'Changer de référent' }).click()
  await expect(page.getByText(/personnes? confiées? à/)).toBeVisible()
  expect(seconde).not.toBe('')
  expect(envois.map(e => e.relais)).toEqual(['Rappeler mardi : essai de note.', null].slice(0, envois.length))
  await expect(barre(page), 'confiées, elles ne sont plus choisies').toBeHidden()
})

test('l’une confiée, l’autre refusée : il ne reste que l’autre, qu’un autre référent peut prendre', async ({
  page,
}) => {
  const [, refusee = ''] = await choisir(page, 2)
  const envois: { id: string; referentId: string; personne: string }[] = []
  await page.route('**/api/personnes/*/referents', route => {
    const personne = new URL(route.request().url()).pathname
    const { id, referentId } = route.request().postDataJSON()
    envois.push({ id, referentId, personne })
    if (envois.length !== 2) return route.continue()
    const message = 'Ce référent suit déjà autant de personnes que son plafond le permet : choisissez-en un autre.'
    return route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: message, status: 409, code: 'plafond-atteint', detail: message },
    })
  })
  // Who isn't chosen yet: their order follows their load, which the first hand-over changes.
  const confier = async () => {
    const cartes = fenetre(page).getByRole('group', { name: 'Nouveau référent unique' }).locator('label')
    await cartes
      .filter({ hasNot: page.getByRole('radio', { checked: true }) })
      .last()
      .click()
    const confirmer = fenetre(page).getByRole('checkbox', { name: /dépassera son plafond/ })
    if (await confirmer.isVisible()) await confirmer.check()
    await fenetre(page).getByRole('button', { name: 'Changer de référent' }).click()
  }
  await confier()
  await expect(fenetre(page).getByRole('alert')).toBeVisible()
  const fait = fenetre(page).getByRole('status').filter({ hasText: 'confiée' })
  await expect(fait).toContainText(/^1\spersonne est confiée à .*Il reste à confier/)
  const restent = fenetre(page).getByRole('list', { name: 'Personnes confiées' }).getByRole('listitem')
  await expect(restent).toHaveText([refusee])
  await confier()
  await expect(page.getByText(/^1\spersonne confiée à/)).toBeVisible()
  await expect(fenetre(page)).toBeHidden()
  const [premier, refuse, ensuite, ...autres] = envois
  expect(autres).toEqual([])
  expect(ensuite?.personne).toBe(refuse?.personne)
  expect(new Set(envois.map(e => e.id)).size, 'un identifiant pour chaque passage de relais').toBe(3)
  expect(ensuite?.referentId).not.toBe(premier?.referentId)
})

test('fermer la fenêtre garde la sélection et rend le focus à son bouton', async ({ page }) => {
  await choisir(page, 3)
  await page.keyboard.press('Escape')
  await expect(fenetre(page)).toBeHidden()
  await expect(barre(page)).toContainText(/3\spersonnes choisies/)
  await expect(barre(page).getByRole('button', { name: 'Changer de référent' })).toBeFocused()
})

test('celui qui suit déjà la personne n’est pas proposé', async ({ page }) => {
  await connecter(page, 'ines.fileuse')
  await page.goto('/portefeuille')
  const ligne = liste(page).locator('tbody tr').first()
  const actuel = (await ligne.locator('td').last().locator('div').textContent()) ?? ''
  expect(actuel).not.toBe('')
  await ligne.getByRole('checkbox').check({ force: true })
  await barre(page).getByRole('button', { name: 'Changer de référent' }).click()
  await expect(fenetre(page).getByRole('radio').first()).toBeAttached()
  await expect(fenetre(page).getByRole('radio', { name: actuel })).toHaveCount(0)
})

for (const [largeur, hauteur] of [
  [360, 780],
  [1280, 600],
] as const) {
  test(`refusé, le changement de référent montre le refus et le bouton, à ${largeur} px`, async ({ page }) => {
    await page.setViewportSize({ width: largeur, height: hauteur })
    await choisir(page, 3)
    const message = 'Ce référent suit déjà autant de personnes que son plafond le permet : choisissez-en un autre.'
    await page.route('**/api/personnes/*/referents', route =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: message, status: 409, code: 'plafond-atteint', detail: message },
      }),
    )
    await fenetre(page).getByRole('group', { name: 'Nouveau référent unique' }).locator('label').last().click()
    const confirmer = fenetre(page).getByRole('checkbox', { name: /dépassera son plafond/ })
    if (await confirmer.isVisible()) await confirmer.check()
    const bouton = fenetre(page).getByRole('button', { name: 'Changer de référent' })
    await bouton.press('Enter')
    await expect(fenetre(page).getByRole('alert')).toBeInViewport({ ratio: 1 })
    await expect(bouton).toBeInViewport({ ratio: 1 })
    await expect(fenetre(page).locator(':focus').getByRole('alert')).toBeVisible()
  })
}

test('la page du portefeuille est dans l’adresse : revenir d’un dossier la retrouve, un filtre repart de la première', async ({
  page,
}) => {
  await connecter(page, 'ines.fileuse')
  await page.goto('/portefeuille')
  const premier = liste(page).locator('[data-ligne]').first()
  const avant = (await premier.textContent()) ?? ''
  await page.getByRole('button', { name: 'Page 2', exact: true }).click()
  await expect(page).toHaveURL(/page=2/)
  await expect(premier, 'les lignes de la page 2 sont là').not.toHaveText(avant)
  const nom = (await premier.textContent()) ?? ''
  await premier.click()
  await expect(titre(page, / · \d+ ans/)).toBeVisible()
  await page.goBack()
  await expect(premier).toHaveText(nom)
  await expect(page.getByRole('button', { name: 'Page 2', exact: true })).toHaveAttribute('aria-current', 'page')
  await page
    .getByRole('search', { name: 'Filtres' })
    .getByRole('button', { name: /^Suivi en cours/ })
    .click()
  await expect(page).not.toHaveURL(/page=/)
})

test('une page que la liste n’a plus, ou qui n’en est pas une, ramène à la première : rien n’y est dit fini qui ne l’est pas', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  for (const cherchee of ['2', '99', '-1', 'x']) {
    await page.goto(`/doublons?page=${cherchee}`)
    await expect(page.getByText('Comparaison des deux dossiers').first()).toBeVisible()
    await expect(page.getByText('Aucun double à décider')).toHaveCount(0)
  }
})

/** In the portfolio of the team, who has an appointment today that isn't to be told by a message. */
async function attendue(page: Page): Promise<{ nom: string; personneId: string }> {
  for (let n = 1; n < 20; n++) {
    const { lignes } = (await (await page.request.get(`/api/portefeuille?page=${n}`)).json()) as {
      lignes: { personneId: string; nom: string; prenom: string }[]
    }
    for (const { personneId, nom } of lignes) {
      const lus = await (await page.request.get(`/api/personnes/${personneId}/rendez-vous/a-relever`)).json()
      const [un] = lus as { debut: string; appel: { sansMessage: boolean } | null }[]
      if (un?.appel?.sansMessage && un.debut < '2026-11-21') {
        await page.goto(`/portefeuille?page=${n}`)
        return { nom, personneId }
      }
    }
    if (lignes.length === 0) break
  }
  throw new Error('nobody of the demo has such an appointment')
}

test('un rendez-vous trop proche : la fenêtre le dit avant de le laisser, donne le numéro avec sa précaution, compte les lettres, ne redemande rien', async ({
  page,
}) => {
  await connecter(page, 'ines.fileuse')
  const { nom, personneId } = await attendue(page)
  await liste(page).locator('tbody tr').filter({ hasText: nom }).first().getByRole('checkbox').press('Space')
  await barre(page).getByRole('button', { name: 'Changer de référent' }).click()
  const cartes = fenetre(page).getByRole('group', { name: 'Nouveau référent unique' }).locator('label')
  await cartes.filter({ hasText: 'Équipe Lisière' }).first().click()
  const choix = fenetre(page).getByRole('combobox', { name: /avec/ })
  await expect(fenetre(page).getByText(/est trop proche pour une lettre.*décidez-le maintenant/)).toBeVisible()
  await choix.selectOption('passer')
  await expect(fenetre(page).getByText(/au 06[\s\d]+\. Ne laissez pas de message\. Appelez avant/)).toBeVisible()
  await expect(fenetre(page).getByText(/décidez-le maintenant/)).toBeHidden()
  expect(await fautesAxe(page)).toEqual([])
  const redemandes: string[] = []
  await page.route('**/api/personnes/*/referents', route => {
    const { id, referentId } = route.request().postDataJSON()
    page.on('request', r => void (r.url().includes(personneId) && redemandes.push(r.url())))
    return route.fulfill({ json: { id, referentId, courrierId: id, lettres: 2, ouvert: false } })
  })
  const confirmer = fenetre(page).getByRole('checkbox', { name: /dépassera son plafond/ })
  if (await confirmer.isVisible()) await confirmer.check()
  await fenetre(page).getByRole('button', { name: 'Changer de référent' }).click()
  await expect(page.getByText(/a les 2 lettres à poster ou à remettre/)).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(redemandes, 'rien n’est redemandé d’un dossier perdu').toEqual([])
})
