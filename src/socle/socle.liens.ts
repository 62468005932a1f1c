import { sql } from 'kysely'
import { lien } from './lien.ts'
import type { Context } from './use-case.ts'

/** The timelines and the readings: never rewritten by the application, hence read through the file kept when two are merged. */
export const LIENS_SOCLE = [
  lien({
    table: 'evenement',
    vers: 'personne',
    fusion: 'rester',
    annulation: ecarterEvenements,
    // Whether a follow-up slept on a past day is read from these two.
    effacement: {
      vider: ['avant', 'apres', 'acteur_id', 'acteur_nom'],
      seulement: { colonne: 'type', valeurs: ['mise-en-veille', 'reprise'] },
    },
  }),
  lien({
    table: 'evenement_annule',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
  }),
  lien({
    table: 'consultation',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
  }),
]

/** What an undone import wrote in the timelines is moved aside, by the one function that may. */
async function ecarterEvenements(ctx: Context, numero: number): Promise<void> {
  await sql`select annuler_evenements(${numero}, ${ctx.now}::timestamptz)`.execute(ctx.db)
}
