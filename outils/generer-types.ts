import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
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

if (import.meta.main) {
  const serveur = await postgresDeTest()
  try {
    await migrer(serveur.url)
    await creerTerritoire(serveur.url, { code: '00', nom: 'Modèle' })
    ecrireTypes(serveur.url, process.argv.includes('--verifier'))
  } finally {
    await serveur.arreter()
  }
}
