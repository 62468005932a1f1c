import { isIPv6 } from 'node:net'

/**
 * The network of a visitor, as far as one of them can't move within it: an IPv4 address, the first 64 bits of an IPv6 one, since a
 * single machine has all those that follow.
 */
export function reseauDe(adresse: string): string {
  const [, v4] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(adresse) ?? []
  if (v4 || !isIPv6(adresse)) return v4 ?? adresse
  const [debut = '', fin] = adresse.replace(/%.*$/, '').split('::')
  const groupes = (texte: string) => (texte ? texte.split(':') : [])
  const suite = fin === undefined ? [] : groupes(fin)
  const trou = Array.from({ length: Math.max(0, 8 - groupes(debut).length - suite.length) }, () => '0')
  const tous = [...groupes(debut), ...trou, ...suite]
  return `${tous
    .slice(0, 4)
    .map(g => Number.parseInt(g, 16).toString(16))
    .join(':')}::/64`
}
