import { expect, type Page } from '@playwright/test'
import { connecter, dossierDe, fautesAxe, test, titre } from './outils.ts'

// Preparing an interview in one minute: what changed, what is due, what was agreed; then the whole story, and on paper.

const rediger = (page: Page, note: string) =>
  page.request.post(`/api/personnes/${page.url().split('/').at(-1)?.split('?')[0]}/contacts`, {
    data: { id: crypto.randomUUID(), le: '2026-11-20', moyen: 'telephone', note },
  })

for (const [largeur, hauteur] of [
  [1280, 900],
  [360, 780],
] as const) {
  test(`à ${largeur} px, le premier écran dit ce qui a changé depuis la visite et ce qui est convenu`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: largeur, height: hauteur })
    await connecter(page, 'marc.leblanc')
    await page.goto('/portefeuille')
    await page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').nth(3).click()
    await expect(titre(page, / · \d+ ans/)).toBeVisible()
    // A first visit has no news: the timeline tells all of it.
    const { depuis } = await (await page.request.get(`/api${new URL(page.url()).pathname}`)).json()
    await expect(page.getByText(/[Dd]epuis votre visite/)).toHaveCount(depuis.visite === null ? 0 : 1)
    expect((await rediger(page, 'Apporte son attestation mardi.')).status()).toBe(200)
    await page.reload()
    await expect(page.getByRole('region', { name: 'Convenu' })).toContainText('Apporte son attestation mardi.')
    expect(await fautesAxe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(largeur)
  })
}

test('sur un petit écran, le parcours tient en deux lignes, ses étapes s’entendent toutes, et s’impriment', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'castrame')}`)
  const parcours = page.getByRole('region', { name: 'Où en est le parcours' })
  const etapes = parcours.getByRole('list', { name: 'Étapes du parcours' })
  const hauteur = async () => (await parcours.boundingBox())?.height ?? 0
  await expect(etapes.getByRole('listitem').filter({ hasText: '(prochaine étape)' })).toHaveCount(1)
  expect(await hauteur()).toBeLessThan(120)
  await expect(etapes).toContainText('Entrée (fait)')
  await expect(etapes).toContainText('Notification (à venir)')
  const deplier = parcours.getByRole('button', { name: /^Orientation.* sur 5 étapes, les voir toutes$/ })
  await deplier.click()
  expect(await hauteur()).toBeGreaterThan(200)
  expect(await fautesAxe(page)).toEqual([])
  await parcours.getByRole('button', { name: 'Réduire les étapes' }).click()
  expect(await hauteur()).toBeLessThan(120)
  expect(await fautesAxe(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  await expect(parcours.getByRole('button')).toBeHidden()
  const large = await etapes.getByText('Notification', { exact: true }).evaluate(e => e.getBoundingClientRect().width)
  expect(large).toBeGreaterThan(40)
})

test('sur un petit écran, « Effacer les filtres » ne demande pas de défiler de côté', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await connecter(page, 'awa.diallo')
  await page.goto('/aujourdhui?etat=stock')
  const effacer = page.getByRole('search', { name: 'Filtres' }).getByRole('button', { name: 'Effacer les filtres' })
  await expect(effacer).toBeVisible()
  await expect(effacer).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(await fautesAxe(page)).toEqual([])
  await effacer.click()
  await expect(page).not.toHaveURL(/etat=/)
})

test('le fil se filtre par ce qui s’est passé, et l’adresse s’en souvient ; un autre dossier s’ouvre entier', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'tramail')}`)
  const fil = page.getByRole('region', { name: 'Fil', exact: true })
  const perles = fil.getByRole('list').last().getByRole('listitem')
  await expect(perles.first()).toBeVisible()
  const tous = await perles.count()
  const puce = fil.getByRole('button', { name: /^Rendez-vous et contacts/ })
  const nombre = Number((await puce.textContent())?.replace(/\D/g, ''))
  await puce.click()
  await expect(perles).toHaveCount(nombre)
  expect(nombre).toBeLessThan(tous)
  await expect(fil.getByRole('status')).toContainText(String(nombre))
  await page.reload()
  await expect(perles).toHaveCount(nombre)
  await fil.getByRole('button', { name: 'Filtrer' }).click()
  await fil.getByRole('textbox', { name: 'Au' }).fill('1/1/2020')
  await expect(fil).toContainText('Aucun événement ne correspond à ces filtres')
  await fil.getByRole('button', { name: 'Effacer les filtres' }).click()
  await expect(perles).toHaveCount(tous)
  await fil.getByRole('button', { name: /^Rendez-vous et contacts/ }).click()
  await expect(perles).toHaveCount(nombre)
  await page.goto(`/personnes/${await dossierDe(page, 'oursin')}`)
  await expect(perles.first()).toBeVisible()
  await expect(fil.getByRole('button', { name: 'Effacer les filtres' })).toHaveCount(0)
})

test('sur papier, le dossier est entier, quoiqu’un seul onglet ait été ouvert', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.body.dataset.imprime = [...document.querySelectorAll('[role=tabpanel]')]
        .map(p => p.textContent)
        .join(' ')
    }
  })
  await connecter(page, 'awa.diallo')
  const lues: string[] = []
  page.on('request', r => lues.push(new URL(r.url()).pathname.split('/').slice(4).join('/')))
  await page.goto(`/personnes/${await dossierDe(page, 'tramail')}`)
  await expect(page.getByRole('region', { name: 'Fil', exact: true })).toBeVisible()
  expect(lues, 'un onglet fermé ne se lit pas').not.toContain('parcours')
  await page.keyboard.press('Control+p')
  await expect(page.locator('body')).toHaveAttribute('data-imprime', /Orientations.*Documents/s)
  expect(lues).toEqual(expect.arrayContaining(['parcours', 'rendez-vous', 'droits', 'documents']))
  expect(lues, 'qui l’a lu ne s’imprime pas').not.toContain('lectures')
})
