import type { z } from 'zod'
import type { Base } from './db.ts'
import type { Context, Declaration, RoutePath } from './use-case.ts'

/** A document to show or to save: a letter, an export. `entetes`: that its answer has, instead of the server's. */
export type Document = {
  type: string
  nom: string
  contenu: Buffer | NodeJS.ReadableStream
  telecharger?: boolean
  entetes?: Readonly<Record<string, string>>
}

export type RawRoute<I extends z.ZodObject = z.ZodObject> = {
  (ctx: Context, input: z.output<I>): Promise<Document>
  declaration: Omit<Declaration<RoutePath, I, z.ZodType>, 'output' | 'montre'> & {
    /** The content is read piece by piece while it is sent, long after a transaction would have ended: none is opened. */
    enFlux?: boolean
  }
}

/** Like useCase, for what isn't JSON: files, streams and exports. Runs in one transaction, since reading a file is recorded. */
export function rawRoute<I extends z.ZodObject>(
  declaration: RawRoute<I>['declaration'],
  run: (ctx: Context, input: z.output<I>) => Promise<Document>,
): RawRoute<I> {
  return Object.assign((ctx: Context, input: z.output<I>) => run(ctx, input), { declaration })
}

/** What a route without a session works with. */
export type Visite = {
  base: Base
  now: string
  /** Where it comes from, as the trusted proxies say it. */
  adresse: string
  jeton: string | null
  /** The page asks by itself: nobody is in front of it. */
  absent: boolean
  /** What says for which accounts this device is known, or null. */
  appareil: string | null
  /** What the browser says that it is (User-Agent). */
  navigateur: string
  /** Where the screens are, as browsers write an origin: FILROUGE_ADRESSE, else what this request says. */
  origine: string
  /** What waits for a proof on this device, or null: it opens nothing by itself. */
  etape: string | null
  poserEtape: (jeton: string, secondes: number) => void
  oterEtape: () => void
  poserSession: (jeton: string, secondes: number) => void
  oterSession: () => void
  poserAppareil: (valeur: string, secondes: number) => void
}

export type PublicRoute<
  R extends RoutePath = RoutePath,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
> = {
  (visite: Visite, input: z.output<I>): Promise<z.input<O>>
  declaration: { route: R; summary: string; input: I; output: O }
}

/** A route anybody may call: signing in and out, reading one's session. */
export function publicRoute<R extends RoutePath, I extends z.ZodObject, O extends z.ZodType>(
  declaration: PublicRoute<R, I, O>['declaration'],
  run: (visite: Visite, input: z.output<I>) => Promise<z.input<O>>,
): PublicRoute<R, I, O> {
  return Object.assign((visite: Visite, input: z.output<I>) => run(visite, input), { declaration })
}
