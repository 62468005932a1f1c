import type { RawBuilder } from 'kysely'
import type pg from 'pg'
import type { Source, Suivre } from '../lecture/source.ts'
import type { Context } from '../socle/use-case.ts'
import type { ComptesLignes, Genre, LigneImport, RapportImport } from './import.ts'

export type DemandeApplication = {
  source: Source
  /** Number of the import: rows it creates carry it (`cree_par`). */
  numero: number
  /** Day the département received the file (rule E2), YYYY-MM-DD. */
  recuLe: string
  /** Chosen on the screen: the columns of a list, `force` for a flow older than the last. */
  options: Record<string, unknown>
  /** It will be undone: it tells what it would do, and what would have to be confirmed. */
  simulation?: boolean
  suivre: Suivre
  /** Lists only: these lines alone, once the list is applied; what became of persons since that instant is newer than they are. */
  tard?: { lignes: readonly number[]; depuis: string }
  /**
   * Keeps the rows of these persons as they are before anything is written on them: they make the differences shown and the undoing.
   * `personnes`: a query giving personne_id. Call it before each write on persons not photographed yet.
   */
  photographier: (personnes: RawBuilder<unknown>) => Promise<void>
  /** The same for households. `foyers`: a query giving foyer_id. */
  photographierFoyers: (foyers: RawBuilder<unknown>) => Promise<void>
}

export type Application = {
  rapport: RapportImport
  /** A simulation only: why somebody will have to confirm it before it is applied. */
  aConfirmer?: string | null
  /** Lists only: what each line did. */
  lignes?: LigneImport[]
  /** Lists only: the columns as they were read, for a line decided later to be read the same. */
  correspondance?: unknown
}

/**
 * Reads one kind of file and applies it, in the transaction of `ctx` (`client` is its connection, for COPY): the whole file or
 * nothing. It throws a Refusal whose sentence says what to do when the whole file can't be taken.
 */
export type Adaptateur = {
  genre: Genre
  /** Version of the format when these first bytes (16 KiB, or the whole file) and this name are of this kind, or null. */
  reconnaitre: (debut: Buffer, fichier: string) => string | null
  appliquer: (ctx: Context, client: pg.PoolClient, demande: DemandeApplication) => Promise<Application>
  /** Files whose lines may wait to be decided: what its report says once its lines are counted again. */
  recompter?: (rapport: RapportImport, comptes: ComptesLignes) => Pick<RapportImport, 'resume' | 'comptes'>
}
