import { expect, type Locator, type Page } from '@playwright/test'
import { connecter, fautesAxe, tabulerJusqua, test, titre } from './outils.ts'

// The morning of each role: where it lands, what it is told to do, and that each count is what its list holds.

/** Lands where the role begins; nothing is left loading. */
async function matin(page: Page, compte: string): Promise<void> {
  await connecter(page, compte)
  await page.goto('/')
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await expect(page.getByText('Chargement…')).toHaveCount(0)
}
const liste = (page: Page, nom: string | RegExp): Locator => page.getByRole('region', { name: nom })
/** « En retard (55) »: 55. */
async function compteDe(region: Locator): Promise<number> {
  const [, n = ''] = /\(([\d\s]+)\)/u.exec((await region.getByRole('heading').first().textContent()) ?? '') ?? []
  return Number(n.replaceAll(/\s/gu, ''))
}
/** Unfolds a list, and holds its count against its rows. */
async function tenirLeCompte(region: Locator): Promise<number> {
  const suite = region.getByRole('button', { name: /^Afficher la suite/ })
  if (await suite.count()) await suite.click()
  const n = await compteDe(region)
  await expect(region.getByRole('rowheader')).toHaveCount(n)
  return n
}

for (const largeur of [360, 1280])
  for (const compte of [
    'awa.diallo',
    'marc.leblanc',
    'ines.fileuse',
    'lea.organdi',
    'paul.navette',
    'rita.lisiere',
    'dora.bobine',
  ])
    test(`le matin de ${compte}, ${largeur} px : rien ne déborde, axe ne trouve rien, « Tout est à jour » ne ment pas`, async ({
      page,
    }) => {
      await page.setViewportSize({ width: largeur, height: 800 })
      await matin(page, compte)
      expect(await fautesAxe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(largeur)
      const reste = await page.getByRole('main').getByRole('table').count()
      if (reste > 0) await expect(page.getByText('Tout est à jour')).toBeHidden()
    })

test('le matin de Marc : ses rendez-vous, ce qui est en retard et ce qui vient, dans les mêmes nombres que sa phrase', async ({
  page,
}) => {
  await matin(page, 'marc.leblanc')
  const enRetard = await tenirLeCompte(liste(page, /^En retard/))
  await expect(page.getByRole('main').locator('header')).toContainText(`${enRetard}\u00a0échéances en retard`)
  for (const nom of [/^Rendez-vous du jour/, /^Dans les 7 jours/, /^À préparer/])
    if (await liste(page, nom).count()) await tenirLeCompte(liste(page, nom))
  await tabulerJusqua(
    page,
    liste(page, /^En retard/)
      .getByRole('button')
      .first(),
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('le matin d’Inès : les bilans en retard de chacun, et le portefeuille filtré montre chaque compte', async ({
  page,
}) => {
  await matin(page, 'ines.fileuse')
  await expect(page.getByRole('button', { name: /^À convoquer/ })).toHaveCount(0)
  await expect(page.getByText('Aucune entrée n’attend')).toHaveCount(0)
  const tout = page.getByRole('link', { name: /demandent votre attention$/ })
  const [n = ''] = /\d+/.exec((await tout.textContent()) ?? '') ?? []
  const bilans = liste(page, /^Bilans en retard/)
    .getByRole('link', { name: /^\d+\sbilans? en retard$/ })
    .first()
  const [siens = ''] = /\d+/.exec((await bilans.textContent()) ?? '') ?? []
  await bilans.click()
  await expect(titre(page, 'Portefeuilles de l’équipe')).toBeFocused()
  await expect(page.getByRole('button', { name: /^Bilan en retard/ })).toContainText(siens)
  await expect(page.getByRole('button', { name: /^Bilan en retard/ })).toHaveAttribute('aria-pressed', 'true')
  await page.goBack()
  await tout.click()
  await expect(page.getByRole('button', { name: /^Demandent votre attention/ })).toContainText(n)
  await expect(page.getByRole('table', { name: 'Personnes suivies' })).not.toContainText('En veille')
})

for (const [compte, ordre] of [
  ['ines.fileuse', ['Échéances remontées', 'Bilans en retard', 'Confiées à un collègue']],
  ['rita.lisiere', ['Travaux en échec', 'Agents à compléter', 'Structures à compléter']],
] as const)
  test(`le matin de ${compte} : ses listes viennent dans l’ordre de son rôle`, async ({ page }) => {
    await matin(page, compte)
    const titres = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents()
    const lues = titres.flatMap(lu => ordre.find(nom => lu.startsWith(nom)) ?? [])
    expect(lues.length).toBeGreaterThan(1)
    expect(lues).toEqual(ordre.filter(nom => lues.includes(nom)))
  })

test('le matin de Léa : ses rendez-vous et qui attend le sien, sans rien du reste du dossier', async ({ page }) => {
  await matin(page, 'lea.organdi')
  await tenirLeCompte(liste(page, /^Rendez-vous à prendre/))
  await liste(page, /^Rendez-vous à prendre/)
    .getByRole('button', { name: /^Rendez-vous\s?, / })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('le matin de Paul : des nombres, aucun nom, et l’indicateur au bout', async ({ page }) => {
  await matin(page, 'paul.navette')
  const delais = liste(page, /^Délais dépassés depuis/)
  await expect(delais.getByRole('row')).not.toHaveCount(0)
  await delais.getByRole('link').first().click()
  await expect(titre(page, 'Pilotage')).toBeVisible()
})

test('le matin de Rita : ce qui manque, ce qui est à compléter, et le geste sur place', async ({ page }) => {
  await matin(page, 'rita.lisiere')
  // A structure closed meanwhile asks for nothing any more.
  await page.route('**/api/structures', async route => {
    const { structures } = await (await route.fetch()).json()
    const fermee = { ...structures[0], id: crypto.randomUUID(), nom: 'ESSAI fermée', fermeeLe: '2026-11-01' }
    await route.fulfill({ json: { structures: [...structures, fermee] } })
  })
  await page.reload()
  await expect(liste(page, /^Structures à compléter/)).toBeVisible()
  await expect(page.getByText('ESSAI fermée')).toHaveCount(0)
  await page.unroute('**/api/structures')
  const structures = await tenirLeCompte(liste(page, /^Structures à compléter/))
  await liste(page, /^Structures à compléter/)
    .getByRole('link', { name: 'Voir les structures' })
    .click()
  await expect(titre(page, 'Structures')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Structures' }).getByRole('rowheader')).toHaveCount(structures)
})

test('le matin de Dora : les lectures à questionner mènent à ce qui a été lu', async ({ page }) => {
  const sorties = page.waitForRequest(/\/api\/audit\/sorties\?/)
  await matin(page, 'dora.bobine')
  // Seven days, today included.
  expect(Object.fromEntries(new URL((await sorties).url()).searchParams)).toEqual({
    du: '2026-11-14',
    au: '2026-11-20',
  })
  await tenirLeCompte(liste(page, /^Lectures hors de l’ordinaire/))
  const jour = (quoi: string) =>
    liste(page, /^Lectures hors de l’ordinaire/)
      .getByRole('row')
      .filter({ hasText: quoi })
  await jour('Beaucoup de noms dans des listes').getByRole('link').first().click()
  await expect(titre(page, 'Listes lues')).toBeVisible()
  await expect(page).toHaveURL(/agent=.*du=.*au=/)
  await page.goBack()
  await jour('Hors des heures de travail').getByRole('link').first().click()
  await expect(titre(page, 'Lectures')).toBeVisible()
  await expect(page).toHaveURL(/agent=.*du=.*au=/)
})

test('le matin de Noor commence à l’accueil, et « Aujourd’hui » l’y ramène', async ({ page }) => {
  await connecter(page, 'noor.ecru')
  await page.goto('/aujourdhui')
  await expect(titre(page, 'Accueil')).toBeVisible()
})

test('le matin d’Awa : une entrée dit qui l’a, « vous » quand c’est elle', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  const { agent } = await (await page.request.get('/api/session')).json()
  await page.route('**/api/aujourdhui*', async route => {
    const journee = await (await route.fetch()).json()
    const lignes: object[] = journee.listes.flatMap((l: { lignes: object[] }) => l.lignes)
    const qui = [agent, { id: 'autre', nom: 'Noé ESSAI' }]
    lignes.forEach((ligne, rang) => void Object.assign(ligne, { confieeA: qui[rang] ?? null }))
    await route.fulfill({ json: journee })
  })
  await page.goto('/aujourdhui')
  const confiees = page.getByRole('main').getByRole('row').filter({ hasText: 'confié à' })
  await expect(confiees).toHaveCount(2)
  await expect(confiees.nth(0)).toContainText('confié à vous')
  await expect(confiees.nth(1)).toContainText('confié à Noé ESSAI')
})

test.describe('panne du service', () => {
  test.use({ tolere: /status of 500/ })

  test('une liste qui ne se lit pas le dit à sa place : les autres sont là, et rien n’est dit à jour', async ({
    page,
  }) => {
    await connecter(page, 'marc.leblanc')
    await page.route('**/api/rendez-vous', route =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          status: 500,
          code: 'panne',
          detail: 'Une panne est survenue de notre côté.',
          champs: [],
          requete: '1f2e3d4c',
        }),
      }),
    )
    await page.goto('/aujourdhui')
    await expect(page.getByRole('alert')).toContainText('Une panne est survenue', { timeout: 15_000 })
    await expect(liste(page, /^En retard/)).toBeVisible()
    await page.route('**/api/echeances', route => route.fulfill({ json: { aujourdhui: '2026-11-20', listes: {} } }))
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('Une panne est survenue', { timeout: 15_000 })
    await expect(page.getByText('Tout est à jour')).toBeHidden()
  })
})

test('quand plus rien n’attend, la page le dit', async ({ page }) => {
  await connecter(page, 'marc.leblanc')
  await page.route('**/api/echeances', route => route.fulfill({ json: { aujourdhui: '2026-11-20', listes: {} } }))
  await page.route('**/api/rendez-vous', async route => {
    const reponse = await route.fetch()
    await route.fulfill({ json: { ...(await reponse.json()), rendezVous: [] } })
  })
  await page.goto('/aujourdhui')
  await expect(page.getByRole('heading', { name: 'Tout est à jour' })).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
})
