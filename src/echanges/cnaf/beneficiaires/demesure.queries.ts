import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import { direDemesure, JOURS_AJOUTES, PASSES, type Passe } from './demesure.ts'
import { type Atteintes, PARAMETRES_DEMESURE, type Rapport } from './rapport.ts'

/** What the flows of the same organisms, applied before this one, did. */
export type Precedents = { passes: Passe[]; version: string | null }

/** Without what their reports set aside, which may be long. */
export async function precedents(ctx: Context, organismes: readonly string[]): Promise<Precedents> {
  const { rows } = await sql<Passe & { version: string; premier: boolean }>`
    select f.version, f.premier or not f.rapport ? 'avant' as premier, f.rapport - 'anomalies' as rapport,
      f.importe_le > ${ctx.now}::timestamptz - make_interval(days => ${JOURS_AJOUTES}) as recent
    from flux f where f.organismes && ${[...organismes]} order by f.numero desc limit ${PASSES * JOURS_AJOUTES}`.execute(
    ctx.db,
  )
  return { passes: rows.filter(r => !r.premier), version: rows[0]?.version ?? null }
}

/**
 * Households and rights open before the staged file is applied: of its organisms ('CAF 591'), of the whole territory; and among all of
 * them, those it takes from another organism, those it gives another address. `relu`: written in another format than the last, it is
 * compared by what all formats say alike.
 */
export async function connusAvant(
  ctx: Context,
  organismes: readonly string[],
  relu: boolean,
): Promise<{ avant: Rapport['avant']; atteints: Pick<Atteintes, 'pris' | 'demenages'> }> {
  const { rows } = await sql<Rapport['avant'] & Pick<Atteintes, 'pris' | 'demenages'>>`
    with ouvert as (select d.foyer_id, count(*) as droits from droit d
      where d.flux_fin is null and d.etat in ('2', '3', '4') group by d.foyer_id)
    select count(*) filter (where s.sien)::int as foyers, coalesce(sum(o.droits) filter (where s.sien), 0)::int as droits,
      count(*)::int as territoire,
      count(*) filter (where i.organisme <> ''
        and (i.organisme, i.numero_organisme) is distinct from (f.organisme, f.numero_organisme))::int as pris,
      count(*) filter (where i.numero_demande_rsa is not null and (${relu ? COMMUNE_AUTRE : ADRESSE_AUTRE}))::int as demenages
    from ouvert o join foyer f on f.id = o.foyer_id
      left join import_foyer i on i.numero_demande_rsa = f.numero_demande_rsa and i.change
      cross join lateral (select f.organisme || ' ' || f.numero_organisme = any(${[...organismes]}) as sien) s`.execute(
    ctx.db,
  )
  const { pris, demenages, ...avant } = rows[0] ?? { foyers: 0, droits: 0, territoire: 0, pris: 0, demenages: 0 }
  return { avant, atteints: { pris, demenages } }
}

const COMMUNE_AUTRE = sql<SqlBool>`f.code_insee <> i.code_insee or f.code_postal <> i.code_postal`
/** Closed by two keys, the same text differs: it says nothing. */
const texteAutre = (colonne: string): RawBuilder<SqlBool> => {
  const [connu, dit] = [sql.ref(`f.${colonne}`), sql.ref(`i.${colonne}`)]
  return sql`(${connu} is distinct from ${dit} and (split_part(${connu}, ':', 1) = split_part(${dit}, ':', 1)) is not false)`
}
const ADRESSE_AUTRE = sql<SqlBool>`(f.code_insee, f.code_postal) is distinct from (i.code_insee, i.code_postal)
  or ${sql.join(['complement', 'voie', 'lieu_dit'].map(texteAutre), sql` or `)}`

/** Rights that a flow just applied suspends, and persons it says no longer soumises. `numero`: of the flow. */
export async function droitsAtteints(
  ctx: Context,
  numero: number,
  relu: boolean,
): Promise<Pick<Atteintes, 'suspendus' | 'dispenses'>> {
  const { rows } = await sql<Pick<Atteintes, 'suspendus' | 'dispenses'>>`
    select count(*) filter (where d.etat = '2' and n.etat in ('3', '4'))::int as suspendus,
      count(*) filter (where not ${relu} and d.concerne and n.etat = '2' and not coalesce(n.soumis, false))::int as dispenses
    from import_droit n join droit d on d.foyer_id = n.foyer_id and d.personne_id = n.personne_id
    where d.flux_fin = ${numero}`.execute(ctx.db)
  return rows[0] ?? { suspendus: 0, dispenses: 0 }
}

/**
 * Why a flow has to be confirmed by somebody who looks at its figures (demesure.ts), or null. Nothing is held of a territory with fewer
 * open households than a parameter says. The first flow of an organism is, where others sent theirs before.
 */
export async function aConfirmer(
  ctx: Context,
  rapport: Rapport,
  organismes: readonly string[],
  { passes, version }: Precedents,
): Promise<string | null> {
  const garde = await parametre(ctx, 'flux.garde-foyers')
  if (rapport.avant.territoire < garde) return null
  if (version === null)
    return `Ce flux est le premier de ${organismes.join(', ')}, et d’autres caisses en ont déjà envoyé. Rien n’a changé. Quelqu’un qui voit tout le territoire vérifie d’où il vient, puis l’applique ou le retire.`
  const parts = {} as Record<(typeof PARAMETRES_DEMESURE)[number], number>
  for (const code of PARAMETRES_DEMESURE) parts[code] = await parametre(ctx, code)
  return direDemesure(rapport, passes, { parts, garde })
}
