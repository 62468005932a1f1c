import { z } from 'zod'

const COMPLETE = 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.'
const Adresse = z.email({ error: COMPLETE })
const LONGUEUR_MAX = 254

/** An address, in lower case. */
export const Courriel = z.string().trim().toLowerCase().max(LONGUEUR_MAX).pipe(Adresse)

/** The same, or null when nothing is written. */
export const CourrielFacultatif = z
  .string()
  .trim()
  .toLowerCase()
  .max(LONGUEUR_MAX)
  .nullable()
  .transform(saisie => saisie || null)
  .pipe(Adresse.nullable())
