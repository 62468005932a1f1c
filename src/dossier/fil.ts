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
 * The journey of domaine.md §3 up to the notification (E4): what is done, then what comes next and by when. Who was met or oriented
 * without a convocation has none to come; a diagnosis skipped may still be made with the référent (D1). Only the first step left
 * after the last one done is in progress. Of somebody who has left only what was done remains.
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
  const estFaite = (etape: (typeof etapes)[number]) => etape.cle === 'entree' || etape.le !== null
  const derniereFaite = etapes.findLastIndex(estFaite)
  const suite = etapes.filter(
    (etape, rang) => !estFaite(etape) && (rang > derniereFaite || etape.cle !== 'convocation'),
  )
  const enCours = etapes[derniereFaite + 1]?.cle
  return [
    ...etapes.filter(estFaite).map(etape => ({ ...etape, avant: null, etat: 'fait' as const })),
    ...(s.sortie ? [] : suite)
      .map(etape => ({ ...etape, etat: etape.cle === enCours ? ('en-cours' as const) : ('a-venir' as const) }))
      .sort((a, b) => Number(a.etat === 'a-venir') - Number(b.etat === 'a-venir')),
  ]
}
