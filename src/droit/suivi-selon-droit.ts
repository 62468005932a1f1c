/** What one flow found of a person's right, and left (moments.queries.ts). `fluxM1`: the last monthly flow before it. */
export type Moment = {
  flux: number
  /** Day the département received it, YYYY-MM-DD. */
  recuLe: string
  fluxM1: number | null
  /** The flow changed one of her rights. */
  change: boolean
  avant: boolean
  ouvertAvant: boolean
  apres: boolean
  ouvert: boolean
  suspendu: boolean
  /** A suspension beyond the delay, that this flow doesn't find over. */
  tropLongue: boolean
  raison: string
}
export type FinDeDroit = { le: string; motif: string; flux: number }
export type MouvementDeSuivi = {
  genre: 'sortie' | 'veille' | 'reprise'
  motif: string | null
  flux: number
  le: string
}
export type SuiviSelonLeDroit = {
  fin: FinDeDroit | null
  veilleDepuis: string | null
  reprisLe: string | null
  mouvements: MouvementDeSuivi[]
}

/** Motive of the only end that a return in the same month doesn't take back (docs/adr/0003-nouveaux-entrants.md). */
const TROP_LONGUE = 'suspension-longue'

/**
 * What became of a follow-up that began on a day, as if the flows received since had found it running (rule E1): ended with the right, on
 * hold, resumed. `moments`: in the order of the flows. A flow received by that day came before it; when the first one came after, what was
 * there before isn't known, and it is no pause.
 */
export function suiviSelonLeDroit(debut: string, moments: readonly Moment[]): SuiviSelonLeDroit {
  const depuis = moments.filter(m => m.recuLe > debut)
  const [premier] = moments
  const depart = moments.findLast(m => m.recuLe <= debut) ?? premier
  let veilleDepuis = depart?.apres ? null : debut
  let reprisLe: string | null = null
  let fin: FinDeDroit | null = null
  const mouvements: MouvementDeSuivi[] = []
  for (const m of depuis) {
    const dire = (genre: MouvementDeSuivi['genre'], motif: string | null) =>
      mouvements.push({ genre, motif, flux: m.flux, le: m.recuLe })
    const pause = m.suspendu ? 'suspension' : 'plus-soumise'
    if (fin && estAnnulee(fin, m)) {
      fin = null
      if (!m.apres) {
        veilleDepuis ??= m.recuLe
        dire('veille', pause)
      }
    }
    if (fin) continue
    const motif = m.change && m.ouvertAvant && !m.ouvert ? m.raison : m.tropLongue ? TROP_LONGUE : null
    if (motif) {
      fin = { le: m.recuLe, motif, flux: m.flux }
      dire('sortie', motif)
    } else if (m.change && m.avant && !m.apres) {
      veilleDepuis ??= m.recuLe
      dire('veille', pause)
    } else if (m.change && !m.avant && m.apres && m !== depart) {
      if (veilleDepuis) reprisLe = m.recuLe
      veilleDepuis = null
      dire('reprise', null)
    }
  }
  return { fin, veilleDepuis, reprisLe, mouvements }
}

/** What a daily flow closed since the last monthly one and this one brings back was never closed. */
const estAnnulee = (fin: FinDeDroit, m: Moment): boolean =>
  m.fluxM1 !== null && fin.flux > m.fluxM1 && !m.ouvertAvant && m.ouvert && fin.motif !== TROP_LONGUE

/** The end of a right that didn't begin again, as the last of these flows left it; null while it runs. */
export function finDuDroit(moments: readonly Moment[]): FinDeDroit | null {
  let fin: FinDeDroit | null = null
  for (const m of moments) {
    if (m.apres) fin = null
    else if (m.change && m.ouvertAvant && !m.ouvert) fin = { le: m.recuLe, motif: m.raison, flux: m.flux }
    else if (m.tropLongue) fin ??= { le: m.recuLe, motif: TROP_LONGUE, flux: m.flux }
    else if (m.change && !m.ouvertAvant && m.ouvert) fin = null
  }
  return fin
}
