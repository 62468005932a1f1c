import type { Besoins } from '../precaution/en-bref.ts'
import { direHeures } from '../precaution/en-bref.ts'
import type { Faute } from '../socle/saisie/faute.ts'

/** What a booking says of the needs of who comes. Hours of the territory, 'HH:MM'. */
export type PriseSelonBesoins = {
  de: string
  a: string
  /** The person comes: not by telephone, nor at their place. */
  surPlace: boolean
  interpretePrevu: boolean
  horairesConfirmes: boolean
}

/** Why this booking doesn't obey what the person needs, told once (rule A9); nothing when it does. */
export function manquesBesoins(prise: PriseSelonBesoins, besoins: Besoins | null): (keyof typeof CHAMPS_BESOINS)[] {
  if (!besoins) return []
  const manques: (keyof typeof CHAMPS_BESOINS)[] = []
  if (prise.surPlace && !prise.horairesConfirmes && horsDeSesHeures(prise, besoins)) manques.push('hors-de-ses-heures')
  if (aInterpreter(besoins).length > 0 && !prise.interpretePrevu) manques.push('interprete-a-prevoir')
  return manques
}

/** The hours at which they can come, the bus being what it is. */
export function horsDeSesHeures(
  { de, a }: Pick<PriseSelonBesoins, 'de' | 'a'>,
  { arriveeDes, departAvant }: Pick<Besoins, 'arriveeDes' | 'departAvant'>,
): boolean {
  return (arriveeDes !== null && de < arriveeDes) || (departAvant !== null && a > departAvant)
}

/** In what somebody has to interpret, as a letter says it: « Un interprète en … sera là ». */
export function aInterpreter({ langue, lsf }: Pick<Besoins, 'langue' | 'lsf'>): string[] {
  return [...(langue === null ? [] : [langue]), ...(lsf ? ['langue des signes'] : [])]
}

/** What nobody can plan for many persons at once: booked one by one. `acces`: the place has no step; null, nobody said. */
export function aPrevoirAPart(besoins: Besoins | null, surPlace: boolean, acces: boolean | null): boolean {
  if (!besoins || !surPlace) return false
  return besoins.gardeEnfant || (besoins.sansMarche && acces !== true)
}

/** What a booking warns of, without refusing it. */
export function alertesBesoins(besoins: Besoins | null, surPlace: boolean, acces: boolean | null): string[] {
  if (!besoins || !surPlace) return []
  return [
    ...(besoins.sansMarche && acces === false
      ? ['Ce lieu a des marches : la personne ne peut pas y entrer. Recevez-la ailleurs, chez elle ou par téléphone.']
      : []),
    ...(besoins.sansMarche && acces === null
      ? ['Personne n’a dit si ce lieu a des marches : vérifiez-le avant de convoquer.']
      : []),
    ...(besoins.gardeEnfant
      ? ['La personne a un enfant à faire garder : voyez avec elle à quelle heure elle peut.']
      : []),
  ]
}

export const MESSAGES_BESOINS = {
  'hors-de-ses-heures':
    'La personne ne peut pas venir à cette heure. Choisissez un autre créneau, ou cochez que vous l’avez vue avec elle.',
  'interprete-a-prevoir':
    'La personne a besoin d’un interprète. Prévoyez-le, puis cochez la case ; ou choisissez un autre moment.',
  'besoin-a-prevoir':
    'La personne a un besoin à prévoir : accès sans marche ou garde d’enfant. Prenez son rendez-vous à part, depuis son dossier.',
} as const

export const CHAMPS_BESOINS = {
  'hors-de-ses-heures': 'horairesConfirmes',
  'interprete-a-prevoir': 'interpretePrevu',
} as const

/** The same, under the fields of the booking window. */
export function fautesBesoins(prise: PriseSelonBesoins | null, besoins: Besoins | null): Faute[] {
  if (!prise) return []
  return manquesBesoins(prise, besoins).map(manque => ({
    champ: CHAMPS_BESOINS[manque],
    message: MESSAGES_BESOINS[manque],
  }))
}

/** « Peut venir de 9 h 30 à 16 h », or nothing when she may come at any hour. */
export const phraseHeures = (besoins: Besoins): string | null =>
  besoins.arriveeDes === null && besoins.departAvant === null ? null : direHeures(besoins)
