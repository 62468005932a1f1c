import { FORME_NIR, lireNirEcrit } from '../nir.ts'

/** Nobody's: the seven figures of the CAF filled with zeros behind, or nines all along. */
const REMPLI = /^.{7}0{6}|^.9{12}/

/** How a NIR kept as a matricule begins; then what encrypts it, « : », and its two last figures. */
export const SCELLE = 'nir:'

/** What is shown of a matricule: of a NIR, that it is one and its two last figures. The base says the same (`matricule_montre`). */
export const matriculeMontre = (matricule: string): string =>
  matricule.startsWith(SCELLE) ? masque(matricule.slice(-2)) : matricule

const masque = (fin: string) => `••••\u00a0${fin} (NIR)`

/**
 * The NIR that a matricule is (the MSA gives theirs to many), in one form however it is written: 13 characters, or 15 when its key isn't
 * its own: one figure beside, it is nearly somebody's. Null when it is none.
 * Flows write it on fifteen figures, filled with zeros before or behind, lists with spaces.
 */
export function nirDuMatricule(matricule: string): string | null {
  const signes = matricule
    .replace(/[\s.\-_\u00a0\u202f]/g, '')
    .toUpperCase()
    .replace(/^00(?=.{13}$)/, '')
    .replace(/(?<=^.{13})00$/, '')
  if (!FORME_NIR.test(signes) || REMPLI.test(signes)) return null
  const lu = lireNirEcrit(signes)
  return 'nir' in lu ? lu.nir : signes
}

/** Whether a matricule is a NIR, and is kept, shown and read as one. */
export const estUnNir = (matricule: string): boolean => nirDuMatricule(matricule) !== null

/** What is shown of a cell of a list, whatever its column: a NIR is masked there as it is in a file, where reading it leaves its trace. */
export const celluleMontree = (cellule: string): string => {
  const nir = nirDuMatricule(cellule)
  return nir === null ? cellule : masque(nir.slice(11, 13))
}
