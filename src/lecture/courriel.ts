import { z } from 'zod'
import { ADRESSE_ELECTRONIQUE, LONGUEUR_ADRESSE } from './adresse-electronique.ts'

const COMPLETE = 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.'
const Adresse = z.email({ pattern: ADRESSE_ELECTRONIQUE, error: COMPLETE })

/** An address, in lower case. */
export const Courriel = z.string().trim().toLowerCase().max(LONGUEUR_ADRESSE).pipe(Adresse)

/** The same, or null when nothing is written. */
export const CourrielFacultatif = z
  .string()
  .trim()
  .toLowerCase()
  .max(LONGUEUR_ADRESSE)
  .nullable()
  .transform(saisie => saisie || null)
  .pipe(Adresse.nullable())
