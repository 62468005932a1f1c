import { z } from 'zod'

/** Why a person is a new entrant (S1 annexe 4 §4, « ce périmètre inclut »); the last one under another definition than S1's only. */
export const MOTIFS_ENTREE = {
  'premiere-demande': 'Première demande',
  'retour-apres-radiation': 'Retour après radiation',
  'arrivee-departement': 'Arrivée dans le département',
  'entree-dans-un-foyer': 'Entrée dans un foyer au RSA',
  'passage-sous-le-seuil': 'Revenus passés sous le seuil',
  'retour-apres-suspension-longue': 'Retour après une longue suspension',
  'autre-definition': 'Selon la définition choisie par le territoire',
} as const
export type MotifEntree = keyof typeof MOTIFS_ENTREE
export const MotifEntree = z.enum(Object.keys(MOTIFS_ENTREE) as [MotifEntree, ...MotifEntree[]])

/** Why a flow ends the follow-up of a person (rule E1), in few words. */
export const FINS_DE_DROIT: Record<string, string> = {
  'absent-du-flux': 'absence du flux mensuel',
  radiation: 'droit clos',
  mutation: 'départ dans un autre département',
  'sortie-du-foyer': 'départ du foyer au RSA',
  'suspension-longue': 'droit suspendu trop longtemps',
}

/** ETATDOSRSA in words a professional reads at once; 'absent': no longer in the monthly flow. */
export const ETATS_DROIT: Record<string, string> = {
  '0': 'Demande en attente',
  '1': 'Droit refusé',
  '2': 'Droit ouvert et versable',
  '3': 'Droit suspendu',
  '4': 'Versement suspendu',
  '5': 'Droit clos',
  '6': 'Droit clos, régularisé',
  absent: 'Absent du flux mensuel',
}
