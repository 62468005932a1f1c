import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../../socle/use-case.ts'
import type { Atteintes, PartOrganisme, Rapport } from './rapport.ts'

/** Of an organism: its open households and their rights, and what the staged file does to them. */
type Connus = Record<'foyers' | 'droits' | 'modifies', number> & {
  [fait in Exclude<keyof Atteintes, 'suspendus' | 'dispenses'>]-?: number
} & {
  /** Households of others, one of whose members this one tells of. */
  attires: number
}
const AUCUN: Connus = {
  ...{ foyers: 0, droits: 0, modifies: 0, pris: 0, cedes: 0 },
  ...{ demenages: 0, deplaces: 0, attires: 0, renommes: 0, recomposes: 0, relus: 0 },
}

const OUVERTS = sql`ouvert as materialized (select d.foyer_id, count(*) as droits from droit d
  where d.flux_fin is null and d.etat in ('2', '3', '4') group by d.foyer_id)`

/**
 * Households and rights open before the staged file is applied, organism by organism ('CAF 591'): those it takes from another, those
 * another takes, those it gives another address or another name, and the known ones it changes, open or not. One told in another format
 * than `version` the last time is compared by what all formats say alike. Call once persons are matched, before they are saved.
 */
export async function connusAvant(ctx: Context, version: string): Promise<ReadonlyMap<string, Connus>> {
  const { rows } = await sql<Omit<Connus, 'deplaces' | 'attires'> & { organisme: string }>`
    with ${OUVERTS}, autre as materialized (select distinct i.numero_demande_rsa from import_personne i
      join personne p on p.id = i.personne_id
      where i.connue and (p.date_naissance <> i.date_naissance or p.nir_empreinte <> i.nir_empreinte
        or p.identite <> forme_comparable(i.nom_naissance) || '|' || forme_comparable(i.prenom))),
    dit as (select p.numero_demande_rsa, p.personne_id, 1 as sens from import_personne p),
    vit as (select i.numero_demande_rsa, m.personne_id, -1 as sens from import_foyer i
      join foyer f on f.numero_demande_rsa = i.numero_demande_rsa join membre m on m.foyer_id = f.id and m.fin is null where i.change),
    recompose as materialized (select distinct numero_demande_rsa
      from (select * from dit union all select * from vit) m
      group by numero_demande_rsa, personne_id having sum(sens) <> 0)
    select s.organisme, count(o.foyer_id) filter (where s.tenu)::int as foyers,
      coalesce(sum(o.droits) filter (where s.tenu), 0)::int as droits,
      count(*) filter (where s.dit and c.change and not c.relu)::int as modifies,
      count(*) filter (where s.dit and c.change and c.relu)::int as relus,
      count(o.foyer_id) filter (where not s.tenu)::int as pris,
      count(o.foyer_id) filter (where not s.dit)::int as cedes,
      count(o.foyer_id) filter (where s.dit and c.change
        and case when c.relu then ${COMMUNE_AUTRE} else ${ADRESSE_AUTRE} end)::int as demenages,
      count(a.numero_demande_rsa) filter (where s.dit and not c.relu)::int as renommes,
      count(r.numero_demande_rsa) filter (where s.dit and not c.relu and o.foyer_id is not null)::int as recomposes
    from foyer f left join ouvert o on o.foyer_id = f.id
      left join import_foyer i on i.numero_demande_rsa = f.numero_demande_rsa and i.change
      left join autre a on a.numero_demande_rsa = i.numero_demande_rsa
      left join recompose r on r.numero_demande_rsa = i.numero_demande_rsa
      cross join lateral (select i.numero_demande_rsa is not null as change, coalesce(f.version <> ${version}, false) as relu,
        f.organisme || ' ' || f.numero_organisme as tenu,
        coalesce(i.organisme || ' ' || i.numero_organisme, f.organisme || ' ' || f.numero_organisme) as dit) c
      cross join lateral (select c.tenu as organisme, true as tenu, c.dit = c.tenu as dit
        union all select c.dit, false, true where c.dit <> c.tenu) s
    where o.foyer_id is not null or c.change group by s.organisme`.execute(ctx.db)
  const connus = new Map(rows.map(({ organisme, ...r }) => [organisme, { ...AUCUN, ...r }]))
  for (const { tenu, dit, foyers } of await passesAilleurs(ctx)) {
    const [de, a] = [connus.get(tenu) ?? AUCUN, connus.get(dit) ?? AUCUN]
    connus.set(tenu, { ...de, deplaces: de.deplaces + foyers })
    if (dit !== tenu) connus.set(dit, { ...a, attires: a.attires + foyers })
  }
  return connus
}

/** Open households (`tenu`: whose) one of whose members the staged file tells in another household (`dit`: whose), whatever its state. */
async function passesAilleurs(ctx: Context): Promise<{ tenu: string; dit: string; foyers: number }[]> {
  const { rows } = await sql<{ tenu: string; dit: string; foyers: number }>`
    with ${OUVERTS}
    select f.organisme || ' ' || f.numero_organisme as tenu, i.organisme || ' ' || i.numero_organisme as dit,
      count(distinct f.id)::int as foyers
    from import_personne p join import_foyer i on i.numero_demande_rsa = p.numero_demande_rsa
      left join foyer n on n.numero_demande_rsa = i.numero_demande_rsa
      join membre m on m.personne_id = p.personne_id and m.fin is null and m.foyer_id is distinct from n.id
      join ouvert o on o.foyer_id = m.foyer_id join foyer f on f.id = m.foyer_id
      left join membre l on l.personne_id = p.personne_id and l.fin is null and l.foyer_id = n.id
    where p.connue and i.change and l.personne_id is null
    group by 1, 2`.execute(ctx.db)
  return rows
}

