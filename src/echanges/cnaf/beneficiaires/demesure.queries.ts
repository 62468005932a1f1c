import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { direTenu } from '../../../import/import.ts'
import type { Context } from '../../../socle/use-case.ts'
import { parametre } from '../../../territoire/parametre.queries.ts'
import { direDemesure, JOURS_AJOUTES, PASSES, type Passe, partDe } from './demesure.ts'
import { type Atteintes, PARAMETRES_DEMESURE, type PartOrganisme, type Rapport } from './rapport.ts'

/**
 * The flows of the same organisms, applied before this one, the last first; the format of the last; of which organisms none told.
 */
export type Precedents = {
  passes: (Passe & { organismes: string[] })[]
  version: string | null
  inconnus: string[]
}

/** Without what their reports set aside, which may be long. */
export async function precedents(ctx: Context, organismes: readonly string[]): Promise<Precedents> {
  const { rows } = await sql<Precedents['passes'][number] & { version: string; premier: boolean }>`
    select f.version, f.organismes, f.premier or not f.rapport ? 'avant' as premier, f.rapport - 'anomalies' as rapport,
      f.importe_le > ${ctx.now}::timestamptz - make_interval(days => ${JOURS_AJOUTES}) as recent
    from flux f where f.organismes && ${[...organismes]} order by f.numero desc limit ${PASSES * JOURS_AJOUTES}`.execute(
    ctx.db,
  )
  const connus = await sql<{ organisme: string }>`select distinct unnest(organismes) as organisme from flux`.execute(
    ctx.db,
  )
  const dits = new Set(connus.rows.map(r => r.organisme))
  return {
    passes: rows.filter(r => !r.premier),
    version: rows[0]?.version ?? null,
    inconnus: organismes.filter(o => !dits.has(o)),
  }
}

/** Of an organism: its open households and their rights, and what the staged file does to them. */
type Connus = { foyers: number; droits: number; modifies: number; pris: number; cedes: number; demenages: number }
const AUCUN: Connus = { foyers: 0, droits: 0, modifies: 0, pris: 0, cedes: 0, demenages: 0 }

/**
 * Households and rights open before the staged file is applied, organism by organism ('CAF 591'): those it takes from another, those
 * another takes, those it gives another address, and the known ones it changes, open or not. `relu`: written in another format than
 * the last, it is compared by what all formats say alike.
 */
export async function connusAvant(ctx: Context, relu: boolean): Promise<ReadonlyMap<string, Connus>> {
  const { rows } = await sql<Connus & { organisme: string }>`
    with ouvert as (select d.foyer_id, count(*) as droits from droit d
      where d.flux_fin is null and d.etat in ('2', '3', '4') group by d.foyer_id)
    select s.organisme, count(o.foyer_id) filter (where s.tenu)::int as foyers,
      coalesce(sum(o.droits) filter (where s.tenu), 0)::int as droits,
      count(i.numero_demande_rsa) filter (where s.dit)::int as modifies,
      count(o.foyer_id) filter (where not s.tenu)::int as pris,
      count(o.foyer_id) filter (where not s.dit)::int as cedes,
      count(o.foyer_id) filter (where s.dit and i.numero_demande_rsa is not null
        and (${relu ? COMMUNE_AUTRE : ADRESSE_AUTRE}))::int as demenages
    from foyer f left join ouvert o on o.foyer_id = f.id
      left join import_foyer i on i.numero_demande_rsa = f.numero_demande_rsa and i.change
      cross join lateral (select f.organisme || ' ' || f.numero_organisme as tenu,
        coalesce(i.organisme || ' ' || i.numero_organisme, f.organisme || ' ' || f.numero_organisme) as dit) c
      cross join lateral (select c.tenu as organisme, true as tenu, c.dit = c.tenu as dit
        union all select c.dit, false, true where c.dit <> c.tenu) s
    where o.foyer_id is not null or i.numero_demande_rsa is not null group by s.organisme`.execute(ctx.db)
  return new Map(rows.map(({ organisme, ...r }) => [organisme, r]))
}

const COMMUNE_AUTRE = sql<SqlBool>`f.code_insee <> i.code_insee or f.code_postal <> i.code_postal`
/** Closed by two keys, the same text differs: it says nothing. */
const texteAutre = (colonne: string): RawBuilder<SqlBool> => {
  const [connu, dit] = [sql.ref(`f.${colonne}`), sql.ref(`i.${colonne}`)]
  return sql`(${connu} is distinct from ${dit} and (split_part(${connu}, ':', 1) = split_part(${dit}, ':', 1)) is not false)`
}
const ADRESSE_AUTRE = sql<SqlBool>`(f.code_insee, f.code_postal) is distinct from (i.code_insee, i.code_postal)
  or ${sql.join(['complement', 'voie', 'lieu_dit'].map(texteAutre), sql` or `)}`

/** What a flow just applied does to rights, organism by organism, those of nobody's household under ''. */
type Droits = { entrees: number; sorties: number; suspendus: number; dispenses: number }

