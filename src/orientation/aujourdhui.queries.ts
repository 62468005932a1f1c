import { type Kysely, sql } from 'kysely'
import { clePerimetre, perimetre } from '../agent/perimetre.ts'
import { parLots } from '../socle/lots.ts'
import type { DB } from '../socle/tables.ts'
import type { Context } from '../socle/use-case.ts'
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
/** `lu`: what a reading found that nothing written since has changed. */
type Garde = { lu: { version: string; quoi: Promise<Lu> } | null; relire: (ctx: Context) => Promise<Lu> }
const gardes = new WeakMap<Kysely<DB>, Map<string, Garde>>()
const SCOPES_GARDES = 200

/**
 * The running entries in scope, the persons of the stock by commune, the delay of today. What was read is shared by all who have the
 * same scope, and only changes when something is written: each reading asks for the last event and the last flow (one round trip,
 * two index lookups), and reads the rest again when they moved. Every command and every import that is applied writes an `evenement`
 * (architecture rule 6). While one is being written, nothing is kept.
 */
export async function travailDuJour(ctx: Context): Promise<Lu & { delaiJours: number }> {
  const { version, calme, delaiJours } = await versionCourante(ctx)
  const garde = gardeDuScope(ctx)
  if (garde.lu?.version === version) return { ...(await garde.lu.quoi), delaiJours }
  const quoi = garde.relire(ctx)
  if (calme) {
    // Nobody was writing an event before this reading: whatever comes later has a higher number, and changes the version.
    const lu = { version, quoi }
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
  // Those who ask at the same moment are answered by one reading, which begins after they ask.
  const garde = duTerritoire.get(cle) ?? { lu: null, relire: parLots(([premier = ctx]: Context[]) => relire(premier)) }
  duTerritoire.set(cle, garde)
  return garde
}

async function relire(ctx: Context): Promise<Lu> {
  const [travail, stock] = await Promise.all([lireTravail(ctx), compterStock(ctx)])
  return { travail, stock }
}

type Version = { version: string; calme: boolean; delaiJours: number }
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
 * xmin tells two rows of the same number apart after a restore. `calme`: no transaction has written, or is writing, an event that
 * can't be seen yet; whoever writes one holds this lock from before it takes a number until after it is seen.
 */
async function lireVersion(ctx: Context): Promise<Version> {
  const { rows } = await sql<{ flux: string | null; evenement: string | null; calme: boolean; delaiJours: number }>`
    select (select concat(e.id, ':', e.xmin) from evenement e order by e.id desc limit 1) as evenement,
      (select concat(f.numero, ':', f.xmin) from flux f order by f.numero desc limit 1) as flux,
      not exists (select 1 from pg_locks v where v.relation = 'evenement'::regclass and v.mode = 'RowExclusiveLock'
        and v.database = (select b.oid from pg_database b where b.datname = current_database())) as calme,
      ${parametreEnSql(ctx, 'orientation.delai-jours')} as delai_jours`.execute(ctx.db)
  const [lu] = rows
  return {
    version: `${ctx.today} ${lu?.flux} ${lu?.evenement}`,
    calme: lu?.calme ?? false,
    delaiJours: lu?.delaiJours ?? 0,
  }
}

/** Lateral reads with a limit keep to the indexes: the planner would rather read every person and every household. */
async function lireTravail(ctx: Context): Promise<Travail> {
  const [{ rows: entrees }, { rows: arrivees }] = await Promise.all([
    sql<EntreeEnCours>`
      select e.personne_id, p.nom, p.prenom, f.code_insee, f.commune, e.motif, e.recu_le,
        (select true from droit d where d.personne_id = e.personne_id and d.concerne and d.flux_fin is null limit 1) is not null
          as concerne,
        o.pour as echeance, (select r.pour from echeance r where r.genre = 'relais-france-travail' and r.objet_id = e.id) as relais,
        (select jsonb_agg(jsonb_build_object('genre', d.genre, 'pour', d.pour, 'des', d.des, 'reporteeJusquau', d.reportee_jusquau,
            'reporteeMotif', d.reportee_motif, 'confieeA', d.confiee_a,
            'confieeNom', (select a.nom from agent_nom a where a.id = d.confiee_a)))
          from echeance d where d.personne_id = e.personne_id and d.commande) as dues,
        coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'debut', r.debut,
              'fin', r.debut + make_interval(mins => r.duree_minutes), 'issue', r.issue,
              'modalite', r.modalite, 'lieu', r.lieu, 'agentId', r.agent_id,
              'agent', (select a.nom from agent_nom a where a.id = r.agent_id)) order by r.debut)
            from rendez_vous r where r.personne_id = e.personne_id and r.debut >= e.recu_le), '[]') as rendez_vous
      from echeance o join entree e on e.id = o.objet_id
      join lateral (select * from personne where id = e.personne_id limit 1) p on p.fusionnee_dans is null
      left join lateral (select * from foyer where id = e.foyer_id limit 1) f on true
      where o.genre = 'orientation' and ${perimetre(ctx, sql.ref('p.id'))}
      order by e.recu_le, p.nom, p.prenom, e.personne_id`.execute(ctx.db),
    sql<{ n: number }>`
      select count(*)::int as n from entree e
      join personne p on p.id = e.personne_id and p.fusionnee_dans is null
      where e.recu_le = ${ctx.today} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db),
  ])
  return { entrees, arrivees: arrivees[0]?.n ?? 0 }
}

/** The persons of the stock in scope; counting reads every right. */
async function compterStock(ctx: Context): Promise<Stock> {
  const { rows } = await sql<Stock[number]>`
    select communes, count(*)::int as n from (
      select array_agg(distinct coalesce(f.code_insee, '')) as communes
      from (${stockNonOriente(ctx)}) s join foyer f on f.id = s.foyer_id group by s.personne_id) p
    group by communes`.execute(ctx.db)
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

/** Ids and household of the persons concerned in scope without any entry nor orientation: the starting stock (issue 2, K1). */
export function stockNonOriente(ctx: Context) {
  return sql<{ personneId: string; foyerId: string }>`
    select d.personne_id, d.foyer_id from droit d
    where d.concerne and d.flux_fin is null
      and not exists (select 1 from personne p where p.id = d.personne_id and p.fusionnee_dans is not null)
      and not exists (select 1 from dossier_clos z where z.personne_id = d.personne_id)
      and not exists (select 1 from entree e where e.personne_id = d.personne_id)
      and not exists (select 1 from orientation o where o.personne_id = d.personne_id)
      and ${perimetre(ctx, sql.ref('d.personne_id'))}`
}
