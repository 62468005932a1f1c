import { sql } from 'kysely'
import { direTenu } from '../../../import/import.ts'
import { communeLisible } from '../../../personne/noms.ts'
import { nombre } from '../../../socle/ui/dates.ts'
import { enListe } from '../../../socle/ui/phrases.ts'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import {
  type Anciens,
  type Base,
  direDemesure,
  type Histoire,
  JOURS_AJOUTES,
  lesFaits,
  MESURES,
  PERIODES,
  type Recents,
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
  const depuis = (jours: number) => sql`${ctx.now}::timestamptz - make_interval(days => ${jours})`
  const { rows } = await sql<{ organisme: string; base: Base | null } & (Recents | Anciens)>`
    with cible as materialized (
      select o.organisme, coalesce((select max(f.numero) from flux f where ${VU}
        and f.numero < ${numero} and ${PART} is not null), 0) as vu
      from unnest(${[...organismes]}::text[]) as o (organisme)),
    depuis as materialized (
      select o.organisme, f.numero, ${PART} as part, f.importe_le > ${depuis(JOURS_AJOUTES)} as ajoute,
        f.type <> 'I' and exists (select from flux s where s.type <> 'I' and ${MOIS('s')} > ${MOIS('f')} and s.numero <= ${numero}
          and (s.numero = ${numero} or o.organisme = any(s.organismes))) as ancien
      from cible o join flux f on f.numero > o.vu and f.numero < ${numero}
      where ${PART} is not null),
    base as (
      select d.organisme, ${AVANT('min')} as base
      from depuis d left join (select organisme, min(numero) as numero from depuis where ajoute group by 1) p using (organisme)
      where p.numero is null or d.numero <= p.numero group by d.organisme),
    habitude as (
      select o.organisme, ${PART} as part, ${VU} as confirme,
        floor(extract(epoch from ${depuis(JOURS_AJOUTES)} - f.importe_le) / (${JOURS_AJOUTES} * 86400))::int as periode
      from cible o join flux f on f.numero < ${numero} and f.importe_le <= ${depuis(JOURS_AJOUTES)}
        and f.importe_le > ${depuis(JOURS_AJOUTES * (PERIODES + 1))} and ${PART} is not null)
    select t.*, b.base from cible c left join base b using (organisme) left join (
      select organisme, ancien, count(*)::int as fois, null::int as periode, null::boolean as confirme,
        ${AVANT('min')} as avant, ${CHIFFRES} as chiffres
      from depuis where ajoute group by organisme, ancien
      union all
      select organisme, null, null, periode, confirme, ${AVANT('max')}, ${CHIFFRES}
      from habitude group by organisme, periode, confirme) t using (organisme)`.execute(ctx.db)
  return new Map(
    organismes.map(organisme => {
      const siens = rows.filter(r => r.organisme === organisme)
      const recents = siens.filter((r): r is Recents & (typeof rows)[number] => 'fois' in r && r.fois !== null)
      const habitudes = siens.filter((r): r is Anciens & (typeof rows)[number] => 'periode' in r && r.periode !== null)
      return [organisme, { recents, habitudes, base: siens[0]?.base ?? null }]
    }),
  )
}

/** Each month says most households anew, and only once: several of the same month add up. */
const MOIS = (flux: 'f' | 's') => sql`date_trunc('month', ${sql.ref(`${flux}.reference`)})`

/** What a flow `f` did of the organism `o`, but its first; of one applied before they were told apart, all it did, if it held it. */
const PART = sql`case when not f.mesures ? 'parOrganisme'
  then case when f.mesures ? 'avant' and not f.premier and o.organisme = any(f.organismes) then f.mesures end
  when f.mesures #>> array['parOrganisme', o.organisme, 'premier'] = 'false'
  then f.mesures #> array['parOrganisme', o.organisme] end`
/** Somebody was shown what the flow `f` did of the organism `o`, and confirmed it. */
const VU = sql`(f.mesures @> '{"confirme": true}' and (not f.mesures ? 'vus' or f.mesures -> 'vus' ? o.organisme))`
const AVANT = (agregat: 'min' | 'max') => {
  const connus = (sur: 'foyers' | 'droits') => sql`${sql.raw(agregat)}((part #>> array['avant', ${sql.lit(sur)}])::int)`
  return sql`jsonb_build_object('foyers', ${connus('foyers')}, 'droits', ${connus('droits')})`
}
const CHIFFRES = sql`array[${sql.join(MESURES.map(({ chemin }) => sql`sum((part #>> ${[...chemin]}::text[])::int)::int`))}]`

/** Named in a sentence: a forged file may invent any number of them. */
const NOMMES = 5

/**
 * Why a flow (`numero`) has to be confirmed by somebody who looks at its figures (demesure.ts), and of which organisms these are; or
 * null. Any of its organisms is measured by its own households. Nothing is held of a territory that has had, for a year, fewer open
 * households than a parameter says. The first flow of an organism (`inconnus`) is, even among others, where others sent theirs before.
 */
export async function aConfirmer(
  ctx: Context,
  { numero, inconnus }: { numero: number; inconnus: readonly string[] },
  rapport: Rapport,
): Promise<{ pourquoi: string; organismes: string[] } | null> {
  const garde = await parametre(ctx, 'flux.garde-foyers')
  if (Math.max(rapport.avant.territoire, await foyersConnus(ctx, numero)) < garde) return null
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
    const dit = direDemesure(lesFaits(part), passe, { parts, garde }, organisme)
    return dit ? [{ organisme, dit }] : []
  })
  const raisons = [...(inconnus.length ? [premier] : []), ...demesures.map(d => d.dit)]
  if (raisons.length === 0) return null
  if (demesures.length && rapport.droitsPerdus) raisons.push(...(await ouPerdent(ctx)))
  const quoi = [inconnus.length && 'd’où il vient', demesures.length && 'ces chiffres auprès de la caisse']
    .filter(Boolean)
    .join(' et ')
  return { pourquoi: direTenu(raisons, quoi), organismes: [...inconnus, ...demesures.map(d => d.organisme)] }
}

/** The most households open before any flow of a year: those that flows took away since make no territory small. */
async function foyersConnus(ctx: Context, numero: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(max((mesures #>> '{avant,territoire}')::int), 0) as n from flux
    where numero < ${numero} and importe_le > ${ctx.now}::timestamptz - interval '1 year'`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** Fewer would point at somebody. */
const PEU = 5

/** Where those who would lose their right live: the three largest communes, in a sentence, or nothing. */
async function ouPerdent(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ commune: string; n: number }>`
    select f.commune, count(distinct t.personne_id)::int as n
    from (select personne_id, foyer_id from import_mouvement where genre = 'sortie'
      union select n.personne_id, n.foyer_id from import_droit n where n.etat not in ('2', '3', '4')) t
      join foyer f on f.id = t.foyer_id where f.commune is not null
    group by f.commune having count(distinct t.personne_id) >= ${PEU} order by n desc, f.commune limit 3`.execute(
    ctx.db,
  )
  const dits = rows.map(r => `${communeLisible(r.commune)} (${nombre(r.n)})`)
  return dits.length ? [`Ceux qui perdraient leur droit habitent surtout ${enListe(dits)}.`] : []
}
