import { z } from 'zod'

/** How one may come in, as the list of sessions says it. */
export const MOYENS = {
  'mot-de-passe': 'mot de passe',
  totp: 'mot de passe et code',
  secours: 'mot de passe et code de secours',
  cle: 'clé d’accès',
  proconnect: 'ProConnect',
} as const

export const GENRES_FACTEUR = { totp: 'Application de codes', cle: 'Clé d’accès' } as const

export const TOTP_MAX = 5
export const CLES_MAX = 10
export const CODES_SECOURS = 10

const SIX_CHIFFRES = /^\d{6}$/
const serre = (code: string): string => code.replace(/[\s.-]/g, '').toUpperCase()

/** « 123 456 » as it is checked; null when it isn't six digits. */
export const codeATaper = (dit: string): string | null => {
  const code = serre(dit)
  return SIX_CHIFFRES.test(code) ? code : null
}

/** « k7qx 2mfa… » as it was drawn, whatever the spaces and the case; null when it can't be one. */
export const codeDeSecours = (dit: string): string | null => {
  const code = serre(dit).replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('8', 'B')
  return /^[A-Z2-7]{16}$/.test(code) ? code : null
}

const Nom = z.string().trim().min(1, { error: 'Donnez-lui un nom.' }).max(60)
const dite = z.string().min(1, { error: 'Écrivez votre mot de passe, ou un code de votre application.' }).max(200)

/** Who changes their factors proves again that they are there: a password, a code, a recovery code. */
export const Preuve = z.object({ preuve: dite })
export const DemandeTotp = z.object({ id: z.uuid(), nom: Nom, preuve: dite })
export const SaisieFacteur = DemandeTotp.omit({ id: true })
/** A code to type: six digits of the application, or a recovery code. */
export const CodeDit = z.object({
  code: z.string().trim().min(1, { error: 'Écrivez le code.' }).max(60),
})