async function droitsAtteints(
  ctx: Context,
  numero: number,
  relu: boolean,
): Promise<(Droits & { organisme: string })[]> {
  const { rows } = await sql<Droits & { organisme: string }>`
    select coalesce(f.organisme || ' ' || f.numero_organisme, '') as organisme,
      count(*) filter (where t.genre = 'entree')::int as entrees, count(*) filter (where t.genre = 'sortie')::int as sorties,
      count(*) filter (where t.genre = 'suspendu')::int as suspendus, count(*) filter (where t.genre = 'dispense')::int as dispenses
    from (select m.genre, m.foyer_id from import_mouvement m
      union all
      select case when n.etat = '2' then 'dispense' else 'suspendu' end, n.foyer_id
      from import_droit n join droit d on d.foyer_id = n.foyer_id and d.personne_id = n.personne_id
      where d.flux_fin = ${numero} and (d.etat = '2' and n.etat in ('3', '4')
        or not ${relu} and d.concerne and n.etat = '2' and not coalesce(n.soumis, false))) t
      left join foyer f on f.id = t.foyer_id group by 1`.execute(ctx.db)
  return rows
}

/**
 * What a flow just applied (`numero`) did, for its report: in all, and organism by organism. `avant`: connusAvant; `absents`: the
 * households it no longer holds. What it does outside of its organisms counts for each of them.
 */
export async function mesurer(
  ctx: Context,
  flux: { numero: number; organismes: readonly string[]; inconnus: readonly string[]; relu: boolean },
  avant: ReadonlyMap<string, Connus>,
  absents: ReadonlyMap<string, number>,
): Promise<Pick<Rapport, 'avant' | 'parOrganisme'> & { atteintes: Atteintes }> {
  const { organismes, relu } = flux
  const droits = await droitsAtteints(ctx, flux.numero, relu)
  const tous = [...avant.values()]
  const territoire = somme(tous, c => c.foyers)
  const atteintes = (connus: readonly Connus[], lignes: readonly Droits[]): Atteintes => ({
    pris: somme(connus, c => c.pris),
    demenages: somme(connus, c => c.demenages),
    suspendus: somme(lignes, d => d.suspendus),
    dispenses: somme(lignes, d => d.dispenses),
    relu,
  })
  const touches = [...avant].filter(([o, c]) => c.cedes > 0 && !organismes.includes(o)).map(([o]) => o)
  const parOrganisme = [...organismes, ...touches].map(organisme => {
    const { modifies, cedes, ...c } = avant.get(organisme) ?? AUCUN
    const duFichier = organismes.includes(organisme)
    const siens = droits.filter(d => d.organisme === organisme || (duFichier && !organismes.includes(d.organisme)))
    const part: PartOrganisme = {
      premier: flux.inconnus.includes(organisme),
      avant: { foyers: c.foyers, droits: c.droits, territoire },
      foyers: { disparus: absents.get(organisme) ?? 0, modifies },
      entrees: somme(siens, d => d.entrees),
      sorties: somme(siens, d => d.sorties),
      atteintes: { ...atteintes([{ ...c, modifies, cedes }], siens), cedes },
    }
    return [organisme, part] as const
  })
  const siens = organismes.map(o => avant.get(o) ?? AUCUN)
  return {
    avant: { foyers: somme(siens, c => c.foyers), droits: somme(siens, c => c.droits), territoire },
    atteintes: atteintes(tous, droits),
    parOrganisme: Object.fromEntries(parOrganisme),
  }
}

const somme = <T>(choses: readonly T[], de: (chose: T) => number) =>
  choses.reduce((total, chose) => total + de(chose), 0)

/** Named in a sentence: a forged file may invent any number of them. */
const NOMMES = 5

/**
 * Why a flow has to be confirmed by somebody who looks at its figures (demesure.ts), or null: any of its organisms is measured by its
 * own households. Nothing is held of a territory with fewer open households than a parameter says. The first flow of an organism is,
 * even among others, where others sent theirs before.
 */
export async function aConfirmer(
  ctx: Context,
  rapport: Rapport,
  { passes, inconnus }: Precedents,
): Promise<string | null> {
  const garde = await parametre(ctx, 'flux.garde-foyers')
  if (rapport.avant.territoire < garde) return null
  const parts = {} as Record<(typeof PARAMETRES_DEMESURE)[number], number>
  for (const code of PARAMETRES_DEMESURE) parts[code] = await parametre(ctx, code)
  const noms = inconnus.length > NOMMES ? [...inconnus.slice(0, NOMMES), '…'] : inconnus
  const premier = `Ce flux est le premier de ${noms.join(', ')}, et d’autres caisses en ont déjà envoyé.`
  const dites = Object.keys(rapport.parOrganisme ?? {}).map(organisme => {
    const part = partDe(rapport, organisme, [])
    const siens = passes.flatMap(p => {
      const passe = partDe(p.rapport, organisme, p.organismes)
      return passe ? [{ rapport: passe, recent: p.recent }] : []
    })
    return part && direDemesure(part, siens, { parts, garde }, organisme)
  })
  const demesures = dites.filter(dit => dit !== null)
  const pourquoi = inconnus.length ? [premier, ...demesures] : demesures
  if (pourquoi.length === 0) return null
  const quoi = [inconnus.length && 'd’où il vient', demesures.length && 'ces chiffres auprès de la caisse']
    .filter(Boolean)
    .join(' et ')
  return direTenu(pourquoi, quoi)
}
