import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { catalogue, FICHIER_CATALOGUE } from '../src/socle/catalogue.ts'
import { creerTerritoire, migrer } from '../src/socle/migrer.ts'
import { postgresDeTest } from '../src/socle/postgres-local.ts'

const racine = fileURLToPath(new URL('../', import.meta.url))

/** Writes the table types of the migrated database; with --verifier, fails when the committed ones are stale. */
export function ecrireTypes(url: string, verifier: boolean): void {
  for (const [schema, fichier] of [
    ['t_00', 'src/socle/tables.ts'],
    ['commun', 'src/socle/tables-commun.ts'],
  ] as const) {
    execFileSync(
      process.execPath,
      [
        `${racine}node_modules/kysely-codegen/dist/cli/bin.js`,
        ...[
          '--url',
          url,
          '--dialect',
          'postgres',
          '--camel-case',
          '--date-parser',
          'string',
          '--numeric-parser',
          'number',
        ],
        ...['--type-mapping', '{"timestamptz":"string","int8":"number","timestamp":"string"}'],
        ...['--default-schema', schema, '--include-pattern', `${schema}.*`, '--exclude-pattern', '*.migration'],
        ...['--out-file', `${racine}${fichier}`, '--log-level', 'error'],
        ...(verifier ? ['--verify'] : []),
      ],
      { stdio: 'inherit' },
    )
  }
}

/** Writes what the migrations make, object by object; returns whether it was already so. */
export async function ecrireCatalogue(url: string, verifier: boolean): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const fait = await catalogue(client, 't_00').finally(() => client.end())
  if (!verifier) writeFileSync(FICHIER_CATALOGUE, fait)
  return fait === readFileSync(FICHIER_CATALOGUE, 'utf8')
}

if (import.meta.main) {
  const serveur = await postgresDeTest()
  try {
    // What the catalogue says is what this writes.
    await migrer(serveur.url, false)
    await creerTerritoire(serveur.url, { code: '00', nom: 'Modèle' })
    const verifier = process.argv.includes('--verifier')
    ecrireTypes(serveur.url, verifier)
    if (!(await ecrireCatalogue(serveur.url, verifier))) throw new Error('migrations/catalogue.txt est périmé')
  } finally {
    await serveur.arreter()
  }
}
