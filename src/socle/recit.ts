import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from './use-case.ts'

/** An event as a person reads it: what happened, and under it what helps to understand. */
export type Phrase = { titre: string; detail: string | null }

/**
 * For whom it is told: the day they read (YYYY-MM-DD) and the time zone of their territory, and the sex of the person told of ('' of an
 * object), for the grammar. `moi`: the agent who reads, told as « vous » where what somebody did is told.
 */
export type Lecteur = { sexe: string; aujourdhui: string; fuseau: string; moi?: string | null }

/** What a base gives back of what was kept: earlier versions wrote otherwise, so that any key may be missing. */
type Lu<S extends z.ZodObject> = Partial<z.output<S>> | null

/**
 * A kind of event: its name in the base, what it keeps before and after, what it is told of (a person, or a kind of object), and
 * its sentence. The schema is also what may be kept: other keys are dropped, so that a secret passed by mistake is never written.
 */
export type Recit<S extends z.ZodObject = z.ZodObject, O extends string = string> = {
  nom: string
  schema: S
  sur: O
  /** Its keys, however deep, whose texts are written by hand or tell where somebody lives: encrypted. */
  libres: ReadonlySet<string>
  raconter(avant: Lu<S>, apres: Lu<S>, lecteur: Lecteur): Phrase
  /** What somebody did, after their name: « a orienté la personne vers « Mission locale » »; null: told by its title. */
  fait(avant: Lu<S>, apres: Lu<S>, lecteur: Lecteur): string | null
}

/** What is told of: a person, or an object of the kind of the récit. */
export type Sujet<O extends string> = O extends 'personne' ? { personne: string } : { objet: O; id: string }

/** What happened: `apres` whole, `avant` as far as it was known; `le`: when it took effect, now by default. */
export type Fait<S extends z.ZodObject> = {
  avant?: Partial<z.input<S>> | null
  apres?: z.input<S> | null
  le?: string
}

export function recit<S extends z.ZodObject, const O extends string = 'personne'>(
  nom: string,
  schema: S,
  raconter: Recit<S, O>['raconter'],
  {
    sur = 'personne' as O,
    libres = [],
    fait = () => null,
  }: { sur?: O; libres?: readonly string[]; fait?: Recit<S, O>['fait'] } = {},
): Recit<S, O> {
  return { nom, schema, sur, libres: new Set(libres), raconter, fait }
}

/**
 * The sentence of an event as the base holds it. What doesn't fit the schema is read as absent; an event whose kind nobody tells is
 * a bug, since its history would be vague: it throws.
 */
export function raconter(recits: readonly Recit[], evenement: Ecrit, lecteur: Lecteur): Phrase {
  const { connu, avant, apres } = narrateur(recits, evenement)
  return connu.raconter(avant, apres, lecteur)
}

/** The same, as what `par` did: « Awa Diallo a orienté la personne vers « Mission locale » », or « Awa Diallo : orientation ». */
export function direFait(
  recits: readonly Recit[],
  evenement: Ecrit & { par: string; parId: string | null },
  lecteur: Lecteur,
): string {
  const { connu, avant, apres } = narrateur(recits, evenement)
  const fait = connu.fait(avant, apres, lecteur)
  if (lecteur.moi && evenement.parId === lecteur.moi)
    return fait
      ? `Vous ${fait.replace(/^(lui )?a /, '$1avez ')}`
      : `Vous\u00a0: ${connu.raconter(avant, apres, lecteur).titre}`
  return fait ? `${evenement.par} ${fait}` : `${evenement.par}\u00a0: ${connu.raconter(avant, apres, lecteur).titre}`
}

type Ecrit = { type: string; avant: unknown; apres: unknown }

function narrateur(recits: readonly Recit[], { type, avant, apres }: Ecrit) {
  const connu = recits.find(r => r.nom === type)
  if (!connu) throw new Error(`no narrator for the events « ${type} »`)
  return { connu, avant: lire(connu.schema, avant), apres: lire(connu.schema, apres) }
}

/** What was kept, by its schema; what doesn't fit it is absent. */
export function lire(schema: z.ZodObject, donnees: unknown): Record<string, unknown> | null {
  if (donnees === null || typeof donnees !== 'object' || Array.isArray(donnees)) return null
  const gardees = donnees as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([cle, champ]) => {
      const lu = (champ as z.ZodType).safeParse(gardees[cle])
      return lu.success && lu.data !== undefined ? [[cle, lu.data]] : []
    }),
  )
}

/** SQL of what an event kept, as text, and of who or what it is told of. */
export type FaitsEnSql<S extends z.ZodObject> = {
  avant: (cle: keyof S['shape'] & string) => RawBuilder<string | null>
  apres: (cle: keyof S['shape'] & string) => RawBuilder<string | null>
  sujet: RawBuilder<string>
}

/** For whom it is told: the name of an agent that the notice only holds by their id, and what `lus` found, by the same names. */
export type LecteurAvis = Lecteur & { nomAgent: (id: string) => string; lus: Readonly<Record<string, unknown>> }

type Options<S extends z.ZodObject> = {
  /** Who may read it: a key of the table of permissions, or 'connecte'. */
  permission?: string
  /** Who did it is told too: the machine acted in their name. */
  auteurAussi?: true
  /** Told without the name to who may not, or no longer, open the person: it is in their own diary. By default they aren't told. */
  sansNom?: true
  /** SQL condition over `avis a`: it is still true. What is done, or is somebody else's, leaves the list by itself. */
  encore?: RawBuilder<unknown>
  /** SQL (json) over the event `e`, each by its name: what is kept elsewhere, read as it stands, which no event holds. */
  lus?: Readonly<Record<string, RawBuilder<unknown>>>
  /** The sentence; that of the récit when nothing is said. */
  dire?: (avant: Lu<S>, apres: Lu<S>, lecteur: LecteurAvis) => Phrase
  /** Several that come from one act, in one sentence, and the screen where they are. */
  plusieurs?: {
    dire: (n: number, lecteur: Pick<LecteurAvis, 'lus'>) => string
    ou: string /** Each has its moment (`debut`), told too. */
    moments?: true
  }
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
