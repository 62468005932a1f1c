import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/**
 * Before an import is undone: nothing is due any more to those it created, nor to an agent or a structure it brought, which would hold
 * them back. What it made forget (accorder.queries.ts) is as it was again: put off, given, told. To those it changed, what is due is
 * drawn from the facts once they are put back, and keeps that as long as it is the same. What was decided meanwhile of what the import
 * didn't move stays.
 */
export async function detacher(ctx: Context, numero: number): Promise<void> {
  await sql`delete from echeance e using personne p where p.id = e.personne_id and p.cree_par = ${numero}`.execute(
    ctx.db,
  )
  await sql`
    with venus as (select (d.cle ->> 'id')::uuid as id, d.table_nom from import_difference d
      where d.import = ${numero} and d.table_nom in ('agent', 'structure') and d.avant is null)
    update echeance e set
      agent_id = case when e.agent_id in (select id from venus where table_nom = 'agent') then null else e.agent_id end,
      structure_id = case when e.structure_id in (select id from venus where table_nom = 'structure') then null else e.structure_id end
    where e.agent_id in (select id from venus) or e.structure_id in (select id from venus)`.execute(ctx.db)
  await sql`
    insert into echeance as e select r.* from (select distinct on (d.cle) d.avant, d.personne_id from import_difference d
        where d.import = ${numero} and d.table_nom = 'echeance' order by d.cle, d.ctid) d
      join personne p on p.id = d.personne_id cross join lateral jsonb_populate_record(null::echeance, d.avant) r
    on conflict (genre, objet_id) do update set ${sql.join(
      REPRIS.map(c => sql`${sql.ref(c)} = ${sql.ref(`excluded.${c}`)}`),
    )}
    where (e.pour, e.agent_id) is distinct from (excluded.pour, excluded.agent_id)
      or (e.reportee_jusquau is null and e.confiee_a is null)`.execute(ctx.db)
}

const REPRIS = [
  ...[
    'personne_id',
    'depuis',
    'pour',
    'des',
    'prevu_le',
    'commande',
    'agent_id',
    'structure_id',
    'rappelee_le',
    'escaladee_le',
  ],
  ...['reportee_jusquau', 'reportee_motif', 'reportee_par', 'confiee_a', 'confiee_par'],
] as const
