import { direCharge } from '../../offre/suivis.ts'
import { dateCourte, joursEntre } from '../../socle/ui/dates.ts'
import { MODES_NOTIFICATION } from '../orientation.ts'

type Referent = { nom: string; suivis: number; plafond: number }
type Choix = {
  structure: string
  referent: Referent | null
  notification: { mode: keyof typeof MODES_NOTIFICATION; le: string } | null
  aujourdhui: string
  delai: { recuLe: string; sur: number; orienteLe: string | null } | null
  enCours: { referent: string | null } | null
  /** A note is left to who takes over. */
  relais?: boolean
}

/** What the decision will do, said before it is confirmed; days are YYYY-MM-DD. `fait`: said after, in the past. */
export function consequences(
  { structure, referent, notification, aujourdhui, delai, enCours, relais }: Choix,
  fait = false,
): string[] {
  const arretLe = notification?.le ?? (referent ? aujourdhui : null)
  return [
    ...(enCours ? [fait ? 'L’orientation précédente est close.' : 'L’orientation en cours sera close.'] : []),
    referent
      ? `${referent.nom} ${fait ? 'est' : 'sera'} le référent unique : ${direCharge({ ...referent, suivis: referent.suivis + 1 })}.`
      : `${structure} ${fait ? 'doit' : 'devra'} désigner le référent unique.`,
    ...(enCours?.referent && enCours.referent !== referent?.nom
      ? [`${enCours.referent} ${fait ? 'ne suit plus' : 'ne suivra plus'} la personne.`]
      : []),
    ...(relais
      ? [
          referent
            ? `${referent.nom} ${fait ? 'trouve' : 'trouvera'} votre note en tête du dossier, et de ses avis.`
            : `Votre note ${fait ? 'attend' : 'attendra'} le référent que ${structure} désignera.`,
        ]
      : []),
    notification
      ? `${fait ? 'La lettre est éditée' : 'La lettre sera éditée'}, notifiée le ${dateCourte(notification.le, aujourdhui)} (${MODES_NOTIFICATION[notification.mode].toLowerCase()}).`
      : `${fait ? 'La personne n’est pas encore notifiée' : 'La personne ne sera pas notifiée tout de suite'}.`,
    ...direDelai(delai, arretLe, aujourdhui, fait),
  ]
}

function direDelai(delai: Choix['delai'], arretLe: string | null, aujourdhui: string, fait: boolean): string[] {
  if (!delai || delai.orienteLe) return []
  if (!arretLe) return ['Le délai d’orientation continue de courir.']
  const jour = joursEntre(delai.recuLe, arretLe) + 1
  const verbe = fait ? 'Le délai est arrêté' : 'Le délai s’arrêtera'
  return [`${verbe} : orienté le ${dateCourte(arretLe, aujourdhui)}, jour ${jour} sur ${delai.sur}.`]
}
