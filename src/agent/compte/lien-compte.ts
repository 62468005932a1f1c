import { Refusal } from '../../socle/refusal.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'

/** Where a link leads. What follows the sign # stays in the browser: no server, no proxy writes it down. */
export const cheminDuLien = (jeton: string): string => `/activation#${jeton}`

/** A link asked by who forgot their password. It belongs to no territory, hence not a parameter. */
export const DUREE_OUBLI_MINUTES = 60
/** How long a link that no longer serves still says why. */
export const LIENS_DITS_JOURS = 30

/** Invited by mail: an account opened at that address without the same proof may give way. Who is reset had one here, with its factors. */
export const cedeParCeLien = (lien: { genre: string; montre: boolean; reinitialise: boolean }): boolean =>
  lien.genre === 'activation' && !lien.montre && !lien.reinitialise

export type FinDeLien = 'servi' | 'remplace' | 'revoque' | 'decline'

const FINIS: Record<FinDeLien, string> = {
  servi:
    'Ce lien a déjà servi. Connectez-vous avec le mot de passe choisi alors. Si ce n’était pas vous, dites-le tout de suite à l’administrateur de votre territoire.',
  remplace: 'Un lien plus récent a remplacé celui-ci. Ouvrez le dernier que vous avez reçu.',
  revoque:
    'Ce lien a été retiré : le compte qu’il ouvrait est fermé. Demandez à l’administrateur de votre territoire ce qu’il en est.',
  decline:
    'Vous avez décliné cette invitation. Si c’est une erreur, demandez un autre lien à l’administrateur du territoire.',
}

export const lienFini = (fin: FinDeLien): Refusal => new Refusal('conflict', `lien-${fin}`, FINIS[fin])

export const lienInconnu = (): Refusal =>
  new Refusal(
    'not-found',
    'lien-inconnu',
    'Ce lien n’existe pas, ou n’existe plus. Vérifiez qu’il est entier. Sinon, demandez-en un autre à l’administrateur de votre territoire.',
  )

export const pasUneInvitation = (): Refusal =>
  new Refusal(
    'conflict',
    'lien-de-reinitialisation',
    'Ce lien rouvre votre accès\u00a0: ce n’est pas une invitation, il ne se décline pas. Vous ne voulez plus de compte ici\u00a0? Dites-le à l’administrateur de votre territoire.',
  )

/** `fuseau`: where its end is told. */
export const lienExpire = (expireLe: string, fuseau: string, oubli: boolean): Refusal =>
  new Refusal(
    'conflict',
    'lien-expire',
    `Ce lien ne sert plus depuis le ${dateEtHeure(expireLe, fuseau)}. ${
      oubli
        ? 'Demandez-en un autre par « Mot de passe oublié ».'
        : 'Demandez-en un autre à l’administrateur de votre territoire.'
    }`,
  )
