import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'

/**
 * SQL condition: the agent has a relation to this person (domaine.md §8). `personneId` is a column, such as sql.ref('p.id').
 * Chargé d'orientation: the persons of the communes they work for; référent: the persons they follow or will meet;
 * responsable d'équipe: the persons their structure follows or has just been given; the others see no names. Nobody meets those who
 * left the active base (`archive`).
 */
export function perimetre(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (ctx.agent.genre === 'systeme') return sql`true`
  return sql`(${relation(ctx, personneId)} and not exists (select 1 from archive pz where pz.personne_id = ${personneId}))`
}

function relation(ctx: Context, personneId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { id, role, secteur, structureId } = ctx.agent
  if (role === 'charge-orientation') {
    if (!secteur) return sql`true`
    return sql`exists (select 1 from membre pm join foyer pf on pf.id = pm.foyer_id
      where pm.personne_id = ${personneId} and pm.fin is null and pf.code_insee = any(${secteur}))`
  }
  if (role === 'referent') {
    return sql`(exists (select 1 from accompagnement pa
        where pa.personne_id = ${personneId} and pa.fin is null and ${id}::uuid in (pa.referent_id, pa.co_referent_id))
      or exists (select 1 from rendez_vous pr
        where pr.personne_id = ${personneId} and pr.agent_id = ${id} and pr.issue is null and pr.debut > ${ctx.now}::timestamptz - interval '1 day'))`
  }
  if (role === 'responsable-equipe') {
    return sql`(exists (select 1 from accompagnement pa
        where pa.personne_id = ${personneId} and pa.fin is null and pa.structure_id = ${structureId})
      or exists (select 1 from orientation po
        where po.personne_id = ${personneId} and po.fin is null and po.structure_id = ${structureId}))`
  }
  return sql`false`
}

/** Refuses (404, as if the person did not exist) when the agent has no relation to this person. */
export async function exigerPerimetre(ctx: Context, personneId: string): Promise<void> {
  const { rows } = await sql`
    select 1 from personne p where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
    ctx.db,
  )
  if (!rows.length) throw personneIntrouvable()
}

export function personneIntrouvable(): Refusal {
  return new Refusal(
    'not-found',
    'personne-introuvable',
    'Ce dossier n’existe pas, ou il n’est pas dans votre périmètre. Cherchez la personne par son nom.',
  )
}
