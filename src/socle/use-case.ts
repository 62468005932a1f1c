import type { Kysely, RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Acteur, ActeurEnSql } from './acteur.ts'
import type { Avertir } from './db.ts'
import type { JobDeTerritoire } from './job.ts'
import type { Fait, Recit, Sujet } from './recit.ts'
import type { DB } from './tables.ts'
import type { DB as CommunDB } from './tables-commun.ts'

/** Who acts, and when: one, or as many as the columns given hold. */
export type QuiAgit = Pick<Context, 'now' | 'today'> & { agent: ActeurEnSql }
/** SQL (text) of why a person's file is open to who acts; `personneId` is a column. Evaluated as the reading is recorded. */
export type Raison = (qui: QuiAgit, personneId: RawBuilder<unknown>) => RawBuilder<string>

/** What these persons' files ask of who acts before they open: refuses it, or says of whom, for a list to withhold what is theirs. */
export type Garde = {
  exiger: (ctx: Context, personnes: readonly string[]) => Promise<void>
  aDire: (ctx: Context, personnes: readonly string[]) => Promise<ReadonlySet<string>>
}

export type Territoire = { code: string; nom: string; demo: boolean }

/**
 * What a use case works with. `db` is the transaction of a command, or the territory's pool for a read;
 * `now` (ISO instant) and `today` (YYYY-MM-DD in the territory) are the only clock.
 */
export type Context = {
  db: Kysely<DB>
  /** Identities and sessions, outside the territory's transaction: write there first, idempotently, what a failure may leave behind. */
  commun: Kysely<CommunDB>
  agent: Acteur
  territoire: Territoire
  now: string
  today: string
  /** Time zone of the territory (IANA): instants are told, and hours read, in it. */
  fuseau: string
  /** Persons something was written about in this transaction. */
  touchees: Set<string>
  /** Number of the import under way, written on all it does; null otherwise. */
  import: number | null
  /** Why files are open to who acts, kept with each reading; null for who has no such reason to give. */
  raison: Raison | null
  /** Asked wherever a file opens to who acts, to be read or written in; null for who needs no leave. */
  garde: Garde | null
  /** Who asks hung up: what is still sent to them may stop. Only where something is sent piece by piece. */
  arret?: AbortSignal
  /** The number of the request that is answered, shown where it fails; jobs that it asks for keep it. */
  requete: string | null
  /** Who is told of what is written: for `socle/evenement.ts`. */
  avertir: Avertir
  /** Writes an event of this kind on a person or an object, in the same transaction. */
  record: <S extends z.ZodObject, O extends string>(
    sujet: Sujet<NoInfer<O>>,
    recit: Recit<S, O>,
    fait?: Fait<S>,
  ) => Promise<void>
  /** Adds a job of this territory that only exists if the transaction commits. */
  enqueue: <S extends z.ZodObject>(job: JobDeTerritoire<S>, charge: z.input<S>) => Promise<void>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RoutePath = `${Method} /${string}`

export type Declaration<R extends RoutePath, I extends z.ZodObject, O extends z.ZodType> = {
  route: R
  summary: string
  /** A key of the table of permissions, or 'public' (no session) or 'connecte' (any agent). */
  permission: string
  input: I
  output: O
  /** A command that changes nothing, since what it asks doesn't go into an address: it runs as a GET does, in no transaction. */
  lecture?: true
  /** Set where the answer names persons whose file it doesn't open: which list it is (`audit/listes/listes.ts`). Kept before answering. */
  montre?: string
  /** The body is a piece of a file, of this many bytes at most, given as `octets` of the input; the rest is in the query. */
  octets?: number
  /** A partner's software may call it with its key. */
  partner?: boolean
}

export type UseCase<
  R extends RoutePath = RoutePath,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
> = {
  (ctx: Context, input: z.output<I>): Promise<z.input<O>>
  declaration: Declaration<R, I, O>
}

/** Binds an act to its contract: the same function is a route, a step of a job and a line of the command line. */
export function useCase<R extends RoutePath, I extends z.ZodObject, O extends z.ZodType>(
  declaration: Declaration<R, I, O>,
  run: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>,
): UseCase<R, I, O> {
  return Object.assign((ctx: Context, input: z.output<I>) => run(ctx, input), { declaration })
}

export type RouteOf<U> = U extends UseCase<infer R, infer _I, infer _O> ? R : never
export type Input<U> = U extends UseCase<infer _R, infer I, infer _O> ? z.input<I> : never
export type Output<U> = U extends UseCase<infer _R, infer _I, infer O> ? z.output<O> : never
