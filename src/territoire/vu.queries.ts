import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import { direFait, type Recit } from '../socle/recit.ts'
import { Refusal } from '../socle/refusal.ts'
import { ecart, heure, jourDe } from '../socle/ui/dates.ts'
import { NBSP } from '../socle/ui/phrases.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * What moves a state: the kinds of event told of whom, or of what, the one that tells most of an act first; `ou`: those that kept these
 * values, where one tells of several states.
 */
export type Etat = {
  sujet: { personne: string } | { objet: string; id: string }
  recits: readonly Recit[]
  ou?: Readonly<Record<string, string | number>>
}

/**
 * What a command replaces is still what its author saw (`vu`: as the screen showed it, in the fields that are replaced; absent: done on
 * what is there). To be asked once the state is locked, and after a replay was answered. Refused (conflict): somebody changed it
 * meanwhile, in words that tell who did what, and when.
 */
export async function exigerVu<V>(ctx: Context, vu: V | undefined, present: V, etat: Etat): Promise<void> {
  if (vu === undefined || isDeepStrictEqual(vu, present)) return
  throw await changeEntreTemps(ctx, etat)
}

/** The fields of a form as its screen showed them when it opened: only those given are compared. */
export const Vus = z.record(z.string().max(60), z.json()).optional()

/** The same of what a form replaces. */
export function exigerVus(ctx: Context, vu: z.output<typeof Vus>, present: object, etat: Etat): Promise<void> {
  const ici = new Map<string, unknown>(Object.entries(present))
  const montre = vu && Object.fromEntries(Object.keys(vu).map(cle => [cle, ici.get(cle) ?? null]))
  return exigerVu<unknown>(ctx, vu, montre, etat)
}

/** Who did what, when, and that nothing typed is lost. */
export async function changeEntreTemps(ctx: Context, etat: Etat): Promise<Refusal> {
  const dit = (await dernierFait(ctx, etat)) ?? 'Ce que vous changez a été changé depuis que vous l’avez ouvert'
  return new Refusal(
    'conflict',
    'change-entre-temps',
    `${dit}. Regardez ce qui est montré maintenant, puis recommencez si c’est encore utile : ce que vous avez saisi est resté.`,
  )
}

type Fait = { type: string; avant: unknown; apres: unknown; par: string; parId: string | null; saisiLe: string }

async function dernierFait(ctx: Context, { sujet, recits, ou = {} }: Etat): Promise<string | null> {
  const dite =
    'personne' in sujet
      ? sql`e.personne_id = ${sujet.personne}`
      : sql`e.objet = ${sujet.objet} and e.objet_id = ${sujet.id}`
  const noms = sql`${recits.map(r => r.nom)}::text[]`
  const { rows } = await sql<Fait>`
    select e.type, e.avant, e.apres, e.acteur_nom as par, e.acteur_id as par_id, e.saisi_le
    from evenement e where ${dite} and e.type = any(${noms})
      and coalesce(e.apres, e.avant, '{}') @> ${JSON.stringify(ou)}::jsonb
    order by e.saisi_le desc, array_position(${noms}, e.type), e.id desc limit 1`.execute(ctx.db)
  const [fait] = rows
  if (!fait) return null
  const { fuseau, today: aujourdhui } = ctx
  const quand = `${ecart(jourDe(fait.saisiLe, fuseau), aujourdhui)} à${NBSP}${heure(fait.saisiLe, fuseau)}`
  return `${direFait(recits, fait, { sexe: '', aujourdhui, fuseau, moi: ctx.agent.id })}, ${quand}`
}
