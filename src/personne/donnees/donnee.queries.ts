import { type RawBuilder, sql } from 'kysely'
import { enregistrerChacun } from '../../socle/evenement.ts'
import type { Context } from '../../socle/use-case.ts'
import { matriculeMontre } from '../matricule/matricule.ts'
import { recitDonnees } from '../personne.recits.ts'
import { type Choix, choisirDonnees, rangs } from './choix-donnees.queries.ts'
import { aUneColonne, CHAMPS, Champ, type Dite } from './donnee.ts'

/** Sent to PostgreSQL at once: statements stay short, memory flat. */
const LOT = 5000

/** What is said and what was shown before, once what changes nothing is set aside. */
type Utile = {
  personneId: string
  champ: Champ
  source: string
  valeur: string | null
  accord: boolean | null
  le: string
  avant: string | null
  conflitAvant: boolean
}

/**
 * Hears what sources say of persons (E6): keeps each with its source and day, shows the value of the source the territory
 * believes first, flags what disagrees. A value that is null says nothing, except by an agent or the person (« none »), or with
 * `accord` false (a refusal to be contacted that way). Older than what the same source said: ignored. Persons merged into
 * another are those. Writes one 'donnees' entry in each timeline that changes. Returns how many of the values said are shown,
 * on how many fields a disagreement is open, and the persons whose file shows something new. Any number of rows.
 */
export async function direDonnees(
  ctx: Context,
  dites: readonly Dite[],
): Promise<{ retenues: number; conflits: number; changees: ReadonlySet<string> }> {
  const changees = new Set<string>()
  const total = { retenues: 0, conflits: 0, changees }
  if (dites.length === 0) return total
  const ordre = await rangs(ctx)
  await parIndex(ctx, async () => {
    for (let debut = 0; debut < dites.length; debut += LOT) {
      const { utiles, confirmees } = await trier(ctx, dites.slice(debut, debut + LOT))
      const choix = await ecrire(ctx, utiles, ordre)
      for (const id of await raconter(ctx, utiles, choix)) changees.add(id)
      const cle = (c: { personneId: string; champ: string; source: string }) => `${c.personneId} ${c.champ} ${c.source}`
      const montrees = new Set(choix.map(cle))
      total.retenues += confirmees + utiles.filter(u => montrees.has(cle(u))).length
      total.conflits += choix.filter(c => c.conflit).length
    }
  })
  return total
}

/** What an agent or the person says, without an entry of its own in the timeline: the caller writes it. */
export async function noterDonnees(ctx: Context, dites: readonly Dite[]): Promise<void> {
  const { utiles } = await trier(ctx, dites)
  await ecrire(ctx, utiles, await rangs(ctx))
}

/** Chooses again after rows of `donnee` moved (merge, undoing of an import). */
export async function choisirDeNouveau(
  ctx: Context,
  cles: readonly { personneId: string; champ: Champ }[],
): Promise<void> {
  if (cles.length) await choisirDonnees(ctx, cles, await rangs(ctx))
}

/** Batches are small beside the tables: an import that forbids nested loops for itself must not have them read whole each time. */
async function parIndex(ctx: Context, faire: () => Promise<void>): Promise<void> {
  if (!ctx.db.isTransaction) return faire()
  const { rows } = await sql<{ avant: string }>`select current_setting('enable_nestloop') as avant`.execute(ctx.db)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(ctx.db)
  await faire()
  await sql`select set_config('enable_nestloop', ${rows[0]?.avant ?? 'on'}, true)`.execute(ctx.db)
}

/** Present value of a field in the columns of `p`. */
export const VALEUR_COLONNE: RawBuilder<unknown> = sql`case d.champ ${sql.join(
  Champ.options.filter(aUneColonne).map(champ => {
    const { colonne } = CHAMPS[champ] as { colonne: string }
    return sql`when ${sql.lit(champ)} then p.${sql.ref(colonne)}::text`
  }),
  sql` `,
)} end`

/** One statement of each source on each field, the newest; without those that only repeat what the flow's columns already say. */
async function trier(ctx: Context, dites: readonly Dite[]): Promise<{ utiles: Utile[]; confirmees: number }> {
  const lignes = dites.map(d => ({ ...d, personne_id: d.personneId, accord: d.accord ?? null }))
  const { rows } = await sql<Utile & { repete: boolean }>`
    with d as materialized (
      select distinct on (coalesce(p.fusionnee_dans, p.id), d.champ, d.source)
        coalesce(p.fusionnee_dans, p.id) as personne_id, d.champ, d.source, nullif(btrim(d.valeur), '') as valeur, d.accord, d.le
      from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as d (personne_id uuid, champ text, source text, valeur text,
        accord boolean, le date)
        join personne p on p.id = d.personne_id
      where nullif(btrim(d.valeur), '') is not null or d.source in ('agent', 'personne') or d.accord = false
      order by 1, 2, 3, d.le desc
    )
    select d.*, coalesce(r.valeur, ${VALEUR_COLONNE}) as avant, coalesce(x.conflit, false) as conflit_avant,
      x.conflit is null and d.source not in ('agent', 'personne') and d.champ <> all(array['telephone', 'courriel'])
        and forme_donnee(d.champ, d.valeur) = forme_donnee(d.champ, ${VALEUR_COLONNE}) as repete
    from d join personne p on p.id = d.personne_id
      left join donnee r on r.personne_id = d.personne_id and r.champ = d.champ and r.retenue
      left join lateral (select bool_or(x.conflit) as conflit from donnee x where x.personne_id = d.personne_id
        and x.champ = d.champ) x on true`.execute(ctx.db)
  const utiles = rows.filter(r => !r.repete)
  return { utiles, confirmees: rows.length - utiles.length }
}

