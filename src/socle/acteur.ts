import type { RawBuilder } from 'kysely'

/** Who may act: an agent in one territory, the person, a partner's software by its key, the machine itself. */
export type Acteur = {
  genre: 'agent' | 'personne' | 'logiciel' | 'systeme'
  id: string
  nom: string
  /** An agent acts with one role at one structure (an habilitation); the three others have none. */
  role: string | null
  structureId: string | null
  /** The team of that structure they are in, or lead; null is none of them. */
  equipeId: string | null
  /** INSEE codes of the communes the agent works for; null is the whole territory. */
  secteur: string[] | null
  /** A partner's software only: the permissions of its key, among those its role may have. */
  droits?: string[]
}

type EnSql<T> = T | RawBuilder<T>

/** Who acts, for SQL: values, or the columns that hold them where the statement is about many who act at once. */
export type ActeurEnSql = Pick<Acteur, 'genre' | 'role'> & {
  id: EnSql<string>
  structureId: EnSql<string> | null
  equipeId: EnSql<string> | null
  secteur: EnSql<string[]> | null
}
