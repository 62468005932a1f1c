import { Refusal } from '../refusal.ts'

/**
 * What no eye sees, or what each machine shows as it likes: characters of command, marks that turn the direction of what follows
 * (a name read backwards is another name), spaces of no width and blank letters (two names that look alike and aren't), characters
 * of nobody. The lines of a text and the emoji stay.
 */
const INVISIBLES = new RegExp(
  [
    // Commands, but tab and ends of line.
    '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]',
    // Directions: marks, embeddings, overrides, isolates.
    '[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u206f]',
    // No width: hyphen that may be, space, joiners, marks of order; letters and marks that show nothing.
    '[\\u00ad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u2060-\\u2065\\u2800\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb]',
    '[\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]',
    // Private use, and what is no character.
    '\\p{Co}|\\p{Noncharacter_Code_Point}',
    // Joiners that join nothing: they keep their sense in an emoji and in scripts that write with them.
    '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f\\p{sc=Arab}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Taml}\\p{sc=Sinh}])[\\u200c\\u200d]',
  ].join('|'),
  'gu',
)

/** Where one of them may begin: a text that has none of these, nearly all, is looked at once. */
const PEUT_ETRE = new RegExp(
  [
    '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f',
    '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ud834\\udb40-\\udbff',
    '\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff9-\\uffff]|[\\ud83f-\\udbbf][\\udffe\\udfff]',
  ].join(''),
)

/** A text as it is kept: what can't be seen is left out, so that what is read is what is there. Typed, or read in a file. */
export const lisible = (texte: string): string =>
  PEUT_ETRE.test(texte) ? texte.replace(/[\u2028\u2029]/g, '\n').replace(INVISIBLES, '') : texte

/** Fields whose text nobody reads: a password is what was typed, to the last sign. */
const SECRETS = ['motDePasse', 'ancien', 'nouveau']

/** A day, or an instant, as forms write it. */
const DATE = /^[+-]?(\d{4,6})-\d{2}-\d{2}(?:$|[T ]\d)/
/** Nobody here was born before, and nothing is planned after: further, neither PostgreSQL nor calendars can count. */
const ANNEES = { premiere: 1850, derniere: 2200 }

/** Levels of an input, at most: the deepest form has six. */
const PROFONDEUR_MAX = 32

/**
 * What a request carries, every text of it `lisible`, before any schema looks at it: the one place for all of them. Refused: a NUL or
 * half of a character, which PostgreSQL doesn't hold; a date of a year that nobody lives in; what is deeper than any input.
 */
export function rendreLisible(valeur: unknown, profondeur = 0): unknown {
  if (typeof valeur === 'string') return exigerAnnee(lisible(exigerEcrit(valeur)))
  if (typeof valeur !== 'object' || valeur === null || Buffer.isBuffer(valeur)) return valeur
  if (profondeur >= PROFONDEUR_MAX)
    throw new Refusal(
      'invalid',
      'trop-profond',
      'Cette demande a trop de niveaux\u00a0: elle n’est celle d’aucun écran.',
    )
  const contenu = valeur as Record<string, unknown>
  for (const [cle, dedans] of Object.entries(contenu)) {
    exigerEcrit(cle)
    contenu[cle] =
      SECRETS.includes(cle) && typeof dedans === 'string' ? exigerEcrit(dedans) : rendreLisible(dedans, profondeur + 1)
  }
  return valeur
}

function exigerEcrit(texte: string): string {
  if (texte.includes('\0'))
    throw new Refusal('invalid', 'caractere-nul', 'Un texte contient un caractère nul, qui ne s’écrit pas. Retirez-le.')
  if (!texte.isWellFormed())
    throw new Refusal(
      'invalid',
      'caractere-coupe',
      'Un texte contient la moitié d’un caractère, qui ne s’écrit pas. Retirez-la.',
    )
  return texte
}

function exigerAnnee(texte: string): string {
  const annee = Number(DATE.exec(texte)?.[1] ?? ANNEES.premiere)
  if (annee < ANNEES.premiere || annee > ANNEES.derniere)
    throw new Refusal(
      'invalid',
      'annee-impossible',
      `L’année d’une date est hors de ce qui se compte\u00a0: écrivez-la entre ${ANNEES.premiere} et ${ANNEES.derniere}.`,
    )
  return texte
}
