import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { lireNirEcrit } from '../personne/nir.ts'
import { Refusal } from '../socle/refusal.ts'

export const COLONNES_SUIVI = [
  'numeroDemandeRsa',
  'role',
  'nir',
  'dateOrientation',
  'dominante',
  'structure',
  'referentCourriel',
] as const

export type AnomalieSuivi = { ligne: number; champ: string; motif: string }

const dominantes: Record<string, 'emploi' | 'equilibre' | 'remobilisation'> = {
  emploi: 'emploi',
  equilibre: 'equilibre',
  remobilisation: 'remobilisation',
}
const sansAccent = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

const Ligne = z.object({
  numeroDemandeRsa: z
    .string()
    .trim()
    .min(1, 'numéro de demande RSA absent')
    .max(11, 'numéro de demande RSA de plus de 11 caractères'),
  role: z
    .string()
    .trim()
    .toUpperCase()
    .pipe(z.enum(['DEM', 'CJT'], { error: 'rôle attendu : DEM ou CJT' })),
  nir: z
    .string()
    .trim()
    .transform((nir, contexte) => {
      const lu = nir === '' ? null : lireNirEcrit(nir)
      if (lu && 'refus' in lu) contexte.addIssue({ code: 'custom', message: lu.refus })
      return lu && 'nir' in lu ? lu.nir : null
    }),
  dateOrientation: z
    .string()
    .trim()
    .transform(d => d.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1'))
    .pipe(z.iso.date({ error: 'date attendue au format AAAA-MM-JJ ou JJ/MM/AAAA' })),
  dominante: z
    .string()
    .transform(sansAccent)
    .transform((d, contexte) => {
      const dominante = dominantes[d]
      if (!dominante)
        contexte.addIssue({ code: 'custom', message: 'dominante attendue : emploi, equilibre ou remobilisation' })
      return dominante ?? 'emploi'
    }),
  structure: z.string().trim().min(1, 'structure absente').max(200, 'nom de structure de plus de 200 caractères'),
  referentCourriel: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: 'adresse électronique du référent attendue' })),
})
export type LigneSuivi = z.output<typeof Ligne> & { ligne: number }

/**
 * Reads the list of follow-ups already running elsewhere (CSV, `;` or `,`, header of COLONNES_SUIVI in any order).
 * Refuses the whole file when it isn't a table with these columns; a bad line alone is set aside with its reason.
 */
export function lireSuivis(texte: string): { suivis: LigneSuivi[]; anomalies: AnomalieSuivi[]; lus: number } {
  const lignes = lireTable(texte)
  const suivis: LigneSuivi[] = []
  const anomalies: AnomalieSuivi[] = []
  const vus = new Set<string>()
  for (const { record, info } of lignes) {
    const lue = Ligne.safeParse(record)
    const ligne = info.lines
    if (!lue.success) {
      const [faute] = lue.error.issues
      anomalies.push({ ligne, champ: String(faute?.path[0] ?? ''), motif: faute?.message ?? 'ligne illisible' })
      continue
    }
    const cle = `${lue.data.numeroDemandeRsa} ${lue.data.role}`
    if (vus.has(cle))
      anomalies.push({
        ligne,
        champ: 'numeroDemandeRsa',
        motif: 'ce numéro et ce rôle figurent déjà plus haut dans le fichier',
      })
    else suivis.push({ ...lue.data, ligne })
    vus.add(cle)
  }
  return { suivis, anomalies, lus: lignes.length }
}

function lireTable(texte: string): { record: Record<string, string>; info: { lines: number } }[] {
  const [entete = ''] = texte.split(/\r?\n/, 1)
  const manquantes = COLONNES_SUIVI.filter(c => !entete.includes(c))
  if (manquantes.length) {
    throw new Refusal(
      'invalid',
      'colonnes-manquantes',
      `Le fichier est refusé, rien n’a changé : la première ligne doit nommer les colonnes ${COLONNES_SUIVI.join(';')}. Manquent : ${manquantes.join(', ')}.`,
    )
  }
  try {
    return parse(texte, {
      columns: true,
      delimiter: entete.includes(';') ? ';' : ',',
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as never
  } catch (erreur) {
    const ligne = (erreur as { lines?: number }).lines
    throw new Refusal(
      'invalid',
      'csv-illisible',
      `Le fichier est refusé, rien n’a changé : la ligne ${ligne ?? '?'} n’a pas le même nombre de colonnes que l’en-tête, ou un guillemet n’y est pas refermé.`,
    )
  }
}
