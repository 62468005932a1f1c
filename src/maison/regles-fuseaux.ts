import type { Source } from './sources.ts'

const TABLE = 'src/territoire/fuseau.ts'
const FUSEAU = /['"`(](Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[A-Z]/
const ESSAI = /\.(test|spec)\.tsx?$|(^|\/)essai[^/]*\.ts$/
/** What the browser runs: its screens are told once which territory they are of. */
const ECRAN = /^src\/(web|socle\/ui)\/|\/pages\//

/** A time zone named out of the table: days there would be those of another territory. */
export const fuseauxNommes = ({ chemin, texte }: Source): string[] =>
  chemin === TABLE || ESSAI.test(chemin) ? [] : lignes(chemin, texte, FUSEAU)

/**
 * An instant told, or today asked for, by the server without saying where: it would be in the machine's own zone. SQL that names a
 * zone: the connection keeps the territory's.
 */
export const heuresSansLieu = ({ chemin, texte }: Source): string[] =>
  ECRAN.test(chemin) || ESSAI.test(chemin) ? [] : lignes(chemin, texte, SANS_LIEU)

const SANS_LIEU = /\bdateEtHeure\((?:[^(),]|\([^()]*\))*\)|\baujourdhui\(\)|\bat time zone\b/

const lignes = (chemin: string, texte: string, motif: RegExp) =>
  texte.split('\n').flatMap((ligne, i) => (motif.test(ligne) ? [`${chemin}:${i + 1}`] : []))
