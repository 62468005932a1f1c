import { z } from 'zod'

/** The three kinds of support (glossary; S3 annexe 4). From nearest to furthest from employment. */
export const DOMINANTES = {
  emploi: 'Emploi',
  equilibre: 'Équilibre social et professionnel',
  remobilisation: 'Remobilisation',
} as const
export type Dominante = keyof typeof DOMINANTES
export const NOMS_DOMINANTES = Object.keys(DOMINANTES) as Dominante[]
export const Dominante = z.enum(['emploi', 'equilibre', 'remobilisation'])

/** In a narrow column. */
export const DOMINANTES_COURTES: Record<Dominante, string> = {
  emploi: 'Emploi',
  equilibre: 'Équilibre',
  remobilisation: 'Remobilisation',
}

/** Inside a sentence: « la proposition est … ». */
export const DOMINANTES_DANS_UNE_PHRASE: Record<Dominante, string> = {
  emploi: 'l’emploi',
  equilibre: 'l’équilibre social et professionnel',
  remobilisation: 'la remobilisation',
}
