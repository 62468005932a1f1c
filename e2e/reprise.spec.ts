import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { fichierPecg } from '../src/demo/fichiers/france-travail.ts'
import { unFluxVrsd } from '../src/echanges/cnaf/beneficiaires/essai-vrsd.ts'
import { entetesConnus } from '../src/echanges/listes/champs/proposer.ts'
import { classeurSale, enSource } from '../src/echanges/listes/essai-tableur.ts'
import { ecrireXlsx } from '../src/lecture/tableau/ecrire-tableau.ts'
import { lireTableau } from '../src/lecture/tableau/tableau.ts'
import { type Fichier, foyersVrsd, octobre, septembre } from './fichiers.ts'
import { confirmerFluxTenu, connecter, fautesAxe, PREMIER_MSA, test, titre } from './outils.ts'

// A département starts: its own spreadsheet, what the CAF and France Travail send, by the screens only.

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const MSA = '995'
/** Ten minutes, and not one more. */
const DIX_MINUTES = 600_000

const carte = (page: Page, { name }: Fichier): Locator => page.getByRole('article', { name })

async function deposer(page: Page, fichier: Fichier): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Imports' }).click()
  await expect(titre(page, 'Imports')).toBeVisible()
  const attente = page.waitForEvent('filechooser')
  const zone = page.getByRole('region', { name: 'Déposer des fichiers' })
  await zone.getByRole('button', { name: 'Choisir un fichier' }).click()
  await (await attente).setFiles(fichier)
}

/** `tenu`: it waits to be confirmed, the first of a fund among others, or the first in another format. */
async function appliquerFlux(page: Page, fichier: Fichier, { tenu }: { tenu?: string | RegExp } = {}): Promise<void> {
  await deposer(page, fichier)
  await carte(page, fichier).getByRole('button', { name: 'Appliquer' }).click()
  if (tenu) await confirmerFluxTenu(carte(page, fichier), tenu)
  await expect(carte(page, fichier).getByRole('status')).toHaveText('Appliqué', { timeout: 60_000 })
}

/** From the deposit to the columns, then to what the list would do. */
async function simulerListe(page: Page, fichier: Fichier, verifier = async () => {}): Promise<void> {
  await deposer(page, fichier)
  await carte(page, fichier).getByRole('link', { name: 'Choisir les colonnes' }).click()
  await expect(page.getByText(/Tout y est|Le nécessaire y est/)).toBeVisible()
  await verifier()
  await page.getByRole('button', { name: 'Simuler' }).click()
  await expect(titre(page, 'Ce que ferait cette liste')).toBeVisible({ timeout: 60_000 })
}

async function importerListe(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Importer/ }).click()
  await expect(titre(page, 'Liste importée')).toBeVisible({ timeout: 60_000 })
}

