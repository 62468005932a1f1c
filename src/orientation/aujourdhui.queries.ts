import { type Kysely, type RawBuilder, sql } from 'kysely'
import { clePerimetre, perimetre } from '../agent/perimetre.ts'
import { recitContact } from '../personne/personne.recits.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { FAMILLES } from '../recits.ts'
import { parLots } from '../socle/lots.ts'
import type { DB } from '../socle/tables.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import type { DueDEntree, LigneEntree, RendezVousDEntree } from './aujourdhui-etats.ts'

/** A running entry as the database tells it, with what is due; what depends on the hour is computed at each reading. */
export type EntreeEnCours = Omit<
  LigneEntree,
  'etat' | 'etape' | 'rendezVous' | 'relais' | 'reportee' | 'confieeA' | 'convoquerAvant'
> & {
  rendezVous: RendezVousDEntree[]
  relais: string
  dues: DueDEntree[]
}

/** The same object as long as nothing moved. */
export type Travail = { entrees: EntreeEnCours[]; arrivees: number }

/** The persons of the stock counted by the communes of their households, INSEE codes: a filter is then exact. */
type Stock = { communes: string[]; n: number }[]
type Lu = { travail: Travail; stock: Stock }
/** What was read, person by person, when `vu` was the last event; the communes of each of the stock are joined by commas. */
type ParPersonne = { vu: Repere; entrees: Map<string, EntreeEnCours>; stock: Map<string, string> }
/** `lu`: what a reading found that nothing written since has changed; `base`: what the next one may mend. */
type Garde = {
  lu: { version: string; quoi: Promise<Lu> } | null
  base: ParPersonne | null
  relire: (demande: { ctx: Context; version: Version }) => Promise<Lu>
}
const gardes = new WeakMap<Kysely<DB>, Map<string, Garde>>()
const SCOPES_GARDES = 200
/** A stock larger than this isn't kept person by person: it is counted again. */
const STOCK_GARDE = 20_000

/**
 * The running entries in scope, the persons of the stock by commune, the delay of today. What was read is shared by all who have the
 * same scope, and only changes when something is written: each reading asks for the last event and the last flow (one round trip,
 * two index lookups). When they moved, those told of since are read again, or everybody when more than persons' days moved. Every
 * command and every import that is applied writes an `evenement` (architecture rule 6). While one is being written, nothing is kept.
 */
export async function travailDuJour(ctx: Context): Promise<Lu & { delaiJours: number }> {
  const version = await versionCourante(ctx)
  const { delaiJours } = version
  const garde = gardeDuScope(ctx)
  if (garde.lu?.version === version.cle) return { ...(await garde.lu.quoi), delaiJours }
  const quoi = garde.relire({ ctx, version })
  if (version.calme) {
    // Nobody was writing an event before this reading: whatever comes later has a higher number, and changes the version.
    const lu = { version: version.cle, quoi }
    garde.lu = lu
    quoi.catch(() => {
      if (garde.lu === lu) garde.lu = null
    })
  }
  return { ...(await quoi), delaiJours }
}

function gardeDuScope(ctx: Context): Garde {
  const cle = clePerimetre(ctx)
  const duTerritoire: Map<string, Garde> = gardes.get(ctx.db) ?? new Map()
  if (duTerritoire.size >= SCOPES_GARDES) duTerritoire.clear()
  gardes.set(ctx.db, duTerritoire)
  const connue = duTerritoire.get(cle)
  if (connue) return connue
  const garde: Garde = {
    lu: null,
    base: null,
    // Those who ask at the same moment are answered by one reading, which begins after they ask.
    relire: parLots(async ([premier]) => {
      if (!premier) throw new Error('nobody asks')
      const lue = await relire(premier.ctx, garde.base, premier.version)
      // What was seen while somebody was writing may lack an event of a lower number.
      if (premier.version.calme) garde.base = lue.base
      return lue.lu
    }),
  }
  duTerritoire.set(cle, garde)
  return garde
}

async function relire(ctx: Context, base: ParPersonne | null, version: Version) {
  const touchees = base && base.vu.tranche === version.vu.tranche ? await touchesDepuis(ctx, base.vu) : null
  const [entrees, arrivees, stock] = await Promise.all([
    lireEntrees(ctx, touchees),
    compterArrivees(ctx),
    lireStock(ctx, touchees),
  ])
  const devenue: ParPersonne = { vu: version.vu, entrees: new Map(), stock: new Map() }
  if (base && touchees) {
    const mues = new Set(touchees)
    for (const [id, entree] of base.entrees) if (!mues.has(id)) devenue.entrees.set(id, entree)
    for (const [id, communes] of base.stock) if (!mues.has(id)) devenue.stock.set(id, communes)
  }
  for (const entree of entrees) devenue.entrees.set(entree.personneId, entree)
  for (const { personneId, communes } of stock) devenue.stock.set(personneId, communes.join())
  return {
    base: devenue.stock.size > STOCK_GARDE ? null : devenue,
    lu: {
      travail: { entrees: [...devenue.entrees.values()].sort(parAttente), arrivees },
      stock: parCommunes(devenue.stock),
    },
  }
}

