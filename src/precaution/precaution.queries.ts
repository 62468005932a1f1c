import { type RawBuilder, sql } from 'kysely'
import { traits } from '../agent/roles.ts'
import type { Context } from '../socle/use-case.ts'
import type { EnBref } from './en-bref.ts'
import { EnBref as Schema } from './lues.ts'
import { AUCUNE, MONTRE, type Precautions } from './precaution.ts'

const CHAMPS = Object.keys(AUCUNE) as (keyof Precautions)[]
const EN_BREF = Object.keys(Schema.shape) as (keyof EnBref)[]

/** What the role of the agent is shown; nothing to who sees nobody. */
export function champsMontres(ctx: Context): readonly (keyof Precautions)[] {
  if (ctx.agent.genre === 'systeme') return CHAMPS
  const voit = traits(ctx.agent.role)?.voit
  return voit ? MONTRE[voit] : []
}

/** What is known of a person; nothing noted is no precaution. The caller has checked the scope. */
export async function lirePrecautions(ctx: Context, personneId: string): Promise<Precautions> {
  const lues = await ctx.db
    .selectFrom('precaution')
    .select(CHAMPS)
    .where('personneId', '=', personneId)
    .executeTakeFirst()
  return lues ? (lues as Precautions) : AUCUNE
}

export async function garderPrecautions(ctx: Context, personneId: string, precautions: Precautions): Promise<void> {
  const majPar = ctx.agent.genre === 'agent' ? ctx.agent.id : null
  const valeurs = { ...precautions, majLe: ctx.now, majPar }
  await ctx.db
    .insertInto('precaution')
    .values({ personneId, ...valeurs })
    .onConflict(c => c.column('personneId').doUpdateSet(valeurs))
    .execute()
}

/**
 * SQL (json, `EnBref` or null): what must be known of a person before acting, as far as the role is shown it; by the primary key, so
 * that the rows of a page each cost one look-up. `personneId` is a column, such as sql.ref('p.id').
 */
export function enBrefEnJson(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<EnBref | null> {
  const montres = champsMontres(ctx)
  return montres.length ? enJson(personneId, montres) : sql`null::json`
}

/** The same, whole: what a rule obeys, whoever asks. */
export const precautionsEnJson = (personneId: RawBuilder<unknown>) => enJson(personneId, CHAMPS)

function enJson(personneId: RawBuilder<unknown>, montres: readonly (keyof Precautions)[]): RawBuilder<EnBref | null> {
  const paires = EN_BREF.map(champ => {
    const valeur = montres.includes(champ) ? sql.ref(`x.${champ}`) : sql`${sql.lit(AUCUNE[champ])}`
    return sql`${sql.lit(champ)}, ${valeur}`
  })
  return sql`(select json_build_object(${sql.join(paires)}) from precaution x where x.personne_id = ${personneId})`
}
