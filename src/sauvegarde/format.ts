import { createHash } from 'node:crypto'
import pg from 'pg'
import { z } from 'zod'
import { CODE_TERRITOIRE } from '../socle/db.ts'
import { PIECE } from '../socle/fichier/fichier.ts'
import { type Borne, PIECE_MAX } from './archive.ts'

// What a backup holds, piece by piece: `filrouge.json` first, the rows of each table as PostgreSQL's COPY writes them (text), the pieces
// of files that were on a disk, `manifeste.json` last.

export const FORMAT = 1
export const ENTETE = 'filrouge.json'
export const MANIFESTE = 'manifeste.json'

/** As migrations name tables and columns: nothing else goes from a backup into SQL. */
const NOM = '[a-z_][a-z0-9_]{0,62}'
const Nom = z.string().regex(new RegExp(`^${NOM}$`))
/** An instant as PostgreSQL writes it. */
const Instant = z
  .string()
  .regex(/^[\d .:+-]{19,40}$/)
  .refine(estUnInstant)
/** What is said again in a terminal: nothing that it would obey. */
const Libelle = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^\P{Cc}*$/u)

function estUnInstant(texte: string): boolean {
  try {
    return Temporal.Instant.from(texte) !== null
  } catch {
    return false
  }
}

/** What must be known before anything is loaded. `tables`: in the order in which they come, with their columns. */
export const Entete = z.object({
  format: z.number().int(),
  faitLe: Instant,
  territoire: z.object({ code: z.string().regex(CODE_TERRITOIRE), nom: Libelle, demo: z.boolean(), creeLe: Instant }),
  migrations: z.object({ commun: z.array(z.string()).min(1), territoire: z.array(z.string()).min(1) }),
  /** By number, what only the key that its data need gives (in hexadecimal). */
  cles: z.array(z.object({ numero: z.number().int(), temoin: z.string() })).min(1),
  tables: z.array(z.object({ schema: z.enum(['territoire', 'commun']), nom: Nom, colonnes: z.array(Nom).min(1) })),
})
export type Entete = z.infer<typeof Entete>
export type TableGardee = Entete['tables'][number]

const Compte = z.object({ lignes: z.number().int(), sha256: z.string() })
/** A job of the territory that waits, or that failed: what it is asked, and where its tries are. */
const Travail = z.object({
  tache: z.string().regex(/^[a-z][a-z-]{0,62}$/),
  charge: z.record(z.string(), z.unknown()),
  demandeLe: Instant,
  quand: Instant,
  essais: z.number().int().min(0).max(1000),
  essaisPrevus: z.number().int().min(1).max(1000),
  echec: z.string().nullable(),
})
export type Travail = z.infer<typeof Travail>

/**
 * What was written, to be found again: by the name of a table, and `fichiers` for the pieces of the disk. `travaux`: none in a backup of
 * before they were kept.
 */
export const Manifeste = z.object({
  comptes: z.record(z.string(), Compte),
  travaux: z.array(Travail).default([]),
  sequences: z.array(z.object({ nom: Nom, valeur: z.string().regex(/^\d{1,19}$/), servie: z.boolean() })),
})
export type Manifeste = z.infer<typeof Manifeste>

export const FICHIERS = 'fichiers'

const RANGEES = new RegExp(`^(territoire|commun)/${NOM}\\.\\d{1,9}$`)
const MORCEAU = /^fichiers\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})$/
const JSON_MAX = 16 * 1024 * 1024
/** A piece of a file is compressed and encrypted, which may add to it: times four, it is none of ours. */
const MORCEAU_MAX = 4 * PIECE

/** What a piece of this name may hold; null: no name of a backup. */
export function borneDe(nom: string): Borne | null {
  if (nom === ENTETE || nom === MANIFESTE) return { max: JSON_MAX, parParts: false }
  if (MORCEAU.test(nom)) return { max: MORCEAU_MAX, parParts: false }
  return RANGEES.test(nom) ? { max: PIECE_MAX, parParts: true } : null
}

/** The file and the rank of a piece that was on a disk. */
export function morceauDe(nom: string): { id: string; rang: number } {
  const [, id = '', rang = ''] = MORCEAU.exec(nom) ?? []
  return { id, rang: Number(rang) }
}

export const nomDe = ({ schema, nom }: Pick<TableGardee, 'schema' | 'nom'>): string => `${schema}/${nom}`

export const enSql = (nom: string): string => pg.escapeIdentifier(nom)

export const colonnesDe = ({ colonnes }: Pick<TableGardee, 'colonnes'>): string => colonnes.map(enSql).join(', ')

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
