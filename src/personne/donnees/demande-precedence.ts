import { z } from 'zod'
import type { Faute } from '../../socle/saisie/faute.ts'
import { DemandeParametre, MESSAGES_PARAMETRE } from '../../territoire/parametre.ts'
import { Champ, SourceDonnee } from './donnee.ts'

/** Which source is believed first for some data, from a day on; what agents noted always comes before (E6). */
export const DemandePrecedence = DemandeParametre.pick({ effetLe: true, motif: true }).extend({
  champs: z.array(Champ).min(1, { error: 'Choisissez au moins une donnée.' }),
  ordre: z.array(SourceDonnee).min(1),
})

/** What is wrong with a change of order, said of answers right by themselves. */
export const fautesPrecedence = ({ effetLe }: { effetLe?: string }, aujourdhui: string): Faute[] =>
  effetLe !== undefined && effetLe < aujourdhui
    ? [{ champ: 'effetLe', message: MESSAGES_PARAMETRE['effet-passe']() }]
    : []
