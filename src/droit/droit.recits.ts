import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { leJour, minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { MOTIFS_ENTREE } from './entree.ts'

/** Why a follow-up sleeps or a person leaves, as the flows' movements say it. */
const PAUSES: Record<string, string> = {
  suspension: 'Droit suspendu',
  'plus-soumise': 'N’est plus soumise aux droits et devoirs',
}
const SORTIES: Record<string, string> = {
  'suspension-longue': 'Le droit est suspendu depuis trop longtemps pour que le suivi reste ouvert.',
  radiation: 'Le droit est clos.',
  mutation: 'Le dossier est parti dans un autre département.',
  'sortie-du-foyer': 'La personne a quitté le foyer au RSA.',
  'absent-du-flux': 'La personne n’est plus dans le flux mensuel.',
}

const Mouvement = z.object({ motif: z.string().nullish(), flux: z.int().nullish() })

export const recitEntree = recit(
  'entree',
  Mouvement.extend({ recuLe: z.string().nullish() }),
  (_, apres, { aujourdhui }) => {
    const motif = mot(MOTIFS_ENTREE, apres?.motif)
    const recu = leJour(apres?.recuLe, aujourdhui)
    return {
      titre: motif ? `Entrée${NBSP}: ${minuscule(motif)}` : 'Entrée dans le parcours',
      detail: recu && `Reçu de la CAF ou de la MSA ${recu}`,
    }
  },
)

export const recitReprise = recit('reprise', Mouvement, () => ({
  titre: 'Reprise du suivi, avec le même référent',
  detail: null,
}))

export const recitMiseEnVeille = recit('mise-en-veille', Mouvement, (_, apres) => ({
  titre: mot(PAUSES, apres?.motif) ?? 'Suivi mis en veille',
  detail: 'S’il y a un référent, il reste le même au retour.',
}))

export const recitSortie = recit('sortie', Mouvement, (_, apres) => ({
  titre: 'Sortie du RSA',
  detail: mot(SORTIES, apres?.motif),
}))
