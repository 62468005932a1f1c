import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import { aout, type Fichier, gros, octobre, septembre, tronque } from './fichiers.ts'
import { confirmerFluxTenu, connecter, figerLeTemps, PREMIER_MSA, tabulerJusqua, test, titre } from './outils.ts'

// A file comes, says what it is, is applied, shows what it changed, is undone and replayed; or is refused, and says why.

const dossier = mkdtempSync(join(tmpdir(), 'filrouge-imports-'))

/** Written once: the browser knows a file again by its name, its size and its date. */
function surDisque({ name, buffer }: Fichier): string {
  const chemin = join(dossier, name)
  writeFileSync(chemin, buffer)
  return chemin
}

async function ouvrirImports(page: Page): Promise<void> {
  await page.goto('/imports')
  await expect(titre(page, 'Imports')).toBeVisible()
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
}

async function deposer(page: Page, ...fichiers: Fichier[]): Promise<void> {
  const zone = page.getByRole('region', { name: 'Déposer des fichiers' })
  const attente = page.waitForEvent('filechooser')
  await zone.getByRole('button', { name: 'Choisir un fichier' }).click()
  await (await attente).setFiles(fichiers)
}

const carte = (page: Page, { name }: Fichier): Locator => page.getByRole('article', { name })
const etat = (page: Page): Locator => page.getByRole('region', { name: 'Où en est cet import' })

/** Deposits and applies the first flow of an organism, to the end. */
async function importer(page: Page, fichier: Fichier): Promise<void> {
  await deposer(page, fichier)
  await carte(page, fichier).getByRole('button', { name: 'Appliquer' }).click()
  await confirmerFluxTenu(carte(page, fichier), PREMIER_MSA)
  await expect(carte(page, fichier).getByRole('status')).toHaveText('Appliqué', { timeout: 20_000 })
}

