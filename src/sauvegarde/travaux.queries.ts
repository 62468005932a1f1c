import type pg from 'pg'
import type { Travail } from './format.ts'

// What a territory asked of the queue and isn't done: a mail that waits for its server, what an import left to put in order, a failure
// that somebody has to look at. Its flag says whose a job is (commun.ajouter_tache).

export async function travauxDe(client: pg.Client, code: string): Promise<Travail[]> {
  const { rows } = await client.query<Travail>(
    `select t.identifier as tache, j.payload::jsonb - 'territoire' as charge, j.created_at::text as "demandeLe", j.run_at::text as quand,
       j.attempts::int as essais, j.max_attempts::int as "essaisPrevus", j.last_error as echec
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where jsonb_exists(j.flags, 'territoire:' || $1) order by j.id`,
    [code],
  )
  return rows
}

/** Asks again for what was not done, for this territory whatever the file says: no more than it may ask for itself. */
export async function remettreTravaux(client: pg.Client, code: string, travaux: readonly Travail[]): Promise<void> {
  for (const { tache, charge, demandeLe, quand, essais, essaisPrevus, echec } of travaux) {
    const { rows } = await client.query<{ id: string }>(
      `select id from graphile_worker.add_job($1, $2, run_at => $3, max_attempts => $4, flags => array['territoire:' || $5])`,
      [tache, { ...charge, territoire: code }, quand, essaisPrevus, code],
    )
    await client.query(
      'update graphile_worker._private_jobs set attempts = $2, created_at = $3, last_error = $4 where id = $1',
      [rows[0]?.id, essais, demandeLe, echec],
    )
  }
}