const { compare } = new Intl.Collator('fr')
/** The longest waiting first. */
const parAttente = (a: EntreeEnCours, b: EntreeEnCours): number =>
  a.recuLe < b.recuLe
    ? -1
    : a.recuLe > b.recuLe
      ? 1
      : compare(a.nom, b.nom) || compare(a.prenom, b.prenom) || (a.personneId < b.personneId ? -1 : 1)

function parCommunes(stock: ReadonlyMap<string, string>): Stock {
  const comptes = new Map<string, number>()
  for (const communes of stock.values()) comptes.set(communes, (comptes.get(communes) ?? 0) + 1)
  return [...comptes].map(([communes, n]) => ({ communes: communes.split(','), n }))
}

/** Events that change the day of the one they tell of, and of nobody else. */
const D_UNE_PERSONNE = [
  ...FAMILLES.parcours.recits,
  ...FAMILLES.contacts.recits,
  ...FAMILLES.ecrits.recits,
  recitContact,
].map(r => r.nom)
/** More than these are read with all the others. */
const TOUCHEES_AU_PLUS = 500

/** Those told of since, when nothing else was written; null: everybody is to be read again. */
async function touchesDepuis(ctx: Context, vu: Repere): Promise<string[] | null> {
  const dernier = vu.evenement ?? '0'
  const { rows } = await sql<{ touchees: string[] | null }>`
    select coalesce(array_agg(distinct e.personne_id) filter (where e.personne_id is not null), '{}') as touchees
    from (select * from evenement where id > ${dernier}::bigint order by id limit ${TOUCHEES_AU_PLUS + 1}) e
    having count(*) <= ${TOUCHEES_AU_PLUS} and coalesce(bool_and(e.objet is null and e.type = any(${D_UNE_PERSONNE})), true)
      and (${vu.evenement === null} or exists (select 1 from evenement v where v.id = ${dernier}::bigint and v.xmin::text = ${vu.xmin}))
      and ${vu.flux} is not distinct from (select concat(f.numero, ':', f.xmin) from flux f order by f.numero desc limit 1)`.execute(
    ctx.db,
  )
  return rows[0]?.touchees ?? null
}

/**
 * The last event and the last flow, each with what tells two rows of the same number apart after a restore. `tranche`: the ten minutes of
 * the reading; what the night brings in line with the facts writes no event, and is seen with the next ones.
 */
type Repere = { tranche: string; evenement: string | null; xmin: string | null; flux: string | null }
type Version = { cle: string; vu: Repere; calme: boolean; delaiJours: number }
const versions = new WeakMap<Kysely<DB>, { jour: string; lire: (demande: Context) => Promise<Version> }>()

/** What readers ask at the same moment is asked once of the database, whoever they are: a version says nothing of anybody. */
function versionCourante(ctx: Context): Promise<Version> {
  let version = versions.get(ctx.db)
  if (version?.jour !== ctx.today) {
    version = { jour: ctx.today, lire: parLots(([premier = ctx]: Context[]) => lireVersion(premier)) }
    versions.set(ctx.db, version)
  }
  return version.lire(ctx)
}

/**
 * `calme`: no transaction has written, or is writing, an event that can't be seen yet; whoever writes one holds this lock from before it
 * takes a number until after it is seen.
 */
async function lireVersion(ctx: Context): Promise<Version> {
  const { rows } = await sql<Omit<Repere, 'tranche'> & { calme: boolean; delaiJours: number }>`
    select e.id::text as evenement, e.xmin::text as xmin,
      (select concat(f.numero, ':', f.xmin) from flux f order by f.numero desc limit 1) as flux,
      not exists (select 1 from pg_locks v where v.relation = 'evenement'::regclass and v.mode = 'RowExclusiveLock'
        and v.database = (select b.oid from pg_database b where b.datname = current_database())) as calme,
      ${parametreEnSql(ctx, 'orientation.delai-jours')} as delai_jours
    from (select 1) un left join lateral (select id, xmin from evenement order by id desc limit 1) e on true`.execute(
    ctx.db,
  )
  const { calme = false, delaiJours = 0, evenement = null, xmin = null, flux = null } = rows[0] ?? {}
  const vu = { tranche: ctx.now.slice(0, 'YYYY-MM-DDTHH:M'.length), evenement, xmin, flux }
  return { cle: JSON.stringify(vu), vu, calme, delaiJours }
}

