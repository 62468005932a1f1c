import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'
import { lireJour } from './valeurs-lues.ts'

/**
 * What the first bytes of a CNAF/CCMSA file say for certain: its root is Racine, its header gives `natureFlux`, and `suivant` is the
 * element that comes after the header. Nulls: it isn't one, or too little of it is there. Only ASCII is looked at, whatever the encoding.
 */
export function enteteFlux(debut: Buffer): { natureFlux: string | null; suivant: string | null } {
  const rien = { natureFlux: null, suivant: null }
  const texte = debut
    .subarray(0, 16 * 1024)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
  if (!/^\s*</.test(texte)) return rien
  const nu = texte.replace(/<!--[\s\S]*?-->/g, '')
  const lu =
    /^\s*(?:<\?xml[^>]*\?>\s*)?<Racine(?:\s[^>]*)?>\s*<IdentificationFlux(?:\s[^>]*)?>([\s\S]*?)<\/IdentificationFlux\s*>\s*<(\w+)/.exec(
      nu,
    )
  if (!lu) return rien
  return { natureFlux: /<NATFLUX>\s*(\w)\s*<\/NATFLUX>/.exec(lu[1] ?? '')?.[1] ?? null, suivant: lu[2] ?? null }
}

/** The day a flow speaks of: its reference, else the day it was made, else the day it was received. */
export const jourDuFlux = (entete: Bloc, recuLe: string): string =>
  lireJour(valeur(entete, 'DTREF')) ?? lireJour(valeur(entete, 'DTCREAFLUX')) ?? recuLe
