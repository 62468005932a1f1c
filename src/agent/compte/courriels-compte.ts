import { adressePublique } from '../../socle/mail/adresse-publique.ts'
import { envoyer } from '../../socle/mail/envoyer.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { jetonDuLien, type Lien } from './lien-compte.queries.ts'
import { cheminDuLien, DUREE_OUBLI_MINUTES } from './lien-compte.ts'

const adresseDe = ({ id }: Lien): string => `${adressePublique() ?? ''}${cheminDuLien(jetonDuLien(id))}`

/**
 * The link of an agent to their own address: invited, or reset. The same words whether they have an account elsewhere or not. `message`:
 * the name of the message, another when it is sent again because it was asked for.
 */
export async function envoyerLienActivation(
  lien: Lien,
  territoire: string,
  fuseau: string,
  message: string = lien.id,
): Promise<void> {
  const { reinitialise } = lien
  await envoyer({
    id: `compte-${message}`,
    a: [lien.courriel],
    sujet: reinitialise
      ? `Filrouge, ${territoire}\u00a0: choisir un autre mot de passe`
      : `Filrouge, ${territoire}\u00a0: votre accès`,
    texte: [
      'Bonjour,',
      reinitialise
        ? `L’administrateur du territoire ${territoire} a réinitialisé votre accès à Filrouge. Ouvrez ce lien pour choisir un autre mot de passe\u00a0:`
        : `L’administrateur du territoire ${territoire} vous donne accès à Filrouge, le logiciel du service public de l’insertion et de l’emploi. Ouvrez ce lien pour choisir votre mot de passe, ou pour entrer avec celui que vous avez déjà :`,
      adresseDe(lien),
      `${jusqua(lien, fuseau)} ${reinitialise ? 'Votre accès à ce territoire est fermé jusque-là.' : 'Si vous aviez déjà un accès à ce territoire, il est fermé jusque-là.'}`,
      reinitialise
        ? 'Ne le transmettez à personne. Vous n’aviez rien demandé\u00a0? Dites-le à l’administrateur de votre territoire.'
        : 'Ne le transmettez à personne. Vous n’attendiez pas ce message ? Ne faites rien, ou déclinez sur la page du lien.',
    ].join('\n\n'),
  })
}

/** Who asks for a link after a reset whose own is over. */
export async function envoyerLienFini(
  { courriel, expireLe }: Lien,
  territoire: string,
  fuseau: string,
  message: string,
): Promise<void> {
  await envoyer({
    id: `compte-${message}`,
    a: [courriel],
    sujet: `Filrouge, ${territoire}\u00a0: votre lien ne sert plus`,
    texte: [
      'Bonjour,',
      `L’administrateur du territoire ${territoire} a réinitialisé votre accès à Filrouge. Le lien pour choisir un autre mot de passe ne sert plus depuis le ${dateEtHeure(expireLe, fuseau)}.`,
      'Demandez-lui d’en faire un autre.',
    ].join('\n\n'),
  })
}

const jusqua = ({ expireLe }: Lien, fuseau: string): string =>
  `Il sert une fois, jusqu’au ${dateEtHeure(expireLe, fuseau)}.`

export async function envoyerLienOubli(lien: Lien): Promise<void> {
  await envoyer({
    id: `oubli-${lien.id}`,
    a: [lien.courriel],
    sujet: 'Filrouge : choisir un autre mot de passe',
    texte: [
      'Bonjour,',
      'Vous avez dit avoir oublié votre mot de passe. Ouvrez ce lien pour en choisir un autre :',
      adresseDe(lien),
      `Il sert une fois, pendant ${DUREE_OUBLI_MINUTES} minutes. Ne le transmettez à personne.`,
      'Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.',
    ].join('\n\n'),
  })
}

/** `le`: the instant of the change, kept in the name of the message: sent again, it is the same. */
export async function envoyerMotDePasseChange(
  agentId: string,
  courriel: string,
  le: string,
  fuseau: string,
): Promise<void> {
  await envoyer({
    id: `mot-de-passe-${agentId}-${Date.parse(le)}`,
    a: [courriel],
    sujet: 'Filrouge : votre mot de passe a changé',
    texte: [
      'Bonjour,',
      `Le mot de passe de votre compte a été changé le ${dateEtHeure(le, fuseau)}. Les sessions ouvertes ailleurs sont fermées.`,
      'C’était vous ? Il n’y a rien à faire.',
      'Ce n’était pas vous ? Prévenez tout de suite l’administrateur de votre territoire : il ferme votre accès et vous en donne un autre.',
    ].join('\n\n'),
  })
}

/** What they signed in with besides a password was taken away for them, wherever they work. */
export async function envoyerFacteursRetires(
  agentId: string,
  courriel: string,
  le: string,
  fuseau: string,
): Promise<void> {
  await envoyer({
    id: `facteurs-${agentId}-${Date.parse(le)}`,
    a: [courriel],
    sujet: 'Filrouge\u00a0: votre connexion forte a été retirée',
    texte: [
      'Bonjour,',
      `Le ${dateEtHeure(le, fuseau)}, qui tient le serveur a retiré la connexion forte de votre compte\u00a0: votre mot de passe suffit. Ajoutez une application de codes ou une clé d’accès dans «\u00a0Mon compte\u00a0», et gardez vos codes de secours.`,
      'Vous ne l’aviez pas demandé\u00a0? Prévenez tout de suite l’administrateur de votre territoire.',
    ].join('\n\n'),
  })
}
