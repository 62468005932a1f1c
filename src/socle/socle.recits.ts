import { z } from 'zod'
import { FORMATS, MOTIFS_EXPORT } from './export/motifs.ts'
import { recit } from './recit.ts'

const combien = (n: number | undefined, mot: string) =>
  n === undefined ? null : `${n.toLocaleString('fr-FR')} ${mot}${n > 1 ? 's' : ''}`
const enSuite = (...morceaux: (string | null | undefined)[]) => morceaux.filter(Boolean).join(' · ') || null
const mot = (table: Readonly<Record<string, string>>, cle: string | undefined) => (cle ? table[cle] : null)

/** A table that left the product: which list, as it was filtered, how many lines, in which form, why. Its id is its number. */
export const recitExport = recit(
  'export',
  z.object({
    liste: z.string(),
    filtres: z.array(z.tuple([z.string(), z.string()])),
    lignes: z.int(),
    format: z.string(),
    motif: z.string(),
    precision: z.string().nullish(),
    /** With which role of theirs the agent took it out. */
    role: z.string().nullish(),
  }),
  (_, apres) => ({
    titre: apres?.liste ? `Export : ${apres.liste}` : 'Liste exportée',
    detail: enSuite(
      combien(apres?.lignes, 'ligne'),
      ...(apres?.filtres ?? []).map(([quoi, valeur]) => `${quoi} : ${valeur}`),
      mot(MOTIFS_EXPORT, apres?.motif),
      apres?.precision,
      mot(FORMATS, apres?.format),
    ),
  }),
  { sur: 'export' },
)

/** The line was cut, or the base failed: only these lines left. */
export const recitExportInterrompu = recit(
  'export-interrompu',
  z.object({ liste: z.string(), lignes: z.int() }),
  (_, apres) => ({
    titre: 'Export interrompu',
    detail: enSuite(apres?.liste, apres?.lignes !== undefined ? `après ${combien(apres.lignes, 'ligne')}` : null),
  }),
  { sur: 'export' },
)
