import type { Genre } from '../import.ts'

export const RYTHMES = { mensuel: 'mensuel', quotidien: 'quotidien' } as const
export type Rythme = keyof typeof RYTHMES

/** What the first bytes of a file say of it; null: they don't. */
export type Entete = {
  /** When it was made: a local instant, without zone. */
  creeLe: string | null
  rythme: Rythme | null
  /** The day it tells of, YYYY-MM-DD. */
  reference: string | null
  /** The first organism it cites, « CAF 591 ». */
  organisme: string | null
}

/** Flows whose header gives no rhythm, but whose kind does: « fichier mensuel de France Travail ». */
const RYTHME_DU_GENRE: Partial<Record<Genre, Rythme>> = { pecg: 'mensuel', creances: 'mensuel', financier: 'mensuel' }

/**
 * The header of a CNAF, CCMSA or France Travail flow (vrsb0801.xsd, IdentificationFlux: TYPEFLUX M monthly, R resumption of a whole
 * month, I within the month). A list has none.
 */
export function lireEntete(debut: Buffer, genre: Genre | null): Entete {
  const texte = debut.toString('latin1')
  const jour = valeur(texte, 'DTCREAFLUX|date-fabrication', String.raw`\d{4}-\d{2}-\d{2}`)
  const type = valeur(texte, 'TYPEFLUX', '[MIR]')
  const fonction = valeur(texte, 'FONORG', 'CAF|MSA')
  const numero = valeur(texte, 'NUMORG', String.raw`\d{3}`)
  const reference = valeur(texte, 'DTREF', String.raw`\d{4}-\d{2}-\d{2}`)
  return {
    creeLe: jourValide(jour) && `${jour}T${valeur(texte, 'HEUCREAFLUX', String.raw`\d{2}:\d{2}:\d{2}`) ?? '00:00:00'}`,
    rythme: type ? (type === 'I' ? 'quotidien' : 'mensuel') : ((genre && RYTHME_DU_GENRE[genre]) ?? null),
    reference: jourValide(reference),
    organisme: fonction && numero ? `${fonction} ${numero}` : null,
  }
}

function valeur(texte: string, balise: string, forme: string): string | null {
  return new RegExp(`<(?:${balise})>\\s*(${forme})`).exec(texte)?.[1] ?? null
}

/** A day that exists: the database takes no other, and the file will be refused with its faults. */
function jourValide(jour: string | null): string | null {
  try {
    return jour && Temporal.PlainDate.from(jour).toString()
  } catch {
    return null
  }
}
