import { z } from 'zod'

const texte = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform(t => t || null)
    .nullable()
    .default(null)

/** A place of a structure. */
export const DescriptionAntenne = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom de l’antenne.' }).max(200),
  adresse: texte(300),
  codeInsee: z
    .string()
    .regex(/^[0-9AB]{5}$/, { error: 'Donnez le code INSEE de la commune.' })
    .nullable()
    .default(null),
  telephone: texte(30),
})

/** A team of a structure; at one of its places, or at none. */
export const DescriptionEquipe = z.object({
  nom: z.string().trim().min(1, { error: 'Écrivez le nom de l’équipe.' }).max(200),
  antenneId: z.uuid().nullable().default(null),
})
