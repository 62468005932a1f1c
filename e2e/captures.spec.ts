import { mkdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { connecter, debordement, dossierDe, fautesAxe, figerLeTemps, motsCoupes } from './outils.ts'

// Every page, at the two widths and in the two tones: axe finds nothing, nothing overflows, no word is cut, and its picture is made, in a folder
// that git ignores. `npm run captures` takes from there those that README and guide show.
const CAPTURES = 'captures'
const LARGEURS = [360, 1280]
const TONS = ['clair', 'sombre'] as const

type Ecran = {
  nom: string
  compte: string | null
  chemin: string | ((page: import('@playwright/test').Page) => Promise<string>)
  /** A list to work on: its first row stands high (320 px on a desktop, 420 on a phone). */
  liste?: true
}
/** Lowest top of the first row, by width of the window. */
const PREMIERE_LIGNE: Record<number, number> = { 360: 420, 1280: 320 }
const dossier =
  (nom: string, suite = '') =>
  async (page: import('@playwright/test').Page) =>
    `/personnes/${await dossierDe(page, nom)}${suite}`

/** The last import of the demo, as the list gives it. */
const dernierImport =
  (suite = '') =>
  async (page: import('@playwright/test').Page) => {
    const { imports } = await (await page.request.get('/api/imports')).json()
    return `/imports/${imports[0].id}${suite}`
  }

/** The answer to the last person whose file was read. */
const derniereLue = async (page: import('@playwright/test').Page) => {
  const { lignes } = await (await page.request.get('/api/audit/lectures?quoi=dossier')).json()
  return `/audit/reponse?personne=${lignes[0].personneId}`
}

const ECRANS: Ecran[] = [
  { nom: 'connexion', compte: null, chemin: '/connexion' },
  { nom: 'accessibilite', compte: null, chemin: '/accessibilite' },
  { nom: 'mentions-legales', compte: null, chemin: '/mentions-legales' },
  { nom: 'donnees-personnelles', compte: null, chemin: '/donnees-personnelles' },
  { nom: 'aide', compte: null, chemin: '/aide' },
  { nom: 'guide', compte: null, chemin: '/aide/lectures' },
  { nom: 'aujourdhui', compte: 'awa.diallo', chemin: '/aujourdhui' },
  { nom: 'aujourdhui-filtre', compte: 'awa.diallo', chemin: '/aujourdhui?etat=en-retard' },
  { nom: 'jour-referent', compte: 'marc.leblanc', chemin: '/aujourdhui' },
  { nom: 'jour-responsable', compte: 'ines.fileuse', chemin: '/aujourdhui', liste: true },
  { nom: 'jour-co-intervenant', compte: 'lea.organdi', chemin: '/aujourdhui' },
  { nom: 'jour-pilote', compte: 'paul.navette', chemin: '/aujourdhui', liste: true },
  { nom: 'jour-administrateur', compte: 'rita.lisiere', chemin: '/aujourdhui' },
  { nom: 'jour-dpo', compte: 'dora.bobine', chemin: '/aujourdhui' },
  { nom: 'personnes', compte: 'awa.diallo', chemin: '/personnes' },
  { nom: 'rendez-vous', compte: 'awa.diallo', chemin: '/rendez-vous' },
  { nom: 'doublons', compte: 'awa.diallo', chemin: '/doublons' },
  { nom: 'conflits', compte: 'awa.diallo', chemin: '/conflits' },
  { nom: 'dossier', compte: 'awa.diallo', chemin: dossier('CASTRAME') },
  { nom: 'dossier-suivi', compte: 'awa.diallo', chemin: dossier('TRAMAIL') },
  { nom: 'dossier-situation', compte: 'awa.diallo', chemin: dossier('TRAMAIL', '?onglet=situation') },
  { nom: 'dossier-parcours', compte: 'awa.diallo', chemin: dossier('TRAMAIL', '?onglet=parcours') },
  { nom: 'dossier-documents', compte: 'awa.diallo', chemin: dossier('OURSIN', '?onglet=documents') },
  { nom: 'diagnostic', compte: 'awa.diallo', chemin: dossier('LACET', '/diagnostic') },
  { nom: 'orienter', compte: 'awa.diallo', chemin: dossier('CASTRAME', '/orienter') },
  { nom: 'avis', compte: 'marc.leblanc', chemin: '/avis' },
  { nom: 'portefeuille', compte: 'marc.leblanc', chemin: '/portefeuille', liste: true },
  { nom: 'equipe', compte: 'ines.fileuse', chemin: '/portefeuille', liste: true },
  { nom: 'pilotage', compte: 'paul.navette', chemin: '/pilotage' },
  { nom: 'definitions', compte: 'awa.diallo', chemin: '/pilotage/definitions' },
  {
    nom: 'definitions-ecarts',
    compte: 'awa.diallo',
    chemin: '/pilotage/definitions?mois=2026-10&definition=analyse-flux-2021&avec=convention-2024',
  },
  { nom: 'imports', compte: 'awa.diallo', chemin: '/imports' },
  { nom: 'accueil', compte: 'noor.ecru', chemin: '/accueil' },
  { nom: 'co-interventions', compte: 'lea.organdi', chemin: '/mes-co-interventions' },
  { nom: 'imports-vide', compte: 'rita.lisiere', chemin: '/imports?statut=refuse' },
  { nom: 'import', compte: 'rita.lisiere', chemin: dernierImport() },
  { nom: 'import-changements', compte: 'awa.diallo', chemin: dernierImport('?onglet=changements') },
  { nom: 'parametres', compte: 'rita.lisiere', chemin: '/parametres' },
  { nom: 'agents', compte: 'rita.lisiere', chemin: '/parametres/agents', liste: true },
  { nom: 'nouvel-agent', compte: 'rita.lisiere', chemin: '/parametres/agents/nouveau' },
  { nom: 'structures', compte: 'rita.lisiere', chemin: '/parametres/structures', liste: true },
  { nom: 'nouvelle-structure', compte: 'rita.lisiere', chemin: '/parametres/structures/nouvelle' },
  { nom: 'acces-partenaires', compte: 'rita.lisiere', chemin: '/parametres/acces' },
  { nom: 'travaux-de-fond', compte: 'rita.lisiere', chemin: '/parametres/travaux' },
  { nom: 'calendrier-flux', compte: 'rita.lisiere', chemin: '/imports/calendrier' },
  { nom: 'audit', compte: 'dora.bobine', chemin: '/audit', liste: true },
  { nom: 'audit-listes', compte: 'dora.bobine', chemin: '/audit/listes' },
  { nom: 'audit-ouvertures', compte: 'dora.bobine', chemin: '/audit/ouvertures' },
  { nom: 'audit-volumes', compte: 'dora.bobine', chemin: '/audit/volumes' },
  { nom: 'audit-sorties', compte: 'dora.bobine', chemin: '/audit/sorties' },
  { nom: 'audit-chercher', compte: 'dora.bobine', chemin: '/audit/reponse' },
  { nom: 'audit-reponse', compte: 'dora.bobine', chemin: derniereLue },
  { nom: 'mon-compte', compte: 'rita.lisiere', chemin: '/mon-compte' },
  { nom: 'introuvable', compte: 'awa.diallo', chemin: '/nulle-part' },
  { nom: 'interdit', compte: 'paul.navette', chemin: '/parametres' },
]

mkdirSync(CAPTURES, { recursive: true })

for (const { nom, compte, chemin, liste } of ECRANS) {
  test(nom, async ({ page }) => {
    await figerLeTemps(page)
    if (compte) await connecter(page, compte)
    const adresse = typeof chemin === 'string' ? chemin : await chemin(page)
    await page.goto(adresse)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await page.waitForLoadState('networkidle')
    for (const ton of TONS) {
      const colorScheme = ton === 'clair' ? 'light' : 'dark'
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
      for (const largeur of LARGEURS) {
        await page.setViewportSize({ width: largeur, height: largeur > 500 ? 900 : 780 })
        const etat = `${largeur} px, ${ton}`
        await page.waitForFunction(() => document.getAnimations().every(a => a.playState !== 'running'))
        // The other tone changes colours, nothing else.
        expect(await fautesAxe(page, ton === 'clair' ? null : ['color-contrast']), etat).toEqual([])
        expect(await debordement(page), `${etat} : largeur qui dépasse`).toBeLessThanOrEqual(0)
        expect(await motsCoupes(page), `${etat} : mots coupés`).toEqual([])
        if (liste) {
          const haut = await page
            .locator('tbody tr')
            .first()
            .evaluate(ligne => ligne.getBoundingClientRect().top)
          expect(haut, `${etat} : première ligne`).toBeLessThanOrEqual(PREMIERE_LIGNE[largeur] ?? 0)
        }
        await page.screenshot({ path: `${CAPTURES}/${nom}-${largeur}-${ton}.png`, fullPage: true })
      }
    }
  })
}
