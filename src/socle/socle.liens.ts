import { sql } from 'kysely'
import { lien, porter } from './lien.ts'
import type { Context } from './use-case.ts'

/** The timelines and the readings: never rewritten by the application, hence read through the file kept when two are merged. */
export const LIENS_SOCLE = [
  lien({
    // What it tells is in the sections of each domain, in their own words.
    table: 'evenement',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'ecarter',
    // Whether a follow-up slept on a past day is read from these two.
    effacement: {
      vider: ['avant', 'apres', 'acteur_id', 'acteur_nom'],
      accessoire: true,
      seulement: { colonne: 'type', valeurs: ['mise-en-veille', 'reprise'] },
    },
    portabilite: false,
  }),
  lien({
    table: 'evenement_annule',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: false,
  }),
  lien({
    table: 'consultation',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: porter(
      'Qui a lu ce dossier',
      ids => sql`
        select c.le as "Le", c.quoi as "Ce qui a été lu", c.acteur as "Par", c.role as "Rôle"
        from consultation c where c.personne_id = any(${ids}) order by c.le desc`,
    ),
    conservation: { parametre: 'conservation.lectures-mois', depuis: 'le', purger: purgerLectures },
  }),
  lien({
    // It names persons in an array: a trigger takes out who is erased (000061), and what may have been typed of them.
    table: 'lecture_liste',
    vers: 'personne',
    colonnes: {},
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
    portabilite: porter(
      'Qui a vu ce nom dans une liste',
      ids => sql`
        select to_char(l.le::date, 'YYYY-MM') as "Mois", l.liste as "Liste", l.acteur as "Par", l.role as "Rôle", count(*)::int as "Fois"
        from lecture_liste l where l.personnes && ${ids} group by 1, 2, 3, 4 order by 1 desc, 2, 4`,
    ),
    conservation: { parametre: 'conservation.lectures-mois', depuis: 'le', purger: purgerListes },
  }),
]

/** Through the one function that may: the application only adds to readings. */
async function purgerLectures(ctx: Context, avant: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select effacer_lectures(${avant}::timestamptz) as n`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

async function purgerListes(ctx: Context, avant: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select effacer_listes(${avant}::timestamptz) as n`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
