import { createHash } from 'node:crypto'
import { z } from 'zod'

// What a backup holds, piece by piece: `filrouge.json` first, the rows of each table as PostgreSQL's COPY writes them (text), the pieces
// of files that were on a disk, `manifeste.json` last.

export const FORMAT = 1
export const ENTETE = 'filrouge.json'
export const MANIFESTE = 'manifeste.json'

/** What must be known before anything is loaded. `tables`: in the order in which they come, with their columns. */
export const Entete = z.object({
  format: z.number().int(),
  faitLe: z.string(),
  territoire: z.object({ code: z.string(), nom: z.string(), demo: z.boolean(), creeLe: z.string() }),
  migrations: z.object({ commun: z.array(z.string()), territoire: z.array(z.string()) }),
  /** By number, what only the key that its data need gives (in hexadecimal). */
  cles: z.array(z.object({ numero: z.number().int(), temoin: z.string() })),
  tables: z.array(
    z.object({ schema: z.enum(['territoire', 'commun']), nom: z.string(), colonnes: z.array(z.string()) }),
  ),
})
export type Entete = z.infer<typeof Entete>
export type TableGardee = Entete['tables'][number]

const Compte = z.object({ lignes: z.number().int(), sha256: z.string() })
/** What was written, to be found again: by the name of a table, and `fichiers` for the pieces of the disk. */
export const Manifeste = z.object({
  comptes: z.record(z.string(), Compte),
  sequences: z.array(z.object({ nom: z.string(), valeur: z.string(), servie: z.boolean() })),
})
export type Manifeste = z.infer<typeof Manifeste>

export const FICHIERS = 'fichiers'
export const nomDe = ({ schema, nom }: Pick<TableGardee, 'schema' | 'nom'>): string => `${schema}/${nom}`

const SAUT = 10

/** Counts rows, or pieces, and takes the fingerprint of all that it is given. */
export function unCompte() {
  const hash = createHash('sha256')
  let lignes = 0
  return {
    /** Text of COPY: a row ends where a line does. */
    rangees: (octets: Buffer) => {
      hash.update(octets)
      for (let i = octets.indexOf(SAUT); i >= 0; i = octets.indexOf(SAUT, i + 1)) lignes++
    },
    piece: (octets: Buffer) => {
      hash.update(octets)
      lignes++
    },
    fini: () => ({ lignes, sha256: hash.digest('hex') }),
  }
}

/** How what is written by COPY looks, whatever the server's own settings: its fingerprint depends on it. */
export const REGLAGES = `
  set local client_encoding = 'UTF8'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local synchronize_seqscans = off; set local jit = off`
