import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Fait, Recit, Sujet } from './recit.ts'
import type { Context } from './use-case.ts'

/** Rows of a set that are held against the schema: a query that writes one row wrong writes them all wrong. */
const RELUES = 100

/** Writes one event, checked against its récit. Reached by `ctx.record`. */
export async function enregistrer<S extends z.ZodObject, O extends string>(
  ctx: Context,
  sujet: Sujet<O>,
  { nom, schema }: Recit<S, O>,
  { avant = null, apres = null, le = ctx.now }: Fait<S> = {},
): Promise<void> {
  const { personne = null, objet = null, id = null } = sujet as { personne?: string; objet?: string; id?: string }
  await ctx.db
    .insertInto('evenement')
    .values({
      personneId: personne,
      objet,
      objetId: id,
      type: nom,
      le,
      saisiLe: ctx.now,
      acteur: ctx.agent.genre,
      acteurId: auteur(ctx),
      acteurNom: ctx.agent.nom,
      avant: avant && JSON.stringify(schema.partial().parse(avant)),
      apres: apres && JSON.stringify(schema.parse(apres)),
      import: ctx.import,
    })
    .execute()
}

/** SQL of each key kept, in the words of the rows of `de`; or of the whole, already a jsonb of that shape. */
type Colonnes<S extends z.ZodObject> = { [C in keyof z.input<S>]?: RawBuilder<unknown> } | RawBuilder<unknown>

/**
 * Writes one event per row of `de` (what follows « from »), of the person or object whose id is `id`. For acts that touch thousands
 * at once (a flow, a list); `ctx.record` is for one.
 */
export async function enregistrerTous<S extends z.ZodObject>(
  ctx: Context,
  { nom, schema, sur }: Recit<S>,
  evenements: { de: RawBuilder<unknown>; id: RawBuilder<unknown>; avant?: Colonnes<S>; apres?: Colonnes<S> },
  le: string,
): Promise<void> {
  const { de, id, avant, apres } = evenements
  const { rows } = await sql<{ avant: unknown; apres: unknown }>`
    with ecrits as (
      insert into evenement (personne_id, objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres, import)
      select ${sur === 'personne' ? sql`${id}, null, null` : sql`null, ${sur}, (${id})::text`}, ${nom}, ${le}::timestamptz,
        ${ctx.now}::timestamptz, ${ctx.agent.genre}, ${auteur(ctx)}::uuid, ${ctx.agent.nom}, ${enJson(avant)}, ${enJson(apres)},
        ${ctx.import}::integer
      from ${de} returning avant, apres)
    select avant, apres from ecrits limit ${RELUES}`.execute(ctx.db)
  for (const ecrit of rows) {
    schema.partial().nullable().parse(ecrit.avant)
    schema.nullable().parse(ecrit.apres)
  }
}

const auteur = ({ agent }: Pick<Context, 'agent'>) => (agent.genre === 'systeme' ? null : agent.id)

function enJson<S extends z.ZodObject>(colonnes: Colonnes<S> | undefined): RawBuilder<unknown> {
  if (!colonnes) return sql`null::jsonb`
  if ('toOperationNode' in colonnes) return colonnes as RawBuilder<unknown>
  const paires = Object.entries(colonnes as Record<string, RawBuilder<unknown>>)
  return sql`jsonb_build_object(${sql.join(paires.flatMap(([cle, valeur]) => [sql.lit(cle), valeur]))})`
}