/** SQL condition over the id of a person: among these; anybody when null. */
const parmi = (personneId: RawBuilder<unknown>, personnes: readonly string[] | null): RawBuilder<unknown> =>
  personnes ? sql`${personneId} = any(${personnes}::uuid[])` : sql`true`

/** Lateral reads with a limit keep to the indexes: the planner would rather read every person and every household. */
async function lireEntrees(ctx: Context, personnes: readonly string[] | null): Promise<EntreeEnCours[]> {
  const { rows } = await sql<EntreeEnCours>`
      select e.personne_id, p.nom, p.prenom, f.code_insee, ${COMMUNE_DITE} as commune, e.motif, e.recu_le,
        (select true from droit d where d.personne_id = e.personne_id and d.concerne and d.flux_fin is null limit 1) is not null
          as concerne,
        o.pour as echeance, (select r.pour from echeance r where r.genre = 'relais-france-travail' and r.objet_id = e.id) as relais,
        (select jsonb_agg(jsonb_build_object('genre', d.genre, 'pour', d.pour, 'des', d.des, 'reporteeJusquau', d.reportee_jusquau,
            'reporteeMotif', d.reportee_motif, 'confieeA', d.confiee_a,
            'confieeNom', (select a.nom from agent_nom a where a.id = d.confiee_a)))
          from echeance d where d.personne_id = e.personne_id and d.commande) as dues,
        coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'debut', r.debut,
              'fin', r.debut + make_interval(mins => r.duree_minutes), 'issue', r.issue,
              'modalite', r.modalite, 'lieu', ${lieuMontre()}, 'agentId', r.agent_id,
              'agent', (select a.nom from agent_nom a where a.id = r.agent_id)) order by r.debut)
            from rendez_vous r where r.personne_id = e.personne_id and r.debut >= e.recu_le), '[]') as rendez_vous
      from echeance o join entree e on e.id = o.objet_id
      join lateral (select * from personne where id = e.personne_id limit 1) p on p.fusionnee_dans is null
      left join lateral (select * from foyer where id = e.foyer_id limit 1) f on true
      where o.genre = 'orientation' and ${parmi(sql.ref('o.personne_id'), personnes)} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
    ctx.db,
  )
  return rows
}

async function compterArrivees(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from entree e
    join personne p on p.id = e.personne_id and p.fusionnee_dans is null
    where e.recu_le = ${ctx.today} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** The persons of the stock in scope, with the communes of their households; reading all of them reads every right. */
async function lireStock(ctx: Context, personnes: readonly string[] | null) {
  const { rows } = await sql<{ personneId: string; communes: string[] }>`
    select s.personne_id, array_agg(distinct coalesce(f.code_insee, '')) as communes
    from (${stockNonOriente(ctx, personnes)}) s join foyer f on f.id = s.foyer_id group by s.personne_id`.execute(
    ctx.db,
  )
  return rows
}

/** How many of them these filters keep: nobody of the stock has an appointment nor a motive of entry to be chosen by. */
export function compterDansLeStock(
  stock: Stock,
  { communes, agents, motifs }: Partial<Record<'communes' | 'agents' | 'motifs', string>>,
): number {
  if (agents || motifs) return 0
  const choisies = communes?.split(',')
  return stock
    .filter(s => !choisies || s.communes.some(c => choisies.includes(c)))
    .reduce((total, { n }) => total + n, 0)
}

/** Ids and household of the persons concerned in scope without any entry nor orientation: the starting stock (domaine.md, K1). */
export function stockNonOriente(ctx: Context, personnes: readonly string[] | null = null) {
  return sql<{ personneId: string; foyerId: string }>`
    select d.personne_id, d.foyer_id from droit d
    where d.concerne and d.flux_fin is null and ${parmi(sql.ref('d.personne_id'), personnes)}
      and not exists (select 1 from personne p where p.id = d.personne_id and p.fusionnee_dans is not null)
      and not exists (select 1 from dossier_clos z where z.personne_id = d.personne_id)
      and not exists (select 1 from entree e where e.personne_id = d.personne_id)
      and not exists (select 1 from orientation o where o.personne_id = d.personne_id)
      and ${perimetre(ctx, sql.ref('d.personne_id'))}`
}
