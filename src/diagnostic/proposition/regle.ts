import { z } from 'zod'
import type { Dominante } from '../../offre/dominante.ts'
import type { Reponse } from '../diagnostic.ts'

/** How much an answer weighs: 0 nothing against employment, 1 a constraint, 2 enough alone for the remobilisation. */
export type Poids = 0 | 1 | 2

/** One cell of the matrix: where an answer pushes, its weight, and how to say « si … » when the engine tries it. */
export type Cellule = { libelle: string; vers: Dominante | null; poids: Poids; si: string }

export type Critere = { cle: Reponse; libelle: string; valeurs: Record<string, Cellule> }

/** Values of the territory the rules use, told by the screens and the letters. */
export const ParametresOrientation = z.object({
  'orientation.freins-legers-max': z.number(),
  'orientation.freins-lourds-max': z.number(),
})
export type ParametresOrientation = z.infer<typeof ParametresOrientation>

/** What a rule looks at; several conditions must all hold. */
export type Condition =
  | { critere: Reponse; parmi: string[] }
  | { freins: 'lourd'; auMoins: number }
  /** `tous`: the light and the heavy together. */
  | { freins: 'leger' | 'lourd' | 'tous'; plusQue: keyof ParametresOrientation }
  | { contraintes: number; hors?: Reponse }

/**
 * `phrase` is for who decides; `dite` for the person, in a letter that somebody else may open: a reason in plain words, nothing of
 * health, of obstacles or of what they answered.
 */
export type Regle = { code: string; vers: Dominante | null; phrase: string; dite: string; si: Condition[] }

/** A version of the orientation rules (rule O4): plain data, so that another version can be tried on the same cases. */
export type Referentiel = {
  version: number
  du: string
  source: string
  criteres: Critere[]
  /** In order: the first whose conditions all hold decides. */
  regles: Regle[]
}