async function sansViolation(page: Page, ou: string): Promise<void> {
  // A page comes in its own chunk: it is looked at once it is there.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 900 })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(v => `${v.id} : ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`),
        `${ou}, ${width} px, ${colorScheme}`,
      ).toEqual([])
      const debord = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(debord, `${ou}, ${width} px : largeur qui dépasse`).toBeLessThanOrEqual(0)
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('Awa dépose un mois, le simule, l’applique, lit ce qui a changé, l’annule et le rejoue', async ({ page }) => {
  test.slow()
  await connecter(page, 'awa.diallo')
  await ouvrirImports(page)
  await importer(page, septembre('991'))
  await expect(carte(page, septembre('991'))).toContainText(/6\sfoyers\scréés, 6\spersonnes\scréées/)
  const fichier = octobre('991')

  await test.step('le fichier est reconnu, sa simulation ne change rien', async () => {
    await deposer(page, fichier)
    await expect(carte(page, fichier)).toContainText(/Flux bénéficiaires\sVRSB0801, fait le\s5\snovembre/)
    await carte(page, fichier).getByRole('button', { name: 'Simuler d’abord' }).click()
    await expect(carte(page, fichier).getByRole('status')).toHaveText('Simulé, à appliquer', { timeout: 20_000 })
    await carte(page, fichier).getByRole('link', { name: 'Voir le détail' }).click()
    await expect(titre(page, /^Flux bénéficiaires/)).toBeFocused()
    await expect(etat(page)).toContainText('Simulation : rien n’a changé.')
    await expect(page.getByRole('region', { name: 'Ce que donnerait ce fichier' })).toBeVisible()
    await sansViolation(page, 'simulation')
  })

  await test.step('appliqué, il raconte ce qu’il a fait', async () => {
    await etat(page).getByRole('button', { name: 'Appliquer' }).click()
    await expect(etat(page)).toContainText(/Appliqué le 20\snovembre à/, { timeout: 20_000 })
    const rapport = page.getByRole('region', { name: 'Ce que ce fichier a donné' })
    await expect(rapport).toContainText('Flux VRSB0801 mensuel au 31 octobre 2026.')
    await expect(rapport.locator('div', { hasText: /^Foyers modifiés/ })).toContainText('2')
    await sansViolation(page, 'rapport')
  })

  await test.step('ce qui a changé, foyer par foyer', async () => {
    await page.getByRole('tab', { name: 'Ce qui a changé' }).click()
    const foyers = page.getByRole('list', { name: 'Foyers changés' })
    await expect(foyers.locator('> li').filter({ hasText: 'AIGUILLE-991' })).toContainText(/575,68\s€\s*420,10\s€/)
    await expect(foyers.locator('> li').filter({ hasText: 'BOBINOT-991' })).toContainText('QUAI DES TISSEUSES')
    await sansViolation(page, 'ce qui a changé')
  })

  await test.step('annulé : tout est comme avant, le fil du dossier le dit', async () => {
    await page.getByRole('button', { name: 'Annuler l’import' }).click()
    const question = page.getByRole('dialog', { name: 'Annuler cet import ?' })
    await expect(question).toContainText(/2\sfoyers\smodifiés/)
    await expect(question).toHaveCSS('opacity', '1')
    await sansViolation(page, 'confirmation')
    await question.getByRole('button', { name: 'Annuler l’import' }).click()
    await expect(etat(page)).toContainText(/Annulé le 20\snovembre à\s.* par Awa DIALLO-TISSERAND/)
    await expect(page.getByText('tout est redevenu comme avant')).toBeVisible()
    await page.getByRole('link', { name: /AIGUILLE-991/ }).click()
    await expect(titre(page, /AIGUILLE-991/)).toBeVisible()
    await expect(page.getByRole('tabpanel', { name: 'Fil', exact: true })).toContainText('Import annulé')
    await page.goBack()
  })

  await test.step('rejoué, il s’applique de nouveau', async () => {
    await etat(page).getByRole('button', { name: 'Rejouer' }).click()
    await etat(page).getByRole('button', { name: 'Appliquer' }).click()
    await expect(etat(page)).toContainText(/2\sfoyers\smodifiés/, { timeout: 20_000 })
    await page.getByRole('link', { name: 'Imports', exact: true }).first().click()
    await page.getByRole('button', { name: /^Annulé/ }).click()
    await expect(page).toHaveURL(/statut=annule/)
    await expect(page.getByRole('table', { name: 'Imports' }).getByRole('rowheader')).toHaveCount(1)
  })
})

test('Rita voit pourquoi un fichier est refusé, et quoi faire', async ({ page }) => {
  test.slow()
  await connecter(page, 'rita.lisiere')
  await ouvrirImports(page)
  await importer(page, septembre('992'))
  const coupe = tronque(octobre('992'))
  await deposer(page, coupe, aout('992'))
  await page.getByRole('button', { name: /^Appliquer les 2/ }).click()

  await expect(carte(page, coupe).getByRole('status')).toHaveText('Refusé, rien n’a changé', { timeout: 20_000 })
  await expect(carte(page, coupe)).toContainText('refusé en entier')
  await expect(carte(page, coupe)).toContainText('demandez-le à son expéditeur')

  const ancien = carte(page, aout('992'))
  await expect(ancien).toContainText('plus ancien que le dernier', { timeout: 20_000 })
  await ancien.getByRole('link', { name: 'Voir le détail' }).click()
  await expect(etat(page)).toBeVisible()
  await sansViolation(page, 'refus')
  await etat(page).getByRole('button', { name: 'Appliquer même s’il est ancien' }).click()
  await expect(etat(page)).toContainText(/Appliqué le/, { timeout: 20_000 })
  // The differences name persons: they aren't an administrator's.
  await expect(page.getByRole('tab', { name: 'Ce qui a changé' })).toHaveCount(0)

  await page.goto('/imports?statut=refuse')
  const ligne = page.getByRole('row', { name: new RegExp(coupe.name) })
  await ligne.getByRole('link').click()
  await etat(page).getByRole('button', { name: 'Retirer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer le fichier' }).click()
  await expect(titre(page, 'Imports')).toBeVisible()
  await expect(page.getByText(coupe.name)).toHaveCount(0)
})

