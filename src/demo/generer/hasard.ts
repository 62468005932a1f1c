/** Draws that depend only on the seed: a person's name or a household's fate in a month is drawn again from its keys, never stored. */
export type Hasard = {
  /** Uniform in [0, 1). */
  reel(): number
  chance(probabilite: number): boolean
  /** Whole number, both bounds included. */
  entre(minimum: number, maximum: number): number
  choix<T>(liste: readonly T[]): T
  pondere<T>(poids: readonly (readonly [T, number])[]): T
}

/** 32 well-spread bits out of a seed and up to three keys (MurmurHash3, public domain). */
export function melange(graine: number, a: number, b = 0, c = 0): number {
  let h = graine | 0
  for (let i = 0; i < 3; i++) {
    let k = Math.imul(i === 0 ? a : i === 1 ? b : c, 0xcc9e2d51)
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
    h ^= k
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The same bits as a number of [0, 1). */
export const tirage = (graine: number, a: number, b = 0, c = 0): number => melange(graine, a, b, c) / 0x1_0000_0000

export function pioche<T>(liste: readonly T[], part: number): T {
  return liste[Math.floor(part * liste.length)]!
}

/** A stream of draws (mulberry32, public domain) opened on a seed and keys. */
export function hasard(graine: number, a: number, b = 0, c = 0): Hasard {
  let etat = melange(graine, a, b, c)
  const reel = () => {
    etat = (etat + 0x6d2b79f5) | 0
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  return {
    reel,
    chance: probabilite => reel() < probabilite,
    entre: (minimum, maximum) => minimum + Math.floor(reel() * (maximum - minimum + 1)),
    choix: liste => pioche(liste, reel()),
    pondere: poids => {
      let reste = reel() * poids.reduce((somme, [, p]) => somme + p, 0)
      for (const [valeur, p] of poids) {
        reste -= p
        if (reste < 0) return valeur
      }
      return poids[poids.length - 1]![0]
    },
  }
}