async function ecrire(ctx: Context, utiles: readonly Utile[], ordre: RawBuilder<unknown>): Promise<Choix[]> {
  if (utiles.length === 0) return []
  const dites = sql`jsonb_to_recordset(${JSON.stringify(utiles.map(u => ({ ...u, personne_id: u.personneId })))}::jsonb)
    as d (personne_id uuid, champ text, source text, valeur text, accord boolean, le date)`
  // What the columns say becomes a row of its own source, so that it can be compared, and come back.
  await sql`
    insert into donnee (personne_id, champ, source, valeur, accord, le, retenue, import)
    select p.id, d.champ, s.source, s.valeur, s.accord, s.le, true, ${ctx.import}::int
    from (select distinct d.personne_id, d.champ from ${dites}) d join personne p on p.id = d.personne_id
      cross join lateral (select ${VALEUR_COLONNE} as valeur,
        case when d.champ in ('telephone', 'courriel') then coalesce(p.contact_source, 'inconnue') else p.identite_source end as source,
        case d.champ when 'telephone' then p.telephone_accord when 'courriel' then p.courriel_accord end as accord,
        case when d.champ in ('telephone', 'courriel') then coalesce(p.contact_le, p.identite_le) else p.identite_le end as le) s
    where s.valeur is not null and not exists (select 1 from donnee x where x.personne_id = p.id and x.champ = d.champ)`.execute(
    ctx.db,
  )
  await sql`
    insert into donnee as n (personne_id, champ, source, valeur, accord, le, par, ecarte, import)
    select d.personne_id, d.champ, d.source, d.valeur, d.accord, d.le, case when d.source = 'agent' then ${ctx.agent.nom} end,
      case when d.source = 'agent' then ${ECARTEES} else '[]' end, ${ctx.import}::int
    from ${dites}
    on conflict (personne_id, champ, source) do update set
      valeur = case when excluded.valeur is null and excluded.accord = false then n.valeur else excluded.valeur end,
      accord = case when excluded.accord is null and forme_donnee(n.champ, excluded.valeur) = forme_donnee(n.champ, n.valeur)
        then n.accord else excluded.accord end,
      le = excluded.le, par = excluded.par, ecarte = excluded.ecarte, import = excluded.import
    where excluded.le >= n.le and (n.valeur, n.accord, n.le, n.par, n.ecarte) is distinct from
      (excluded.valeur, excluded.accord, excluded.le, excluded.par, excluded.ecarte)`.execute(ctx.db)
  return choisirDonnees(ctx, utiles, ordre)
}

/** What an agent sees and doesn't keep, with what they had set aside before: only another value is news. */
const ECARTEES = sql`coalesce((
  select jsonb_agg(distinct jsonb_build_object('source', e.source, 'valeur', e.valeur, 'accord', e.accord, 'le', e.le))
  from (
    select x.source, x.valeur, x.accord, x.le from donnee x where x.personne_id = d.personne_id and x.champ = d.champ
    union
    select j.source, j.valeur, j.accord, j.le from donnee x, jsonb_to_recordset(x.ecarte) as j (source text, valeur text,
      accord boolean, le date)
    where x.personne_id = d.personne_id and x.champ = d.champ and x.source = 'agent'
  ) e
  where e.valeur is not null and forme_donnee(d.champ, e.valeur) is distinct from forme_donnee(d.champ, d.valeur)), '[]')`

/** A timeline is never rewritten, when a key changes neither: of a NIR it holds what is shown. */
const racontee = (champ: Champ, valeur: string | null) =>
  champ === 'matricule' && valeur !== null ? matriculeMontre(valeur) : valeur

/** One timeline entry per person whose shown values change, or of whom two sources begin to disagree; returns these. */
async function raconter(ctx: Context, utiles: readonly Utile[], choix: readonly Choix[]): Promise<Iterable<string>> {
  const avants = new Map(utiles.map(u => [`${u.personneId} ${u.champ}`, u]))
  const parPersonne = new Map<string, { avant: Record<string, string | null>; apres: Omit<Choix, 'personneId'>[] }>()
  for (const { personneId, champ, source, valeur, conflit } of choix) {
    const avant = avants.get(`${personneId} ${champ}`)
    if (!avant || (avant.avant === valeur && (!conflit || avant.conflitAvant))) continue
    const sien = parPersonne.get(personneId) ?? { avant: {}, apres: [] }
    sien.avant[champ] = racontee(champ, avant.avant)
    sien.apres.push({ champ, valeur: racontee(champ, valeur), source, conflit })
    parPersonne.set(personneId, sien)
  }
  if (parPersonne.size === 0) return []
  const lignes = [...parPersonne].map(([id, { avant, apres }]) => ({
    id,
    avant,
    apres: { champs: apres },
  }))
  await enregistrerChacun(ctx, recitDonnees, lignes)
  return parPersonne.keys()
}
