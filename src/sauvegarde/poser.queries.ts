import type pg from 'pg'

type Objet = { table: string; nom: string; definition: string }

/**
 * Has the tables of a territory just made filled whole: empty, without what would be checked or kept row by row, in whatever order they
 * come. All of it is there again after, each constraint checked on all rows. In the caller's transaction.
 */
export async function toutPoser(client: pg.Client, schema: string, remplir: () => Promise<void>): Promise<void> {
  const lire = async (texte: string) => (await client.query<Objet>(texte, [schema])).rows
  const tables = await lire(
    `select format('%I.%I', $1::text, relname) as "table" from pg_class
     where relnamespace = $1::regnamespace and relkind = 'r' and relpersistence = 'p' and relname <> 'migration'`,
  )
  // A constraint that isn't checked on what was there before it would be on what comes back.
  const contraintes = await lire(
    `select conrelid::regclass::text as "table", conname as nom, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = $1::regnamespace and conrelid <> 0 and (contype = 'f' or (contype = 'c' and not convalidated))`,
  )
  const index = await lire(
    `select x.indrelid::regclass::text as "table", x.indexrelid::regclass::text as nom, pg_get_indexdef(x.indexrelid) as definition
     from pg_index x join pg_class r on r.oid = x.indrelid
     where r.relnamespace = $1::regnamespace and r.relpersistence = 'p'
       and not exists (select from pg_constraint k where k.conindid = x.indexrelid)`,
  )
  await client.query(
    [
      ...tables.map(t => `alter table ${t.table} disable trigger user`),
      ...contraintes.map(c => `alter table ${c.table} drop constraint "${c.nom}"`),
      ...index.map(i => `drop index ${i.nom}`),
      `truncate ${tables.map(t => t.table).join(', ')}`,
    ].join(';'),
  )
  await remplir()
  for (const { definition } of index) await client.query(definition)
  for (const { table, nom, definition } of contraintes)
    await client.query(`alter table ${table} add constraint "${nom}" ${definition}`)
  await client.query(tables.map(t => `alter table ${t.table} enable trigger user`).join(';'))
}
