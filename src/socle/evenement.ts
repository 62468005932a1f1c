import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { cloreSous } from './auth/texte.ts'
import type { Fait, Recit, Sujet } from './recit.ts'
import type { Context } from './use-case.ts'

/** Rows of a set that are held against the schema: a query that writes one row wrong writes them all wrong. */
const RELUES = 100

/** Writes one event, checked against its récit. Reached by `ctx.record`. */
export async function enregistrer<S extends z.ZodObject, O extends string>(
  ctx: Context,
  sujet: Sujet<O>,
  recit: Recit<S, O>,
  { avant = null, apres = null, le = ctx.now }: Fait<S> = {},
): Promise<void> {
  const { schema } = recit
  const { personne, id = personne } = sujet as { personne?: string; id?: string }
  const enTexte = (donnees: unknown) =>
    sql`${donnees === null ? null : JSON.stringify(cloreSous(ctx.territoire.code, recit.libres, donnees))}::jsonb`
  const [tenu, devenu] = [avant && schema.partial().parse(avant), apres && schema.parse(apres)]
  await inserer(
    ctx,
    recit,
    sql`select ${id ?? null}::text as id, ${enTexte(tenu)} as avant, ${enTexte(devenu)} as apres`,
    le,
  )
}

type Faits<S extends z.ZodObject> = {
  /** What follows « from »: one event per row. */
  de: RawBuilder<unknown>
  /** The person or object each is told of. */
  id: RawBuilder<unknown>
  /** SQL of each key kept. */
  avant?: Colonnes<Partial<z.input<S>>>
  apres?: Colonnes<z.input<S>>
}
type Colonnes<K> = { [C in keyof K]: RawBuilder<unknown> }

/** Writes one event per row of a query, in one statement. For acts that touch thousands at once (a flow); `ctx.record` is for one. */
export async function enregistrerTous<S extends z.ZodObject>(
  ctx: Context,
  recit: Recit<S>,
  { de, id, avant, apres }: Faits<S>,
  le: string,
): Promise<void> {
  const { schema } = recit
  const ecrits = await inserer(
    ctx,
    recit,
    sql`select ${id} as id, ${enJson(avant)} as avant, ${enJson(apres)} as apres from ${de}`,
    le,
  )
  for (const ecrit of ecrits) {
    schema.partial().nullable().parse(ecrit.avant)
    schema.nullable().parse(ecrit.apres)
  }
}

/** The same for facts that the program holds already (a list), each checked. */
export async function enregistrerChacun<S extends z.ZodObject>(
  ctx: Context,
  recit: Recit<S>,
  faits: readonly ({ id: string } & Omit<Fait<S>, 'le'>)[],
): Promise<void> {
  if (faits.length === 0) return
  const lignes = faits.map(({ id, avant = null, apres = null }) => ({
    id,
    avant: cloreSous(ctx.territoire.code, recit.libres, avant && recit.schema.partial().parse(avant)),
    apres: cloreSous(ctx.territoire.code, recit.libres, apres && recit.schema.parse(apres)),
  }))
  const source = sql`
    select id, avant, apres from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as f (id text, avant jsonb, apres jsonb)`
  await inserer(ctx, recit, source, ctx.now)
}

/**
 * Returns the first of what was written, to be held against the schema; who is to be told is, in the same statement. An import counts by
 * itself whom it touched.
 */
async function inserer(
  ctx: Context,
  { nom, sur }: Pick<Recit, 'nom' | 'sur'>,
  source: RawBuilder<unknown>,
  le: string,
): Promise<{ avant: unknown; apres: unknown }[]> {
  const sujet = sur === 'personne' ? sql`s.id::uuid, null, null` : sql`null::uuid, ${sur}::text, s.id::text`
  const avertis = ctx.avertir(ctx, nom)
  const { rows } = await sql<{ personneId: string | null; avant: unknown; apres: unknown }>`
    with ecrits as (
      insert into evenement (personne_id, objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres, import)
      select ${sujet}, ${nom}, ${le}::timestamptz, ${ctx.now}::timestamptz, ${ctx.agent.genre}, ${auteur(ctx)}::uuid, ${ctx.agent.nom},
        s.avant, s.apres, ${ctx.import}::integer
      from (${source}) s returning *)${avertis ? sql`, avertis as (${avertis})` : sql``}
    select personne_id, avant, apres from ecrits ${ctx.import === null ? sql`` : sql`limit ${RELUES}`}`.execute(ctx.db)
  for (const { personneId } of rows) if (personneId) ctx.touchees.add(personneId)
  return rows.slice(0, RELUES)
}

const auteur = ({ agent }: Pick<Context, 'agent'>) => (agent.genre === 'systeme' ? null : agent.id)

function enJson(colonnes: Record<string, RawBuilder<unknown>> | undefined): RawBuilder<unknown> {
  if (!colonnes) return sql`null::jsonb`
  const paires = Object.entries(colonnes).flatMap(([cle, valeur]) => [sql.lit(cle), valeur])
  return sql`jsonb_build_object(${sql.join(paires)})`
}
