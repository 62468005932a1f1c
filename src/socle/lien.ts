import { type RawBuilder, sql } from 'kysely'
import type { Context } from './use-case.ts'

/** What the value of a column leads to: a person, a household, or one of them by a number of theirs. */
export type Cible = 'personne' | 'foyer' | 'demande' | 'nir'

/** Two files that become one: `vers` is kept, `de` is absorbed; `choix`: which value an agent kept, by field. */
export type Reunion = { de: string; vers: string; choix: Readonly<Record<string, 'garde' | 'absorbe'>> }
/** The same two files when they part again; `foyers`: households that were only the absorbed one's. */
export type Separation = { de: string; vers: string; foyers: readonly string[] }

/** A rule of the domain's own, when rows can't just change person. `fait` is what `reunir` answered, kept as JSON. */
export type FusionPropre = {
  reunir: (ctx: Context, reunion: Reunion) => Promise<unknown>
  separer: (ctx: Context, separation: Separation, fait: unknown) => Promise<void>
}
/** Rows that change person, in SQL over `t` (the row) and `v` (a row of the file kept). */
export type Deplacement = {
  /** Text that names a row among those of one person; its id when nothing is said. */
  cle?: string
  /** Where a row `v` answers to this, `t` stays under the absorbed file. */
  sauf?: string
  /** When the files part, what came since in the households that were only the absorbed one's goes back too. */
  avecFoyers?: true
}
/** `rester`: rows stay under the absorbed file and are read through it. */
export type Fusion = 'deplacer' | 'rester' | { deplacer: Deplacement } | FusionPropre

/** Rows that an import may change: photographed before it writes, and put back as they were. */
export type Suivi = {
  cle: readonly string[]
  /** Columns that PostgreSQL computes by itself. */
  calculees?: readonly string[]
  /** Rows that can still change (SQL over `t`); the others are history, never rewritten. */
  vivantes?: string
  /** What is told once the rows that import `numero` changed are as they were. */
  apres?: (ctx: Context, numero: number) => Promise<void>
}
/**
 * What undoing an import does. `oublier`: rows that carry its number in one of these columns go. `partir`: rows go with the persons
 * it created. `ecarter`: the timelines' own, moved aside by the one function that may. `bloquer`: such a row is work done since, the
 * import can't be undone. `rester`: it doesn't concern them.
 */
export type Annulation =
  | { suivre: Suivi }
  | { oublier: readonly string[] }
  | 'partir'
  | 'ecarter'
  | 'bloquer'
  | 'rester'
  | ((ctx: Context, numero: number) => Promise<void>)

/**
 * What erasing a person makes of the rows. `garder`: they hold nothing about anybody once they lead to nobody. `vider`: these columns
 * are emptied and the rows kept for counting; `seulement`: those rows only, the others go; `accessoire`: they only help to count other
 * rows, and go when none of these is kept.
 */
export type Effacement =
  | 'effacer'
  | 'garder'
  | { vider: readonly string[]; seulement?: { colonne: string; valeurs: readonly string[] }; accessoire?: true }

/** What the person takes away of a row: in French, a day YYYY-MM-DD, an instant ISO. Nothing about others, nor written for oneself. */
export type LignePortee = Readonly<Record<string, string | number | boolean | null>>
/** The files of who takes their data away; `adresse`: their confidential address too, asked for on purpose. */
export type Portee = { ids: readonly string[]; adresse: boolean }
/** SQL (uuid[]): those whose asking for a confidential address doesn't cover it: nobody, or the person herself who takes it away. */
export const saufQuiEmporte = ({ ids, adresse }: Portee): RawBuilder<unknown> => sql`${adresse ? [...ids] : []}::uuid[]`
/** Whether the rows are in the person's own export, under which title. `lire`: those of these files, the newest first. */
export type Portabilite = false | { titre: string; lire: (ctx: Context, portee: Portee) => Promise<LignePortee[]> }

export type Lien = {
  table: string
  /** Whose rows they are: they are erased with the person, or with the last person of the household. */
  vers: 'personne' | 'foyer'
  /** Every column that leads to somebody. */
  colonnes: Readonly<Record<string, Cible>>
  fusion: Fusion
  annulation: Annulation
  effacement: Effacement
  portabilite: Portabilite
  /** Rows whose time ends before that of the file: after how long (a parameter), and how those before an instant go. Answers how many. */
  conservation?: { parametre: string; depuis: string; purger: (ctx: Context, avant: string) => Promise<number> }
}

const COLONNES = { personne: { personne_id: 'personne' }, foyer: { foyer_id: 'foyer' } } as const

/** Says what becomes of a table's rows that lead to a person or a household. One per table, in `x.liens.ts` of its domain. */
export function lien({
  vers,
  colonnes = COLONNES[vers],
  ...reste
}: Omit<Lien, 'colonnes'> & { colonnes?: Lien['colonnes'] }): Lien {
  return { vers, colonnes, ...reste }
}

/**
 * Rows to take away, by a query whose columns are named in French; `ids` is the list of the files of the person, `sauf` who of them
 * (`saufQuiEmporte`).
 */
export function porter(
  titre: string,
  requete: (ids: RawBuilder<unknown>, sauf: RawBuilder<unknown>) => RawBuilder<unknown>,
): Portabilite {
  return {
    titre,
    lire: (ctx, portee) => lignesPortees(ctx, requete(sql`${[...portee.ids]}::uuid[]`, saufQuiEmporte(portee))),
  }
}

/** The rows of a query whose columns are named in French. */
export async function lignesPortees(ctx: Context, requete: RawBuilder<unknown>): Promise<LignePortee[]> {
  const { rows } = await sql<{ lignes: LignePortee[] }>`
    select coalesce(json_agg(q), '[]') as lignes from (${requete}) q`.execute(ctx.db)
  return rows[0]?.lignes ?? []
}

/** A code in words: SQL over a column. A code that has no word is given as it is. */
export function enMots(libelles: Readonly<Record<string, string>>, colonne: string): RawBuilder<string> {
  const cas = Object.entries(libelles).map(([code, mot]) => sql`when ${sql.lit(code)} then ${sql.lit(mot)}`)
  return sql`case ${sql.ref(colonne)} ${sql.join(cas, sql` `)} else ${sql.ref(colonne)}::text end`
}
