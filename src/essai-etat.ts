import pg from 'pg'

/** Runs SQL as the owner of the tables. */
async function enProprietaire<T>(url: string, agir: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    return await agir(admin)
  } finally {
    await admin.end()
  }
}

type Table = { oid: string; nom: string; retenue: string; colonnes: string }

/** The tables of the territory and of the identities. */
async function tables(admin: pg.Client): Promise<Table[]> {
  const { rows } = await admin.query<Table>(
    `select c.oid::text, format('%I.%I', n.nspname, c.relname) as nom, format('etat.%I', n.nspname || '_' || c.relname) as retenue,
       (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as colonnes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('t_59', 'commun')
       and c.relname not in ('migration', 'territoire')`,
  )
  return rows
}

/** Those that others refer to come first. */
async function parDependance(admin: pg.Client): Promise<Table[]> {
  const restantes = new Map((await tables(admin)).map(t => [t.oid, t]))
  const { rows: liens } = await admin.query<{ de: string; vers: string }>(
    `select conrelid::text as de, confrelid::text as vers from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const rangees: Table[] = []
  while (restantes.size) {
    const libres = [...restantes.values()].filter(t => !liens.some(l => l.de === t.oid && restantes.has(l.vers)))
    if (!libres.length) throw new Error('des tables se renvoient l’une à l’autre')
    for (const t of libres) restantes.delete(t.oid)
    rangees.push(...libres)
  }
  return rangees
}

/**
 * Opens a connection that empties them and the queue of jobs, as often as asked: `vider`, then `fermer`. Row by row, those that
 * refer to others first: a hundred truncated tables are a hundred new files, which no test fills.
 */
export async function videur(url: string): Promise<{ vider: () => Promise<void>; fermer: () => Promise<void> }> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  const noms = ['graphile_worker._private_jobs', ...(await parDependance(admin)).toReversed().map(t => t.nom)]
  const { rows: compteurs } = await admin.query<{ nom: string }>(
    `select format('%I.%I', schemaname, sequencename) as nom from pg_sequences where schemaname in ('t_59', 'commun')`,
  )
  const texte = [
    'begin',
    ...noms.map(nom => `delete from ${nom}`),
    `select ${compteurs.map(({ nom }) => `setval('${nom}', 1, false)`).join(', ')}`,
    'commit',
  ].join(';')
  return { vider: async () => void (await admin.query(texte)), fermer: () => admin.end() }
}

/**
 * Keeps what the database of a test file holds, and gives the act that brings it back: tests that share one world each find it as it
 * was built, whatever the one before wrote. Queued jobs stay: nothing runs them there.
 */
export async function retenirEtat(url: string): Promise<() => Promise<void>> {
  const revenir = await enProprietaire(url, async admin => {
    const rangees = await parDependance(admin)
    await admin.query(
      [
        'create schema etat',
        ...rangees.map(t => `create table ${t.retenue} as select ${t.colonnes} from ${t.nom}`),
      ].join(';'),
    )
    return [
      'begin',
      ...rangees.toReversed().map(t => `delete from ${t.nom}`),
      ...rangees.map(
        t => `insert into ${t.nom} (${t.colonnes}) overriding system value select ${t.colonnes} from ${t.retenue}`,
      ),
      'commit',
    ].join(';')
  })
  return () => enProprietaire(url, async admin => void (await admin.query(revenir)))
}
