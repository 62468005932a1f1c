import { type RawBuilder, sql } from 'kysely'
import type { Permission } from '../agent/permissions.ts'
import type { Context } from '../socle/use-case.ts'
import { joursFeries } from '../territoire/jours-feries.ts'
import { parametreDuJour } from '../territoire/parametre.queries.ts'
import type { CleParametre } from '../territoire/parametre.ts'
import type { Lieu } from './echeance.ts'

/**
 * How long a clock runs, a parameter of the territory. `jour-1`: its first day is day 1 (rule E3); `plein`: it is day 0. Working days
 * leave out Saturdays, Sundays and the public holidays of the place.
 */
export type Duree = {
  parametre: CleParametre
  unite: 'jours' | 'jours-ouvres' | 'semaines' | 'mois'
  compte: 'jour-1' | 'plein'
}

/**
 * What the facts say of a clock, one row each, in SQL: the fact it hangs on, whose it is, its first day and its last (null when no rule
 * sets one), from when it asks (timestamptz; null: not yet), the appointment that answers it, whether it commands, and to whom.
 */
export type Colonnes = Record<
  'objet' | 'personne' | 'depuis' | 'pour' | 'des' | 'prevu' | 'commande' | 'agent' | 'structure',
  RawBuilder<unknown>
>

/** What several clocks read, said and read once for all of them: rows of these persons, under a name. */
export type Source = { nom: string; lignes: (personnes: RawBuilder<unknown>) => RawBuilder<unknown> }

/**
 * A clock of a domain (architecture §9). `faits`: what is due to these persons, as the facts stand, without the time it is: what was
 * done, or is no longer owed, isn't there. One line in `src/echeances.ts`.
 */
export type Horloge = {
  genre: string
  /** What is to be done, as a verb: « Convoquer ». */
  acte: string
  /** How many of them are late, as who leads a team reads it: « 1 bilan », « 3 bilans ». None where nobody's name is on it. */
  nom?: readonly [un: string, plusieurs: string]
  ou: Lieu
  /** Done by an appointment for this. */
  prise?: string
  /** May be put off, or given to a colleague: by who may do it. */
  reportable: boolean
  permission: Permission
  /** What `faits` reads under its name, when other clocks read it too. */
  source?: Source
  faits: (ctx: Context, personnes: RawBuilder<unknown>) => RawBuilder<unknown>
}

const RIEN = {
  pour: sql`null::date`,
  prevu: sql`null::date`,
  commande: sql`true`,
  agent: sql`null::uuid`,
  structure: sql`null::uuid`,
}

/** The rows of a clock. `de`: what follows « from ». */
export function lignes(
  { genre }: Pick<Horloge, 'genre'>,
  colonnes: Partial<Colonnes> & Pick<Colonnes, 'objet' | 'personne' | 'depuis' | 'des'>,
  de: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const c = { ...RIEN, ...colonnes }
  return sql`select ${genre}::text as genre, ${c.objet} as objet_id, ${c.personne} as personne_id, ${c.depuis} as depuis,
    ${c.pour} as pour, ${c.des} as des, ${c.prevu} as prevu_le, ${c.commande} as commande, ${c.agent} as agent_id,
    ${c.structure} as structure_id from ${de}`
}

/** SQL (date): last day on time of a clock that starts on a day (column), by the parameter in force that day. */
export function dernierJour(
  ctx: Context,
  depuis: RawBuilder<unknown>,
  { parametre, unite, compte }: Duree,
): RawBuilder<string> {
  const n = parametreDuJour(parametre, depuis)
  if (unite === 'jours-ouvres') return joursOuvresApres(ctx, depuis, n)
  const combien = { jours: sql`days => ${n}`, semaines: sql`weeks => ${n}`, mois: sql`months => ${n}` }[unite]
  return sql`((${depuis} + make_interval(${combien}))::date - ${compte === 'jour-1' ? 1 : 0}::int)`
}

/** The first year whose public holidays are counted: no clock started before. */
const DEPUIS_L_AN = 2015

/** SQL (date): the n-th working day after a day. */
function joursOuvresApres(ctx: Context, depuis: RawBuilder<unknown>, n: RawBuilder<number>): RawBuilder<string> {
  const jusqua = Number(ctx.today.slice(0, 4)) + 2
  const feries = Array.from({ length: jusqua - DEPUIS_L_AN + 1 }, (_, i) =>
    joursFeries(DEPUIS_L_AN + i, ctx.territoire.code),
  )
  return sql`(select j::date from generate_series(${depuis} + 1, ${depuis} + ${n} * 2 + 14, interval '1 day') j
    where extract(isodow from j) < 6 and j::date <> all(${feries.flat()}::date[]) order by j limit 1 offset ${n} - 1)`
}
