import { z } from 'zod'

export const Courriel = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.' }))
