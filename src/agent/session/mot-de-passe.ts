import { z } from 'zod'
import { Courriel } from '../../lecture/courriel.ts'
import type { Faute } from '../../socle/saisie/faute.ts'

/** CNIL, délibération 2022-100: twelve characters at least; length and being one's own matter more than odd signs. */
export const LONGUEUR_MIN = 12
export const LONGUEUR_MAX = 200

/** What one signs in with. */
export const Identifiants = z.object({
  courriel: Courriel,
  motDePasse: z.string().min(1, { error: 'Écrivez votre mot de passe.' }).max(LONGUEUR_MAX),
})
export type Identifiants = z.infer<typeof Identifiants>

/** One's own password to change. */
export const ChangementMotDePasse = z.object({
  ancien: z.string().min(1, { error: 'Écrivez votre mot de passe actuel.' }).max(LONGUEUR_MAX),
  nouveau: z.string().min(1, { error: 'Écrivez le nouveau mot de passe.' }).max(LONGUEUR_MAX),
})

/** One's own password to choose, by a link. */
export const ChoixMotDePasse = ChangementMotDePasse.pick({ nouveau: true })

/** The same on the screen, where the new one is typed twice. */
export const SaisieMotDePasse = ChangementMotDePasse.extend({
  encore: z.string().min(1, { error: 'Écrivez-le une seconde fois.' }).max(LONGUEUR_MAX),
})

/** One's own password to choose on the screen of a link. */
export const SaisieChoix = SaisieMotDePasse.omit({ ancien: true })

/** What joins a territory: the password of one's account; another in its place where the server asks for it. */
export const SaisieRejoindre = z.object({
  motDePasse: Identifiants.shape.motDePasse,
  nouveau: z.string().max(LONGUEUR_MAX),
  encore: z.string().max(LONGUEUR_MAX),
})

/** What can be said before the server knows who asks: too short, the same as before, typed otherwise the second time. */
export function fautesMotDePasse({ ancien, nouveau, encore }: Partial<z.output<typeof SaisieMotDePasse>>): Faute[] {
  const fautes: Faute[] = []
  if (nouveau !== undefined && nouveau.length < LONGUEUR_MIN)
    fautes.push({ champ: 'nouveau', message: MESSAGES_MOT_DE_PASSE['mot-de-passe-court'] })
  if (nouveau !== undefined && nouveau === ancien)
    fautes.push({ champ: 'nouveau', message: MESSAGES_MOT_DE_PASSE['mot-de-passe-inchange'] })
  if (nouveau !== undefined && encore !== undefined && encore !== nouveau)
    fautes.push({ champ: 'encore', message: 'Les deux saisies diffèrent. Recommencez celle-ci.' })
  return fautes
}

export const MESSAGES_MOT_DE_PASSE = {
  'mot-de-passe-court': `Ce mot de passe est trop court. Prenez au moins ${LONGUEUR_MIN} caractères : une phrase que vous retenez fait l’affaire.`,
  'mot-de-passe-inchange': 'C’est le même que l’actuel. Choisissez-en un autre.',
  'mot-de-passe-repete':
    'Ce mot de passe répète les mêmes caractères. Prenez plutôt quelques mots sans lien entre eux.',
  'mot-de-passe-personnel': 'Ce mot de passe contient votre nom ou votre adresse. Prenez des mots sans lien avec vous.',
  'mot-de-passe-commun': 'Ce mot de passe se devine trop vite. Prenez quelques mots sans lien entre eux.',
} as const
