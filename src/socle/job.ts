import type { z } from 'zod'
import { dansTransaction, SYSTEME } from './contexte.ts'
import type { Base } from './db.ts'
import type { Context, Territoire } from './use-case.ts'

/** What a job of no territory works with. */
export type Machine = {
  base: Base
  maintenant: () => string
  /** Aborted when this process stops and has no more time: a long job undoes what it began, and asks to be taken again. */
  arret?: AbortSignal
  /** The number of the request that asked for it. */
  requete?: string
}
/** What a job that manages its own transactions works with. */
export type Chantier = Machine & { territoire: Territoire }

type Charge = z.ZodObject
type Titre = {
  /** What the administrator reads, in French, without a verb: « Courriel d’alerte d’un flux manquant ». */
  titre: string
  /**
   * Days during which it is tried again, every seven minutes or so, while the fault is a neighbour's (`passagere` of travaux/echec.ts):
   * for a message that serves as long. It looks itself whether it still does. Without it: eight tries, in half an hour.
   */
  patience?: (ctx: Context) => Promise<number>
  /**
   * The server outside that it calls: its jobs have a worker of their own, one at a time, so that one that doesn't answer keeps nothing
   * else waiting; once it doesn't, they wait half a minute without trying.
   */
  voisin?: Voisin
}
export type Voisin = 'courriel' | 'antivirus'
/** Asked by `ctx.enqueue`, or run in each territory by the clock (cron, UTC); each territory has its own tries. */
type DeTerritoire = { chaque?: never; parTerritoire?: never } | { chaque: string; parTerritoire: true }

type Declaration<S extends Charge> = Titre & {
  nom: string
  schema: S
  chaque: string | null
  parTerritoire: boolean
  /** False for a job of the whole machine. */
  deTerritoire: boolean
  /** Runs it on a payload already checked; the territory is null for a job of none. */
  executer: (machine: Machine, territoire: Territoire | null, charge: z.output<S>) => Promise<void>
}

export type Job<S extends Charge = Charge, Ici = never> = {
  (ici: Ici, charge: z.output<S>): Promise<void>
  declaration: Declaration<S>
}
/** A job that `ctx.enqueue` may add. */
export type JobDeTerritoire<S extends Charge> = { declaration: Declaration<S> & { deTerritoire: true } }

type Agir<Ici, S extends Charge> = (ici: Ici, charge: z.output<S>) => Promise<void>
type Options = Titre & { chaque?: string; parTerritoire?: true; transactions?: 'siennes' }

/**
 * Declares a background job: its name, the shape of what it is asked, its act. It may run twice. By default the act gets one
 * transaction of the territory, signed by the machine; with `transactions: 'siennes'` (long, or with effects outside the base) it
 * makes its own; a scheduled job that isn't `parTerritoire` is of no territory. One line in `src/jobs.ts`.
 */
export function job<S extends Charge>(
  nom: string,
  schema: S,
  agir: Agir<Context, S>,
  options: Titre & DeTerritoire & { transactions?: never },
): Job<S, Context> & JobDeTerritoire<S>
export function job<S extends Charge>(
  nom: string,
  schema: S,
  agir: Agir<Chantier, S>,
  options: Titre & DeTerritoire & { transactions: 'siennes' },
): Job<S, Chantier> & JobDeTerritoire<S>
export function job<S extends Charge>(
  nom: string,
  schema: S,
  agir: Agir<Machine, S>,
  options: Titre & { chaque: string; parTerritoire?: never; transactions?: never },
): Job<S, Machine>
export function job<S extends Charge>(
  nom: string,
  schema: S,
  agir: Agir<never, S>,
  { titre, chaque, parTerritoire = undefined, transactions, patience, voisin }: Options,
): Job<S> {
  const deTerritoire = parTerritoire === true || chaque === undefined
  const faire = agir as Agir<unknown, S>
  const executer: Declaration<S>['executer'] = async (machine, territoire, charge) => {
    if (!territoire) return faire(machine, charge)
    if (transactions) return faire({ ...machine, territoire }, charge)
    const { base, maintenant, requete } = machine
    return dansTransaction(base, { agent: SYSTEME, territoire, now: maintenant(), requete }, ctx => faire(ctx, charge))
  }
  const declaration = {
    nom,
    titre,
    schema,
    chaque: chaque ?? null,
    parTerritoire: parTerritoire ?? false,
    deTerritoire,
    executer,
    ...(patience ? { patience } : {}),
    ...(voisin ? { voisin } : {}),
  }
  return Object.assign((ici: never, charge: z.output<S>) => agir(ici, charge), { declaration })
}
