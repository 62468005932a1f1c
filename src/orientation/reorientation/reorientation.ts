import { z } from 'zod'
import { texteFacultatif } from '../../socle/saisie/faute.ts'

/**
 * Why a person is oriented anew (rule O5): asked by the référent, the person or the équipe pluridisciplinaire, or after six months of
 * social support without a way back to work (CASF L262-31). `dite`: to the person, in an envelope that anybody may open; null: nothing.
 */
export const REORIENTATIONS = {
  'situation-changee': { libelle: 'Sa situation a changé', dite: 'Votre situation a changé.' },
  'plus-adapte': {
    libelle: 'L’accompagnement n’est plus adapté',
    dite: 'Votre accompagnement d’avant ne vous convenait plus.',
  },
  demenagement: { libelle: 'La personne a déménagé', dite: 'Vous avez changé d’adresse.' },
  'fin-accompagnement': {
    libelle: 'L’accompagnement est arrivé à son terme',
    dite: 'Votre accompagnement d’avant est arrivé à sa fin.',
  },
  'demande-personne': { libelle: 'La personne le demande', dite: 'Vous l’avez demandé.' },
  'demande-structure': {
    libelle: 'Le référent ou la structure le demande',
    dite: 'Le professionnel qui vous suivait l’a proposé.',
  },
  'six-mois': {
    libelle: 'Six mois sans retour vers l’emploi',
    dite: 'Votre accompagnement dure depuis six mois. La loi demande alors de faire le point.',
  },
  'equipe-pluridisciplinaire': {
    libelle: 'L’équipe pluridisciplinaire le propose',
    dite: 'Une équipe de professionnels l’a proposé.',
  },
  autre: { libelle: 'Une autre raison', dite: null },
} as const satisfies Record<string, { libelle: string; dite: string | null }>
export type MotifReorientation = keyof typeof REORIENTATIONS

/** What is read in the file, and counted. */
export const LIBELLES_REORIENTATION = Object.fromEntries(
  Object.entries(REORIENTATIONS).map(([motif, { libelle }]) => [motif, libelle]),
) as Record<MotifReorientation, string>

/** Why, first of all; `precision`: read by the colleagues, never printed. */
export const Reorientation = z.object({
  motif: z.enum(Object.keys(REORIENTATIONS) as [MotifReorientation, ...MotifReorientation[]], {
    error: 'Dites pourquoi la personne change d’orientation.',
  }),
  precision: texteFacultatif(500).default(null),
})
export type Reorientation = z.output<typeof Reorientation>
