import { dossierDe, horsProduit, importsDe, type Source } from './sources.ts'

/** Folders under src/ hold this many source files at most, tests apart (architecture §5, rule 10). */
const FICHIERS_MAX = 25
/** Folders that put the others together, screens and rules: they are above all of them. */
const AU_DESSUS = ['demo', 'maison', 'web']
/** What stands under `personne/`; every other domain is above it and shows by itself what it knows of a person (rule 11). */
const SOUS_PERSONNE = /^src\/(socle|lecture|territoire)\/|^src\/agent\/(perimetre|lecture-apres\.queries)\.ts$/

/** An import that goes up, from a file to a file, types included. */
export type Remontee = readonly [de: string, vers: string]

/**
 * Rule 11 of the house (architecture §5): folders of the server form no cycle, and `personne/` knows no domain above it. One sentence
 * per import in question. A file of src/ itself wires things together and belongs to no folder. `connues`: imports not looked at.
 */
export const dossiersEnCycle = (sources: readonly Source[], connues: readonly Remontee[] = []): string[] =>
  phrases(entreDossiers(sources), connues)

/** Known imports that don't exist any more, or that no longer break the rule: the list may only get shorter. */
export function remonteesPerimees(sources: readonly Source[], connues: readonly Remontee[]): string[] {
  const imports = entreDossiers(sources)
  const encore = (connue: Remontee) =>
    phrases(
      imports,
      connues.filter(autre => autre !== connue),
    ).some(phrase => phrase.startsWith(`${connue.join(' importe ')} :`))
  return connues.filter(connue => !encore(connue)).map(connue => connue.join(' → '))
}

function phrases(tous: readonly Remontee[], connues: readonly Remontee[]): string[] {
  const ignorees = new Set(connues.map(connue => connue.join(' ')))
  const imports = tous.filter(remontee => !ignorees.has(remontee.join(' ')))
  const voisins = new Map<string, Set<string>>()
  for (const [de, vers] of imports) voisins.set(dossier(de), (voisins.get(dossier(de)) ?? new Set()).add(dossier(vers)))
  return imports.flatMap(([de, vers]) => {
    const [a, b] = [dossier(de), dossier(vers)]
    if (atteint(voisins, b, a)) return [`${de} importe ${vers} : les dossiers ${a} et ${b} s’attendent`]
    if (a === 'personne' && !SOUS_PERSONNE.test(vers)) return [`${de} importe ${vers} : personne/ est en dessous`]
    return []
  })
}

/** Rule 10: folders that hold too many source files, with how many. */
export function dossiersTropPleins(sources: readonly Source[]): string[] {
  const produit = sources.filter(s => !/\.test\.tsx?$|(^|\/)essai[^/]*\.ts$/.test(s.chemin))
  return [...Map.groupBy(produit, s => s.chemin.slice(0, s.chemin.lastIndexOf('/')))]
    .filter(([, fichiers]) => fichiers.length > FICHIERS_MAX)
    .map(([nom, fichiers]) => `${nom} contient ${fichiers.length} fichiers, ${FICHIERS_MAX} au plus`)
}

const dossier = (chemin: string): string => dossierDe(chemin) ?? ''

/** Imports from a file of the server to one of another folder. */
function entreDossiers(sources: readonly Source[]): Remontee[] {
  const compte = (chemin: string) => {
    const sien = dossierDe(chemin)
    return sien !== null && !AU_DESSUS.includes(sien) && !chemin.includes('/pages/') && !horsProduit(chemin)
  }
  return sources
    .filter(s => compte(s.chemin))
    .flatMap(s =>
      [...new Set(importsDe(s).map(i => i.cible))]
        .filter(cible => compte(cible) && dossier(cible) !== dossier(s.chemin))
        .map(cible => [s.chemin, cible] as const),
    )
}

/** Does a path lead from a folder to another? */
function atteint(voisins: Map<string, Set<string>>, de: string, vers: string): boolean {
  const vus = new Set<string>()
  const aVoir = [de]
  for (let n = aVoir.pop(); n !== undefined; n = aVoir.pop()) {
    if (n === vers) return true
    if (vus.has(n)) continue
    vus.add(n)
    aVoir.push(...(voisins.get(n) ?? []))
  }
  return false
}