test('un tableau mène à ses colonnes, un fichier inconnu le dit', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await ouvrirImports(page)
  const tableau = { name: 'coordonnees.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') }
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(2000, 7) }
  await deposer(page, tableau, photo)
  await expect(carte(page, tableau).getByRole('link', { name: 'Choisir les colonnes' })).toHaveAttribute(
    'href',
    /\/imports\/[^/]+\/colonnes$/,
  )
  await expect(carte(page, photo)).toContainText('Filrouge ne reconnaît pas ce fichier')
  await sansViolation(page, 'dépôts')
})

test.describe('réseau coupé', () => {
  test.use({ tolere: /ERR_INTERNET_DISCONNECTED/ })

  test('un envoi coupé reprend tout seul ; laissé là, il reprend avec le même fichier', async ({ page }) => {
    test.slow()
    const fichier = gros('993')
    const chemin = surDisque(fichier)
    await connecter(page, 'awa.diallo')
    await ouvrirImports(page)
    const debuts: string[] = []
    let coupe = true
    await page.route('**/api/imports/*/contenu*', (route, requete) => {
      const debut = new URL(requete.url()).searchParams.get('debut') ?? ''
      debuts.push(debut)
      return coupe && debut !== '0' ? route.abort('internetdisconnected') : route.continue()
    })
    const choisir = async (bouton: Locator) => {
      const attente = page.waitForEvent('filechooser')
      await bouton.click()
      await (await attente).setFiles(chemin)
    }
    await choisir(page.getByRole('button', { name: 'Choisir un fichier' }))
    await expect(carte(page, fichier)).toContainText('Connexion coupée')
    await expect(carte(page, fichier)).toContainText(/4,2\sMo sur/)
    await sansViolation(page, 'envoi coupé')

    page.on('dialog', question => question.accept())
    await ouvrirImports(page)
    await page.getByRole('button', { name: `Reprendre l’envoi : ${fichier.name}` }).waitFor()
    await choisir(page.getByRole('button', { name: `Reprendre l’envoi : ${fichier.name}` }))
    await expect(carte(page, fichier)).toContainText('Connexion coupée')
    coupe = false
    await carte(page, fichier).getByRole('button', { name: 'Essayer de nouveau' }).click()
    await expect(carte(page, fichier).getByRole('button', { name: 'Appliquer' })).toBeVisible({ timeout: 20_000 })
    // The first piece went once.
    expect(debuts.filter(d => d === '0')).toHaveLength(1)

    await carte(page, fichier).getByRole('button', { name: 'Appliquer' }).click()
    await confirmerFluxTenu(carte(page, fichier), PREMIER_MSA)
    await expect(
      carte(page, fichier).getByRole('progressbar').or(carte(page, fichier).getByText('Appliqué')),
    ).toBeVisible()
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Personnes' }).click()
    await expect(titre(page, 'Personnes')).toBeVisible()
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Imports' }).click()
    await expect(page.getByRole('row', { name: new RegExp(fichier.name) })).toContainText(/2\s?600\sfoyers\scréés/, {
      timeout: 60_000,
    })
  })
})

test('un autre fichier de même nom n’est pas pris pour la suite', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.request.post('/api/imports', {
    data: { id: '0199aaaa-0000-7000-8000-00000000e2e1', fichier: 'a-moitie.xml', taille: 5000 },
  })
  await page.goto('/imports?statut=depot')
  const attente = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Reprendre l’envoi : a-moitie.xml' }).click()
  await (await attente).setFiles({ name: 'a-moitie.xml', mimeType: 'text/xml', buffer: Buffer.alloc(4999) })
  await expect(page.getByRole('alert')).toContainText('Ce n’est pas le même fichier')
  await page.request.delete('/api/imports/0199aaaa-0000-7000-8000-00000000e2e1', { data: {} })
})

