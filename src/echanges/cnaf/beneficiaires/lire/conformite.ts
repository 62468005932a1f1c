import { FluxIllisible, type Rejet } from '../../../../lecture/xml/fautes.ts'
import { cite, estHeure, estJour, estNombre } from '../../../../lecture/xml/valeurs.ts'
import type { Noeud } from '../versions/schema.ts'

/** More than half of the households can't be kept: the file is of another version, or broken. */
export function tropDeRejets(
  { lus, rejetes }: { lus: number; rejetes: number },
  premiers: readonly Rejet[],
  ligne: number,
): FluxIllisible {
  const regle = `${rejetes} foyers sur ${lus} ne sont pas conformes : le fichier est refusé entier`
  return new FluxIllisible([
    { ligne, element: 'InfosFoyerRSA', regle },
    ...premiers.map(r => ({ ligne: r.ligne, element: r.champ, regle: r.motif })),
  ])
}

/** What is wrong with an element that an ordered block doesn't have, or not there; `manque`: a child that had to come before it. */
export function malPlace<T>(
  nom: string,
  { nom: bloc, suite }: Noeud<T>,
  profondeur: number,
  manque: Noeud<T> | null,
  version: string,
): { champ: string; motif: string } {
  if (profondeur === 0) return { champ: nom, motif: 'élément racine « Racine » attendu' }
  if (!suite?.some(enfant => enfant.nom === nom)) {
    const suffixe = profondeur === 1 ? ` : ce n’est pas un flux bénéficiaires ${version}` : ''
    return { champ: nom, motif: `élément inconnu dans ${bloc}${suffixe}` }
  }
  if (manque) return { champ: manque.nom, motif: `élément absent ou mal placé : attendu avant ${nom}` }
  return { champ: nom, motif: `élément mal placé dans ${bloc}` }
}

/**
 * Why the raw text of a leaf does not fit its type, in French, or null. `valeur` is the same text trimmed.
 * As XSD does: the length of a string is that of the raw text, every other type ignores the white space around it.
 */
export function defaut<T>(noeud: Noeud<T>, brut: string, valeur: string): string | null {
  switch (noeud.genre) {
    case 'c': {
      if (brut.length <= noeud.longueur || noeud.longueur === 0) return null
      const lus = [...brut].length
      return lus <= noeud.longueur ? null : `${noeud.longueur} caractère(s) au plus attendu(s), ${lus} lus`
    }
    case 'j':
      return estJour(valeur) ? null : `date attendue au format AAAA-MM-JJ${cite(valeur, 'lue')}`
    case 'b':
      if (valeur === '0' || valeur === '1' || valeur === 'true' || valeur === 'false') return null
      return `0 ou 1 attendu${cite(valeur, 'lu')}`
    case 'd':
      if (estNombre(valeur, noeud.longueur, noeud.decimales, true)) return null
      return `nombre attendu, ${noeud.longueur} chiffres au plus dont ${noeud.decimales} après le point`
    case 'e':
      if (estNombre(valeur, noeud.longueur, 0, false)) return null
      return `nombre entier attendu, ${noeud.longueur} chiffre(s) au plus`
    case 'h':
      return estHeure(valeur) ? null : `heure attendue au format HH:MM:SS${cite(valeur, 'lue')}`
    default:
      return null
  }
}
