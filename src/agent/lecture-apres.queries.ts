import { type RawBuilder, sql } from 'kysely'
import { parNom } from '../lecture/par-nom.ts'
import { Refusal } from '../socle/refusal.ts'
import { dateLongue } from '../socle/ui/dates.ts'
import type { Context, QuiAgit } from '../socle/use-case.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import { raisonQuiOuvre } from './habitude/raison-dite.queries.ts'
import { perimetre, personneIntrouvable, relationsQuiTiennent } from './perimetre.ts'
import { traits } from './roles.ts'

const COLONNES = { referent: sql.ref('r.referent_id'), second: sql.ref('r.co_referent_id') }

/**
 * SQL condition over `accompagnement r`: it was the agent's, and ended lately enough to be read still. What ended under a role since
 * taken back stays closed, though one like it was given again, even the same day; who only moves to another structure keeps it.
 */
function lisibleEncore(ctx: QuiAgit): RawBuilder<unknown> {
  const { genre, id, role } = ctx.agent
  const apres = genre === 'agent' ? (traits(role)?.lectureApres ?? []) : []
  if (!apres.length) return sql`false`
  const aMoi = apres.map(relation => sql`${COLONNES[relation]} = ${id}`)
  return sql`r.fin >= ${ctx.today}::date - ${parametreEnSql(ctx, 'acces.ancien-referent-jours')} and (${sql.join(aMoi, sql` or `)})
    and not exists (select 1 from habilitation h where h.agent_id = ${id} and h.role = ${role} and h.fin >= r.fin
      and not exists (select 1 from habilitation g where g.agent_id = h.agent_id and g.role = h.role and g.depuis <= h.clos_le
        and (g.fin is null or g.clos_le > h.clos_le)))`
}

/**
 * SQL: the last day (date) that the agent may read of a person: 'infinity' in scope; the end of their follow-up for who was référent
 * or second lately; null for the others. Files absorbed by this one count with it.
 */
export function luJusqua(ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`case when ${perimetre(ctx, personneId)} then 'infinity'::date else (
    select max(r.fin) from accompagnement r
    where (r.personne_id = ${personneId} or r.personne_id in (select x.id from personne x where x.fusionnee_dans = ${personneId}))
      and ${lisibleEncore(ctx)}) end`
}

/**
 * SQL (text): what opens this person to the agent now: a reason that they said ('ouverture', 'ouverture-foyer'); else the first relation
 * that holds in the order of their role; 'territoire' when their role opens everybody; 'ancien-referent' when only what lasts after the
 * end of a follow-up does; 'aucune' when nothing does: the reading then comes from a task of their role (a file received, the audit).
 */
export function relationQuiOuvre(ctx: QuiAgit, personneId: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`case ${raisonQuiOuvre(ctx, personneId)} ${relationsQuiTiennent(ctx, personneId)}
    when exists (select 1 from accompagnement r
      where (r.personne_id = ${personneId} or r.personne_id in (select x.id from personne x where x.fusionnee_dans = ${personneId}))
        and ${lisibleEncore(ctx)}) then 'ancien-referent'
    else 'aucune' end`
}

/** Days (YYYY-MM-DD): the follow-up ended on `depuis`; the file may be read until `jusquau`, included. */
export type LectureApres = { depuis: string; jusquau: string }

/** What remains to an agent of a person who was theirs; null when there is nothing, or more. */
export async function lectureApres(ctx: Context, personneId: string): Promise<LectureApres | null> {
  const { rows } = await sql<LectureApres>`
    select l.jusqua as depuis, l.jusqua + ${parametreEnSql(ctx, 'acces.ancien-referent-jours')} as jusquau
    from personne p cross join lateral (select ${luJusqua(ctx, sql.ref('p.id'))} as jusqua) l
    where p.id = ${personneId} and p.fusionnee_dans is null and isfinite(l.jusqua)`.execute(ctx.db)
  return rows[0] ?? null
}

/** The refusal of an act on a person out of scope: it tells a former référent, who still reads the file, why they can't write. */
export async function horsPerimetre(ctx: Context, personneId: string): Promise<Refusal> {
  const reste = await lectureApres(ctx, personneId)
  if (!reste) return personneIntrouvable()
  return new Refusal(
    'forbidden',
    'lecture-seule',
    `Vous ne suivez plus cette personne depuis le ${dateLongue(reste.depuis)} : vous lisez encore son dossier jusqu’au ${dateLongue(reste.jusquau)}, sans pouvoir y écrire. Voyez avec son référent.`,
  )
}

/** Refuses when the agent has no relation to this person: 404, as if they did not exist; 403 to a former référent who reads only. */
export async function exigerPerimetre(ctx: Context, personneId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from personne p where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
    ctx.db,
  )
  if (!rows.length) throw await horsPerimetre(ctx, personneId)
  await ctx.garde?.exiger(ctx, [personneId])
}

/** The last day that the agent may read of this person, null when everything. Refuses 404 who may read nothing. */
export async function exigerLecture(ctx: Context, personneId: string): Promise<string | null> {
  const { rows } = await sql<{ jusqua: string | null }>`
    select nullif(l.jusqua, 'infinity') as jusqua
    from personne p cross join lateral (select ${luJusqua(ctx, sql.ref('p.id'))} as jusqua) l
    where p.id = ${personneId} and p.fusionnee_dans is null and l.jusqua is not null`.execute(ctx.db)
  if (!rows[0]) throw personneIntrouvable()
  await ctx.garde?.exiger(ctx, [personneId])
  return rows[0].jusqua
}

/** `motif`: why the last follow-up ended. */
export type PersonneTransmise = LectureApres & { personneId: string; nom: string; prenom: string; motif: string | null }

/** The persons that a former référent still reads, handed over or closed, the last first. */
export async function personnesTransmises(ctx: Context): Promise<PersonneTransmise[]> {
  const { rows } = await sql<PersonneTransmise>`
    select p.id as personne_id, p.nom, p.prenom, max(r.fin) as depuis, (array_agg(r.fin_motif order by r.fin desc))[1] as motif,
      max(r.fin) + ${parametreEnSql(ctx, 'acces.ancien-referent-jours')} as jusquau
    from accompagnement r join personne x on x.id = r.personne_id
      join personne p on p.id = coalesce(x.fusionnee_dans, x.id)
    where ${lisibleEncore(ctx)} and not ${perimetre(ctx, sql.ref('p.id'))}
    group by p.id order by depuis desc, ${parNom()}`.execute(ctx.db)
  return rows
}