test('au clavier seul : déposer, appliquer, lire, annuler', async ({ page }) => {
  test.slow()
  const fichier = septembre('994')
  await figerLeTemps(page)
  await connecter(page, 'awa.diallo')
  await ouvrirImports(page)
  const attente = page.waitForEvent('filechooser')
  await tabulerJusqua(page, page.getByRole('button', { name: 'Choisir un fichier' }))
  await page.keyboard.press('Enter')
  await (await attente).setFiles(fichier)
  await tabulerJusqua(page, carte(page, fichier).getByRole('button', { name: 'Appliquer' }))
  await page.keyboard.press('Enter')
  await expect(carte(page, fichier)).toContainText('Ce flux est le premier de MSA', { timeout: 20_000 })
  await tabulerJusqua(page, carte(page, fichier).getByRole('button', { name: 'Confirmer et appliquer' }))
  await page.keyboard.press('Enter')
  const confirmation = page.getByRole('dialog', { name: 'Confirmer et appliquer ce flux ?' })
  await tabulerJusqua(page, confirmation.getByRole('button', { name: 'Confirmer et appliquer' }))
  await page.keyboard.press('Enter')
  await expect(carte(page, fichier).getByRole('status')).toHaveText('Appliqué', { timeout: 20_000 })
  await tabulerJusqua(page, carte(page, fichier).getByRole('link', { name: 'Voir ce qu’il a fait' }))
  await page.keyboard.press('Enter')
  await expect(titre(page, /^Flux bénéficiaires/)).toBeFocused()
  await tabulerJusqua(page, page.getByRole('tab', { name: 'Rapport' }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('Aucune personne déjà connue n’a changé')).toBeVisible()
  await tabulerJusqua(page, etat(page).getByRole('button', { name: 'Annuler l’import' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Annuler cet import ?' })
  await expect(question.getByRole('button', { name: 'Ne rien changer' })).toBeFocused()
  await tabulerJusqua(page, question.getByRole('button', { name: 'Annuler l’import' }))
  await page.keyboard.press('Enter')
  await expect(etat(page)).toContainText('Annulé le')
  await expect(page.locator('main :focus'), 'le focus reste dans la page').toHaveCount(1)
})

test('au clavier seul, dire une colonne : le focus y reste, rien n’est choisi derrière la barre', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await ouvrirImports(page)
  const autres = Array.from({ length: 14 }, (_, i) => `Remarque ${i + 1}`)
  const lignes = [
    ['Nom', 'Prénom', 'Date de naissance', 'Téléphone soir', ...autres],
    ['FILOCHE', 'Zoé', '12/03/1985', '06 39 98 70 00', ...autres.map(() => 'x')],
  ]
  const buffer = Buffer.from(lignes.map(l => `${l.join(';')}\n`).join(''))
  const tableau = { name: 'colonnes-au-clavier.csv', mimeType: 'text/csv', buffer }
  await deposer(page, tableau)
  await tabulerJusqua(page, carte(page, tableau).getByRole('link', { name: 'Choisir les colonnes' }))
  await page.keyboard.press('Enter')
  await expect(titre(page, 'Correspondance des colonnes')).toBeFocused()
  await tabulerJusqua(page, page.getByRole('button', { name: /Oui, la colonne Téléphone soir/ }))
  await page.keyboard.press('Enter')
  const champDe = (colonne: string) =>
    page.getByRole('combobox', { name: `Champ donné par la colonne ${colonne}`, exact: true })
  await expect(champDe('Téléphone soir')).toBeFocused()
  for (const colonne of autres) {
    await page.keyboard.press('Tab')
    const champ = champDe(colonne)
    await expect(champ).toBeFocused()
    const vu = await champ.evaluate(e => {
      const { x, y, width, height } = e.getBoundingClientRect()
      return e.contains(document.elementFromPoint(x + width / 2, y + height / 2))
    })
    expect(vu, `${colonne} se voit`).toBe(true)
  }
  await tabulerJusqua(page, page.getByRole('button', { name: 'Simuler' }))
  await page.keyboard.press('Enter')
  await expect(titre(page, 'Ce que ferait cette liste')).toBeFocused()
})
