import { usePrecautions } from '../../precaution/pages/usePrecautions.ts'
import { copieAuProtecteur, empechementCourrier, MESSAGES_COURRIER, SANS_COURRIER } from '../envoi.ts'

/** What a screen that proposes to post says of it: whether it may be, why not, in how many envelopes. */
export function useEnvoi(personneId: string) {
  const { data } = usePrecautions(personneId)
  const precautions = data?.precautions ?? null
  const motif = empechementCourrier(precautions, data?.adresseConnue ?? true)
  const copie = precautions !== null && motif === null && copieAuProtecteur(precautions)
  return {
    possible: motif === null,
    phrase: motif ? MESSAGES_COURRIER[motif] : copie ? DEUX_ENVELOPPES : undefined,
    /** The same, on a card to choose. */
    carte: motif
      ? { indisponible: true, detail: SANS_COURRIER[motif] }
      : copie
        ? { detail: 'deux enveloppes, dont une copie' }
        : {},
  }
}

const DEUX_ENVELOPPES = 'Par courrier, deux enveloppes : à la personne, et en copie à qui la protège.'
