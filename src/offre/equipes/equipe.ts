import { z } from 'zod'
import { texteFacultatif } from '../../socle/saisie/faute.ts'

/** A place of a structure. */
export const DescriptionAntenne = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom de l’antenne.' }).max(200),
  adresse: texteFacultatif(300).default(null),
  codeInsee: z
    .string()
    .regex(/^[0-9AB]{5}$/, { error: 'Donnez le code INSEE de la commune.' })
    .nullable()
    .default(null),
  telephone: texteFacultatif(30).default(null),
  /** One gets in without a step; null when nobody said: the structure then answers for it. */
  accesSansMarche: z.boolean().nullable().default(null),
})

/** A team of a structure; at one of its places, or at none. */
export const DescriptionEquipe = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom de l’équipe.' }).max(200),
  antenneId: z.uuid().nullable().default(null),
})
