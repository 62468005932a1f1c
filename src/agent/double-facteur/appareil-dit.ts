import { reseauDe } from '../../socle/auth/reseau.ts'

const NAVIGATEURS: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(e|ium)\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const SYSTEMES: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
]
const premier = (mots: [RegExp, string][], dit: string) => mots.find(([motif]) => motif.test(dit))?.[1]

/** « Firefox, Windows », from what a browser says of itself; null when it says nothing known. */
export function direAppareil(navigateur: string): string | null {
  return [premier(NAVIGATEURS, navigateur), premier(SYSTEMES, navigateur)].filter(Boolean).join(', ') || null
}

/** A network as far as its holder recognises it, and nobody is found by it: « 203.0.113.… », « 2001:db8:… ». */
export function direReseau(adresse: string): string {
  const reseau = reseauDe(adresse)
  return reseau.includes(':')
    ? `${reseau.split(':').slice(0, 2).join(':')}:…`
    : `${reseau.split('.').slice(0, 3).join('.')}.…`
}
