import { z } from 'zod'

/** What goes when its time has passed, in the words of the screen; a proof names its rule so. */
export const REGLES: Readonly<Record<string, string>> = {
  dossiers: 'Dossiers effacés',
  consultation: 'Traces de lecture',
  lecture_liste: 'Traces de listes lues',
  ouverture: 'Raisons dites pour ouvrir un dossier',
  courrier: 'Courriers',
  document: 'Documents',
}

/** A month, YYYY-MM. */
export const MoisDeTerme = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'Choisissez un mois.' })

/** Why somebody opens what left the active base, or brings it back: kept in the timeline. */
export const Motif = z
  .string()
  .trim()
  .min(10, { error: 'Dites pourquoi, en une phrase : la raison reste au fil du dossier.' })
  .max(500)

/** The name of whoever left the active base. */
export const RechercheArchives = z.object({
  q: z.string().trim().min(2, { error: 'Écrivez au moins deux lettres du nom.' }).max(200),
})
export const DemandeOuverture = z.object({ motif: Motif })

export const SectionPortee = z.object({
  table: z.string(),
  titre: z.string(),
  lignes: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})
export type SectionPortee = z.infer<typeof SectionPortee>

export const MESSAGES = {
  'archive-introuvable':
    'Ce dossier n’est pas aux archives : il a pu en sortir, ou être effacé à son terme. Cherchez la personne par son nom.',
} as const
