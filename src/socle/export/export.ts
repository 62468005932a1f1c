import { z } from 'zod'
import { FORMATS, MOTIFS_EXPORT } from './motifs.ts'

export const FormatExport = z.enum(Object.keys(FORMATS) as [keyof typeof FORMATS])
export type FormatExport = z.infer<typeof FormatExport>

export const MotifExport = z.enum(Object.keys(MOTIFS_EXPORT) as [keyof typeof MOTIFS_EXPORT], {
  error: 'Choisissez la raison de l’export.',
})

/** What is asked of every export, beside what its list is asked. */
export const DemandeExport = z.object({
  format: FormatExport.default('xlsx'),
  motif: MotifExport,
  precision: z.string().trim().max(300, 'Dites la raison en 300 caractères au plus.').optional(),
})
export type DemandeExport = z.infer<typeof DemandeExport>

/** What the window asks: the same, and which of the lists of a page. */
export const SaisieExport = DemandeExport.extend({ choix: z.string().nullable().default(null) })

/** What lacks to the reason, or null: « another one » says nothing by itself. */
export const raisonIncomplete = ({ motif, precision }: Pick<DemandeExport, 'motif' | 'precision'>): string | null =>
  motif === 'autre' && !precision?.trim() ? 'Dites en quelques mots pourquoi cette liste est exportée.' : null

/** Lines of one file at most: what a spreadsheet opens, and what somebody can answer for. */
export const EXPORT_MAX = 250_000

/** The title of the column that every line ends with: the number of its export. */
export const COLONNE_EXPORT = 'Export'

/** The number that marks an export, on its file and in the journal: « 59-1042 ». */
export const marque = (territoire: string, numero: number): string => `${territoire}-${numero}`
