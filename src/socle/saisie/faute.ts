import { z } from 'zod'
import { DATE_INCOMPRISE } from '../date-ecrite.ts'

/** A field of a form or of an input, by its path (`habilitations.0.role`), and what to do about it. */
export type Faute = { champ: string; message: string }

/** A day, 'YYYY-MM-DD'. `absent`: what to say when none is given; something that is no day has the same sentence everywhere. */
export const jour = (absent: string) => z.iso.date({ error: ({ input }) => (input ? DATE_INCOMPRISE : absent) })

/** A text that may be left out: trimmed, null when nothing is left of it. */
export const texteFacultatif = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullable()
    .transform(texte => texte || null)

/**
 * What is wrong with an answer whose schema says no sentence of its own. The browser and the server both speak so
 * (`z.config({ customError: direFaute })`): the same French words under the field, whoever refused.
 */
export function direFaute(faute: z.core.$ZodRawIssue): string {
  const absente = faute.input === undefined || faute.input === null || faute.input === ''
  switch (faute.code) {
    case 'too_small':
      if (faute.origin === 'string' && Number(faute.minimum) > 1) return `Écrivez au moins ${faute.minimum} caractères.`
      if (faute.origin === 'number' || faute.origin === 'int') return `Écrivez un nombre d’au moins ${faute.minimum}.`
      return ABSENTE
    case 'too_big':
      if (faute.origin === 'string') return `Écrivez ${faute.maximum} caractères au plus : raccourcissez ce texte.`
      if (faute.origin === 'number' || faute.origin === 'int') return `Écrivez un nombre d’au plus ${faute.maximum}.`
      return `Choisissez-en ${faute.maximum} au plus.`
    case 'invalid_value':
      return absente ? 'Choisissez une réponse.' : 'Choisissez une des réponses proposées.'
    case 'invalid_type':
      if (absente) return ABSENTE
      return faute.expected === 'int' ? 'Écrivez un nombre entier.' : MAL_FORMEE
    case 'invalid_format':
      if (faute.format === 'email')
        return 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.'
      if (faute.format === 'date' && !absente) return DATE_INCOMPRISE
      return absente ? ABSENTE : MAL_FORMEE
    default:
      return absente ? ABSENTE : MAL_FORMEE
  }
}

const ABSENTE = 'Cette réponse est nécessaire : donnez-la.'
const MAL_FORMEE = 'Cette réponse n’a pas la forme attendue : corrigez-la.'
