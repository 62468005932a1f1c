import { formeComparable } from '../../lecture/forme-comparable.ts'
import { lireJourEcrit } from '../../socle/date-ecrite.ts'
import { lireNirEcrit } from '../nir.ts'
import { assezDit } from './assez-dit.ts'

/** What an agent typed, understood: exact keys, or words of a name with maybe a birth day. */
export type Recherche =
  | { genre: 'nir'; nir: string }
  | { genre: 'numero'; numeros: string[] }
  | { genre: 'telephone'; formes: string[] }
  | { genre: 'courriel'; debut: string }
  | { genre: 'nom'; mots: string[]; naissance: string | null }
  | { genre: 'vide' }

const NAISSANCE =
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/. -]\d{1,2}[/. -](\d{4}|\d{2})\b|^\s*\d{8}\s*$|\b\d{1,2}(er)?[ -]\p{L}{3,9}\.?[ -]\d{4}\b/u

/** A birth date inside the text (12/04/1985, 12.04.85, 1985-04-12, 12041985, 12 avril 1985) as YYYY-MM-DD, and the text without it. */
function sortirNaissance(texte: string, aujourdhui: string): { naissance: string | null; reste: string } {
  const [ecrite] = NAISSANCE.exec(texte) ?? []
  const naissance = ecrite ? lireJourEcrit(ecrite, { aujourdhui, sens: 'passe' })?.jour : null
  return ecrite && naissance ? { naissance, reste: texte.replace(ecrite, ' ') } : { naissance: null, reste: texte }
}

/** The ways a French telephone number may have been kept, or null. */
function formesTelephone(texte: string): string[] | null {
  const chiffres = texte.replace(/[\s.\-()]/g, '').replace(/^(\+33|0033)0?/, '0')
  if (!/^0\d{9}$/.test(chiffres)) return null
  const paires = chiffres.match(/\d{2}/g) ?? []
  return [chiffres, paires.join(' '), paires.join('.'), `+33${chiffres.slice(1)}`]
}

/** Understands what was typed on the day `aujourdhui` (YYYY-MM-DD). A word of one letter says nothing, except beside others. */
export function lireRecherche(saisie: string, aujourdhui: string): Recherche {
  const texte = saisie.trim()
  const formes = formesTelephone(texte)
  if (formes) return { genre: 'telephone', formes }
  const courriel = texte.replace(/[\s\u200B-\u200D\uFEFF]/g, '').toLowerCase()
  if (/^[^@]+@[^@]*$/.test(courriel)) return { genre: 'courriel', debut: courriel }
  const { naissance, reste } = sortirNaissance(texte, aujourdhui)
  const lu = naissance ? null : lireNirEcrit(texte)
  if (lu && 'nir' in lu) return { genre: 'nir', nir: lu.nir }
  const colle = texte.replace(/\s/g, '').toUpperCase()
  // A claim number has eleven figures, of which the zeros in front are often left out; France Travail's opaque identifier is the longest.
  if (!naissance && /^([0-9A-Z]{5,15}|[0-9A-Z][0-9A-Z-]{15,39})$/.test(colle) && /\d/.test(colle)) {
    const numeros = [colle, colle.replace(/^0+/, ''), ...(/^\d+$/.test(colle) ? [colle.padStart(11, '0')] : [])]
    return { genre: 'numero', numeros: [...new Set(numeros)] }
  }
  const mots = [...new Set(formeComparable(reste).split(' '))].filter(assezDit).slice(0, 6)
  return mots.length || naissance ? { genre: 'nom', mots, naissance } : { genre: 'vide' }
}

/** Sorts after every letter and digit, and stands between name and first name in the comparable form of an identity. */
const BORD = '|'
export const APRES = '}'

/**
 * Ranges [low, high[ of « NAME|FIRST NAME » that the words typed may be the beginning of, the likeliest first. Each word may still
 * be under way: « dj cas » and « cas dj » find CAS|DJAMILA. One word: whole names, then names that begin with it.
 */
export function plages(mots: readonly string[]): [bas: string, haut: string][] {
  if (mots.length === 1) {
    const [mot = ''] = mots
    return [
      [mot + BORD, mot + APRES],
      [mot, mot + BORD],
    ]
  }
  const coupes = mots.slice(1).flatMap((_, i): [string, string][] => {
    const [debut, fin] = [mots.slice(0, i + 1).join(' '), mots.slice(i + 1).join(' ')]
    return [
      [debut, fin],
      [fin, debut],
    ]
  })
  return coupes.map(([nom, prenom]) => [nom + BORD + prenom, nom + BORD + prenom + APRES])
}
