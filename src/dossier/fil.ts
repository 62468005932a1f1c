/** A step of the journey on the red thread. `le`: the day it was done; `avant`: the last day to do it. Days are YYYY-MM-DD. */
export type EtapeDuFil = {
  cle: 'entree' | 'convocation' | 'diagnostic' | 'orientation' | 'notification'
  titre: string
  etat: 'fait' | 'en-cours' | 'a-venir'
  le: string | null
  avant: string | null
}

export type SituationDuFil = {
  sexe: string
  /** The latest entry; null for someone of the starting stock. */
  entree: { recuLe: string; enCours: boolean } | null
  /** Day the first appointment for a diagnosis was sent, since the entry. */
  convoqueLe: string | null
  diagnosticLe: string | null
  orienteLe: string | null
  notifieLe: string | null
  echeanceConvocation: string | null
  echeanceOrientation: string | null
  /** Had an entry or a right, and none runs any more: nothing is to come. */
  sortie: boolean
}

/**
 * The journey of domaine.md §3 up to the notification (E4): what is done, what comes next and by when. A step skipped
 * (oriented without a convocation) stays unfilled; only the first step left to do is the one in progress. Of somebody who has left
 * only what was done remains.
 */
export function filDuParcours(s: SituationDuFil): EtapeDuFil[] {
  const e = s.sexe === '2' ? 'e' : ''
  const court = s.entree?.enCours ?? false
  const etapes: Omit<EtapeDuFil, 'etat'>[] = [
    {
      cle: 'entree',
      titre: s.entree ? 'Entrée' : `Connu${e} avant Filrouge`,
      le: s.entree?.recuLe ?? null,
      avant: null,
    },
    {
      cle: 'convocation',
      titre: s.convoqueLe ? `Convoqué${e}` : 'Convocation',
      le: s.convoqueLe,
      avant: court ? s.echeanceConvocation : null,
    },
    { cle: 'diagnostic', titre: 'Diagnostic', le: s.diagnosticLe, avant: null },
    {
      cle: 'orientation',
      titre: s.orienteLe ? `Orienté${e}` : 'Orientation',
      le: s.orienteLe,
      avant: court ? s.echeanceOrientation : null,
    },
    {
      cle: 'notification',
      titre: s.notifieLe ? `Prévenu${e}` : 'Notification',
      le: s.notifieLe,
      avant: court ? s.echeanceOrientation : null,
    },
  ]
  const derniereFaite = etapes.findLastIndex((etape, rang) => rang === 0 || etape.le !== null)
  const suivante = etapes.findIndex((etape, rang) => rang > derniereFaite && etape.le === null)
  const restantes = s.sortie ? etapes.filter((etape, rang) => rang === 0 || etape.le !== null) : etapes
  return restantes.map((etape, rang) => ({
    ...etape,
    avant: etape.le ? null : etape.avant,
    etat: rang === 0 || etape.le ? 'fait' : rang === suivante ? 'en-cours' : 'a-venir',
  }))
}
