import pg from 'pg'
import { numeroCourant } from '../auth/cles.ts'

/** How the jobs' connections call themselves, with the number of their key: one of them listens as long as the process lives. */
const NOM = 'filrouge travaux'
export const nomIci = (): string => `${NOM}, cle ${numeroCourant()}`

/** Does a server work on this database, here or on another machine, that encrypts with another key than this process? */
export async function serviceSousAutreCle(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select 1 from pg_stat_activity
      where datname = current_database() and starts_with(application_name, $1) and application_name <> $2 limit 1`,
      [NOM, nomIci()],
    )
    return rowCount !== 0
  } finally {
    await client.end()
  }
}
