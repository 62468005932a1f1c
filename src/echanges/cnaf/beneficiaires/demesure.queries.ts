import { sql } from 'kysely'
import { direTenu } from '../../../import/import.ts'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import {
  type Base,
  direDemesure,
  type Histoire,
  JOURS_AJOUTES,
  MESURES,
  PASSES,
  type Passe,
  unePasse,
} from './demesure.ts'
import { PARAMETRES_DEMESURE, type Rapport } from './rapport.ts'

/** Those of `organismes` ('CAF 591') of which no flow told before; none, before the first flow of all. */
export async function organismesInconnus(ctx: Context, organismes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ organisme: string }>`select distinct unnest(organismes) as organisme from flux`.execute(
    ctx.db,
  )
  const connus = new Set(rows.map(r => r.organisme))
  return organismes.filter(o => !connus.has(o))
}

/**
 * What the flows before `numero` did of each of these organisms, whoever sent them. All those that add up do, however many they are: the
 * base sums them.
 */
async function histoires(
  ctx: Context,
  numero: number,
  organismes: readonly string[],
): Promise<ReadonlyMap<string, Histoire>> {
  const { rows } = await sql<Passe & { organisme: string; ajoute: boolean; base: Base | null }>`
    with cible as materialized (
      select o.organisme, coalesce((select max(f.numero) from flux f where ${VU}
        and f.numero < ${numero} and ${PART} is not null), 0) as vu
      from unnest(${[...organismes]}::text[]) as o (organisme)),
    depuis as materialized (
      select o.organisme, f.numero, f.type = 'I' as quotidien, ${PART} as part,
        f.importe_le > ${ctx.now}::timestamptz - make_interval(days => ${JOURS_AJOUTES}) as ajoute,
        f.type <> 'I' and exists (select from flux s where s.type <> 'I' and s.reference > f.reference and s.numero <= ${numero}
          and (s.numero = ${numero} or o.organisme = any(s.organismes))) as ancien
      from cible o join flux f on f.numero > o.vu and f.numero < ${numero}
      where ${PART} is not null),
    base as (
      select d.organisme, ${AVANT} as base
      from depuis d left join (select organisme, min(numero) as numero from depuis where ajoute group by 1) p using (organisme)
      where p.numero is null or d.numero <= p.numero group by d.organisme),
    habitude as (
      select o.organisme, h.* from cible o cross join (values (true), (false)) as s (quotidien)
        cross join lateral (select s.quotidien, f.numero, ${PART} as part, ${VU} as confirme
          from flux f where f.numero < ${numero} and (f.type = 'I') = s.quotidien and ${PART} is not null
            and f.importe_le <= ${ctx.now}::timestamptz - make_interval(days => ${JOURS_AJOUTES})
          order by f.numero desc limit ${PASSES}) h)
    select t.*, b.base from (
      select organisme, true as ajoute, quotidien, ancien, false as confirme, count(*)::int as fois, null::int as numero,
        ${AVANT} as avant, ${CHIFFRES} as chiffres
      from depuis where ajoute group by organisme, quotidien, ancien
      union all
      select organisme, false, quotidien, false, confirme, 1, numero, ${AVANT}, ${CHIFFRES}
      from habitude group by organisme, quotidien, confirme, numero) t
      left join base b using (organisme) order by t.numero desc`.execute(ctx.db)
  return new Map(
    organismes.map(organisme => {
      const siens = rows.filter(r => r.organisme === organisme)
      return [
        organisme,
        { recents: siens.filter(r => r.ajoute), habitudes: siens.filter(r => !r.ajoute), base: siens[0]?.base ?? null },
      ]
    }),
  )
}

/** What a flow `f` did of the organism `o`, but its first; of one applied before they were told apart, all it did, if it held it. */
const PART = sql`case when not f.mesures ? 'parOrganisme'
  then case when f.mesures ? 'avant' and not f.premier and o.organisme = any(f.organismes) then f.mesures end
  when f.mesures #>> array['parOrganisme', o.organisme, 'premier'] = 'false'
  then f.mesures #> array['parOrganisme', o.organisme] end`
/** Somebody was shown what the flow `f` did of the organism `o`, and confirmed it. */
const VU = sql`(f.mesures @> '{"confirme": true}' and (not f.mesures ? 'vus' or f.mesures -> 'vus' ? o.organisme))`
const AVANT = sql`jsonb_build_object('foyers', min((part #>> '{avant,foyers}')::int), 'droits', min((part #>> '{avant,droits}')::int))`
const CHIFFRES = sql`array[${sql.join(MESURES.map(({ chemin }) => sql`sum((part #>> ${[...chemin]}::text[])::int)::int`))}]`

/** Named in a sentence: a forged file may invent any number of them. */
const NOMMES = 5

/**
 * Why a flow (`numero`) has to be confirmed by somebody who looks at its figures (demesure.ts), and of which organisms these are; or
 * null. Any of its organisms is measured by its own households. Nothing is held of a territory with fewer open households than a
 * parameter says. The first flow of an organism (`inconnus`) is, even among others, where others sent theirs before.
 */
export async function aConfirmer(
  ctx: Context,
  { numero, inconnus }: { numero: number; inconnus: readonly string[] },
  rapport: Rapport,
): Promise<{ pourquoi: string; organismes: string[] } | null> {
  const garde = await parametre(ctx, 'flux.garde-foyers')
  if (rapport.avant.territoire < garde) return null
  const parts = {} as Record<(typeof PARAMETRES_DEMESURE)[number], number>
  for (const code of PARAMETRES_DEMESURE) parts[code] = await parametre(ctx, code)
  const noms = inconnus.length > NOMMES ? [...inconnus.slice(0, NOMMES), '…'] : inconnus
  const premier = `Ce flux est le premier de ${noms.join(', ')}, et d’autres caisses en ont déjà envoyé.`
  const connus = Object.entries(rapport.parOrganisme ?? {}).filter(([, part]) => !part.premier)
  const histoire = await histoires(
    ctx,
    numero,
    connus.map(([organisme]) => organisme),
  )
  const demesures = connus.flatMap(([organisme, part]) => {
    const passe = histoire.get(organisme) as Histoire
    const dit = direDemesure(unePasse(part, rapport), passe, { parts, garde }, organisme)
    return dit ? [{ organisme, dit }] : []
  })
  const raisons = [...(inconnus.length ? [premier] : []), ...demesures.map(d => d.dit)]
  if (raisons.length === 0) return null
  const quoi = [inconnus.length && 'd’où il vient', demesures.length && 'ces chiffres auprès de la caisse']
    .filter(Boolean)
    .join(' et ')
  return { pourquoi: direTenu(raisons, quoi), organismes: [...inconnus, ...demesures.map(d => d.organisme)] }
}
