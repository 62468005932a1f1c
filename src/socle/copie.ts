import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

export type ValeurCopiee = string | number | boolean | Buffer | null | undefined

const SPECIAUX = /[\\\t\n\r]/
const ECHAPPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** One line of PostgreSQL's COPY text format. */
export function ligneCopie(valeurs: readonly ValeurCopiee[]): string {
  let ligne = ''
  for (let i = 0; i < valeurs.length; i++) {
    if (i > 0) ligne += '\t'
    const valeur = valeurs[i]
    if (valeur === null || valeur === undefined) ligne += '\\N'
    else if (typeof valeur === 'string')
      ligne += SPECIAUX.test(valeur) ? valeur.replace(/[\\\t\n\r]/g, c => ECHAPPES[c] ?? c) : valeur
    else if (Buffer.isBuffer(valeur)) ligne += `\\\\x${valeur.toString('hex')}`
    else ligne += String(valeur)
  }
  return `${ligne}\n`
}

/** Sends lines made by ligneCopie into a table. One COPY at a time on a connection. */
export async function copier(
  client: pg.PoolClient,
  table: string,
  colonnes: readonly string[],
  lignes: string,
): Promise<void> {
  if (!lignes) return
  const flux = client.query(copyFrom(`copy ${table} (${colonnes.join(', ')}) from stdin`))
  flux.end(lignes)
  await finished(flux)
}