const COMMUNE_AUTRE = sql<SqlBool>`coalesce(f.code_insee <> i.code_insee or f.code_postal <> i.code_postal, false)`
/** Closed by two keys, the same text differs: it says nothing. */
const texteAutre = (colonne: string): RawBuilder<SqlBool> => {
  const [connu, dit] = [sql.ref(`f.${colonne}`), sql.ref(`i.${colonne}`)]
  return sql`(${connu} is distinct from ${dit} and (split_part(${connu}, ':', 1) = split_part(${dit}, ':', 1)) is not false)`
}
const ADRESSE_AUTRE = sql<SqlBool>`((f.code_insee, f.code_postal, f.commune) is distinct from (i.code_insee, i.code_postal, i.commune)
  or ${sql.join(['complement', 'voie', 'lieu_dit'].map(texteAutre), sql` or `)})`

/** What a flow just applied does to persons, organism by organism, those of nobody's household under ''. */
type Droits = { entrees: number; sorties: number; suspendus: number; dispenses: number }

/**
 * A right told in another format than the last time isn't known to be taken out of droits et devoirs.
 */
async function droitsAtteints(
  ctx: Context,
  { numero, version }: { numero: number; version: string },
): Promise<(Droits & { organisme: string })[]> {
  const parGenre = (genre: string) =>
    sql`count(distinct t.personne_id) filter (where t.genre = ${sql.lit(genre)})::int as ${sql.ref(`${genre}s`)}`
  const { rows } = await sql<Droits & { organisme: string }>`
    select coalesce(f.organisme || ' ' || f.numero_organisme, '') as organisme,
      ${sql.join(['entree', 'sortie', 'suspendu', 'dispense'].map(parGenre))}
    from (select m.genre, m.personne_id, m.foyer_id from import_mouvement m where m.genre in ('entree', 'sortie')
      union all
      select case
        when d.personne_id is null then case when n.etat <> 'absent' then 'entree' end
        when d.etat not in ('2', '3', '4') then case when n.etat in ('2', '3', '4') then 'entree' end
        when n.etat not in ('2', '3', '4') then 'sortie'
        when d.etat = '2' and n.etat <> '2' then 'suspendu'
        when d.concerne and n.etat = '2' and not coalesce(n.soumis, false) and x.version = ${version} then 'dispense' end,
        n.personne_id, n.foyer_id
      from import_droit n left join droit d on d.foyer_id = n.foyer_id and d.personne_id = n.personne_id and d.flux_fin = ${numero}
        left join flux x on x.numero = d.flux_debut) t
      left join foyer f on f.id = t.foyer_id where t.genre is not null group by 1`.execute(ctx.db)
  return rows
}

/**
 * What a flow just applied (`numero`) did, for its report: in all, and organism by organism. `avant`: connusAvant; `absents`: the
 * households it no longer holds. What it does outside of its organisms counts for each of them.
 */
export async function mesurer(
  ctx: Context,
  flux: { numero: number; version: string; organismes: readonly string[]; inconnus: readonly string[] },
  avant: ReadonlyMap<string, Connus>,
  absents: ReadonlyMap<string, number>,
): Promise<Pick<Rapport, 'avant' | 'parOrganisme' | 'droitsPerdus'> & { atteintes: Atteintes }> {
  const { organismes } = flux
  const droits = await droitsAtteints(ctx, flux)
  const tous = [...avant.values()]
  const territoire = somme(tous, c => c.foyers)
  const atteintes = (connus: readonly Connus[], lignes: readonly Droits[]): Atteintes => ({
    pris: somme(connus, c => c.pris),
    demenages: somme(connus, c => c.demenages),
    deplaces: somme(connus, c => c.deplaces),
    renommes: somme(connus, c => c.renommes),
    recomposes: somme(connus, c => c.recomposes),
    relus: somme(connus, c => c.relus),
    suspendus: somme(lignes, d => d.suspendus),
    dispenses: somme(lignes, d => d.dispenses),
  })
  const touches = [...avant].filter(([o, c]) => c.cedes + c.deplaces > 0 && !organismes.includes(o)).map(([o]) => o)
  const parOrganisme = [...organismes, ...touches].map(organisme => {
    const c = avant.get(organisme) ?? AUCUN
    const duFichier = organismes.includes(organisme)
    const siens = droits.filter(d => d.organisme === organisme || (duFichier && !organismes.includes(d.organisme)))
    const part: PartOrganisme = {
      premier: flux.inconnus.includes(organisme),
      avant: { foyers: c.foyers, droits: c.droits, territoire },
      foyers: { disparus: absents.get(organisme) ?? 0, modifies: c.modifies },
      entrees: somme(siens, d => d.entrees),
      sorties: somme(siens, d => d.sorties),
      atteintes: { ...atteintes([c], siens), cedes: c.cedes, deplaces: c.deplaces + c.attires },
    }
    return [organisme, part] as const
  })
  const siens = organismes.map(o => avant.get(o) ?? AUCUN)
  return {
    avant: { foyers: somme(siens, c => c.foyers), droits: somme(siens, c => c.droits), territoire },
    atteintes: atteintes(tous, droits),
    droitsPerdus: somme(droits, d => d.sorties),
    parOrganisme: Object.fromEntries(parOrganisme),
  }
}

const somme = <T>(choses: readonly T[], de: (chose: T) => number) =>
  choses.reduce((total, chose) => total + de(chose), 0)
