import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Lecteur, Phrase, Recit } from './recit.ts'
import type { Context } from './use-case.ts'

/** SQL of what an event kept, as text, and of who or what it is told of. */
export type FaitsEnSql<S extends z.ZodObject> = {
  avant: (cle: keyof S['shape'] & string) => RawBuilder<string | null>
  apres: (cle: keyof S['shape'] & string) => RawBuilder<string | null>
  sujet: RawBuilder<string>
}

type Lu<S extends z.ZodObject> = Partial<z.output<S>> | null
/** For whom it is told: the name of an agent that the notice only holds by their id. */
export type LecteurAvis = Lecteur & { nomAgent: (id: string) => string }

type Options<S extends z.ZodObject> = {
  /** Who may read it: a key of the table of permissions, or 'connecte'. */
  permission?: string
  /** Who did it is told too: the machine acted in their name. */
  auteurAussi?: true
  /** Told without the name to who may not, or no longer, open the person: it is in their own diary. By default they aren't told. */
  sansNom?: true
  /** The sentence; that of the récit when nothing is said. */
  dire?: (avant: Lu<S>, apres: Lu<S>, lecteur: LecteurAvis) => Phrase
  /** Several that come from one act, in one sentence, and the screen where they are. */
  plusieurs?: { dire: (n: number) => string; ou: string }
  /** Where it is done: what follows the address of the person's file, or an address (`:id` stands for the object). */
  ou: string | ((apres: Lu<S>) => string)
}

/** A kind of notice. `recit`: the events it is drawn from; null: a job writes it, with what `schema` says. */
export type Avis<S extends z.ZodObject = z.ZodObject> = Options<S> & {
  genre: string
  schema: S
  recit: string | null
  dire: (avant: Lu<S>, apres: Lu<S>, lecteur: LecteurAvis) => Phrase
  /** SQL query of the agents to tell of an event, nulls being nobody; 'tous': all those whose role has the permission. */
  qui: ((faits: FaitsEnSql<S>, ctx: Context) => RawBuilder<unknown>) | 'tous' | null
}

/** Who is to be told of an event, and in which words: beside the récit, in `x.avis.ts`; one line per domain in `src/avis.ts`. */
export function avis<S extends z.ZodObject, O extends string>(
  genre: string,
  { nom, schema, raconter }: Recit<S, O>,
  { qui, dire, ...options }: Options<S> & { qui: NonNullable<Avis<S>['qui']> },
): Avis {
  const notice: Avis<S> = { genre, schema, recit: nom, qui, dire: dire ?? raconter, ...options }
  return notice as unknown as Avis
}

/** A notice that a job writes, with ids, counts and days. */
export function avisDeTravail<S extends z.ZodObject>(
  genre: string,
  schema: S,
  options: Options<S> & Required<Pick<Options<S>, 'dire'>>,
): Avis {
  const notice: Avis<S> = { genre, schema, recit: null, qui: null, ...options }
  return notice as unknown as Avis
}