async function sansViolation(page: Page, ou: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await fautesAxe(page), `${ou}, ${width} px`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** What somebody does of the refused lines: the days that don't exist mended. */
async function corriger(octets: Buffer): Promise<Fichier> {
  const tableau = await lireTableau(enSource(octets, 'refusees.xlsx'), null, entetesConnus)
  const motif = tableau.entetes.indexOf('Motif du refus')
  const lignes: string[][] = []
  for await (const { cellules } of tableau.lignes()) {
    lignes.push(cellules.slice(0, motif).map(c => c.replace('31/02/', '28/02/')))
  }
  const buffer = await ecrireXlsx([{ nom: 'Suivi', lignes: [tableau.entetes.slice(0, motif), ...lignes] }])
  return { name: 'corrigees.xlsx', mimeType: XLSX, buffer }
}

test('un département reprend ses listes et ses flux, seul, en moins de dix minutes', async ({ page }) => {
  test.setTimeout(DIX_MINUTES)
  await connecter(page, 'awa.diallo')
  await page.goto('/imports')
  const tableau = { name: 'suivi-beneficiaires.xlsx', mimeType: XLSX, buffer: await classeurSale(600) }

  await test.step('son tableau de six cents lignes : les colonnes sont trouvées, les fautes dites', async () => {
    await simulerListe(page, tableau, () => sansViolation(page, 'colonnes'))
    await expect(page.getByText(/580\spersonnes seraient créées, 10\s.*, 10\slignes refusées/)).toBeVisible({
      timeout: 60_000,
    })
    await sansViolation(page, 'résultat')
    await importerListe(page)
    await expect(page.getByText(/580\spersonnes créées, 10\sdéjà à jour, 10\slignes refusées/)).toBeVisible({
      timeout: 60_000,
    })
  })

  await test.step('les lignes refusées, corrigées dans leur fichier, entrent à leur tour', async () => {
    await page.getByRole('button', { name: 'Télécharger les lignes refusées' }).click()
    const [classeur] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog', { name: 'Exporter' }).getByRole('button', { name: 'Exporter' }).click(),
    ])
    expect(classeur.suggestedFilename()).toMatch(/^lignes-refusees_.*\.xlsx$/)
    await simulerListe(page, await corriger(await readFile(await classeur.path())))
    await importerListe(page)
    await expect(page.getByText(/10\spersonnes créées/)).toBeVisible()
  })

  await test.step('deux mois de la CAF, puis le format détaillé', async () => {
    await appliquerFlux(page, septembre(MSA), { tenu: PREMIER_MSA })
    await appliquerFlux(page, octobre(MSA))
    const novembre = unFluxVrsd({ foyers: foyersVrsd(MSA), reference: '2026-11-15', creation: '2026-11-18' })
    const fichier = { name: 'VRSD0301_M.xml', mimeType: 'text/xml', buffer: Buffer.from(novembre, 'latin1') }
    await appliquerFlux(page, fichier, { tenu: /relus? dans un autre format/ })
    await expect(carte(page, fichier)).not.toContainText(/créée/)
  })

  await test.step('les coordonnées de la CNAF : par le matricule et le rôle', async () => {
    const lignes = [0, 1, 2].map(n => `${matricule(n)};DEMANDEUR;063998010${n};contact${n}@example.org`)
    const texte = [
      'MATRICULE;ROLE PERSONNE;NUMERO TELEPHONE DOSSIER;ADRESSE ELECTRONIQUE DOSSIER',
      ...lignes,
      '42424242;DEMANDEUR;0639980109;',
    ]
    const fichier = { name: 'contacts-cnaf.csv', mimeType: 'text/csv', buffer: Buffer.from(texte.join('\n')) }
    await simulerListe(page, fichier)
    await importerListe(page)
    await expect(page.locator('main')).toContainText(/3\spersonnes complétées, 1\sligne refusée/)
  })

  await test.step('le fichier mensuel de France Travail', async () => {
    const moi = { nom: `AIGUILLE-${MSA}`, prenom: 'ZOÉ', 'date-naissance': NAISSANCE }
    const fichier = {
      name: 'PECG.xml',
      mimeType: 'text/xml',
      buffer: fichierPecg([{ identite: moi, signature: '2026-10-02', dans: 'identite' }]),
    }
    await appliquerFlux(page, fichier)
    await expect(carte(page, fichier)).toContainText(/1/)
  })

  await test.step('les comptes y sont : une personne du flux a son téléphone', async () => {
    const trouver = async (q: string) =>
      (await (await page.request.post('/api/recherche', { data: { q } })).json()).personnes
    expect(await trouver(`AIGUILLE-${MSA}`)).toHaveLength(1)
    await page.goto(`/personnes/${(await trouver(`AIGUILLE-${MSA}`))[0].id}`)
    await expect(titre(page, new RegExp(`AIGUILLE-${MSA}`))).toBeVisible()
    await expect(page.locator('main')).toContainText('06 39 98 01 00')
  })
})

const NAISSANCE = '1985-04-12'
const matricule = (rang: number) => `${MSA}${String(rang).padStart(8, '0')}`
