import { sql } from 'kysely'
import { LIENS } from '../liens.ts'
import type { Cible, Lien } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { termes } from './conservation.queries.ts'

/** What `effacer_personnes` is told of a table: which columns lead to whom, and what becomes of the rows. */
export type Regle = {
  table: string
  personne?: string[]
  foyer?: string
  nir?: string
  demande?: string
  regle: 'effacer' | 'garder' | 'vider'
  vider?: readonly string[]
  seulement?: { colonne: string; valeurs: readonly string[] }
  accessoire?: true
}

/** The rules of all domains, the tables that refer to others first. */
export function reglesEffacement(liens: readonly Lien[] = LIENS): Regle[] {
  return liens.toReversed().map(({ table, vers, colonnes, effacement }) => {
    const menant = (cible: Cible) => Object.keys(colonnes).filter(c => colonnes[c] === cible)
    const [[foyer], [nir], [demande]] = [menant('foyer'), menant('nir'), menant('demande')]
    return {
      table,
      ...(vers === 'personne' && { personne: menant('personne') }),
      ...(foyer && { foyer }),
      ...(nir && { nir }),
      ...(demande && { demande }),
      ...(typeof effacement === 'string' ? { regle: effacement } : { regle: 'vider' as const, ...effacement }),
    }
  })
}

/** Persons whose time has passed on the day of `ctx`, the longest without a contact first. */
export async function personnesEchues(ctx: Context, combien: number): Promise<string[]> {
  const { rows } = await sql<{ personneId: string }>`
    select personne_id from (${await termes(ctx)}) t where archivee_le is not null and effacer_le <= ${ctx.today}::date
    order by dernier_contact, personne_id limit ${combien}`.execute(ctx.db)
  return rows.map(r => r.personneId)
}

/** Erases these persons everywhere. PostgreSQL refuses those who aren't due, whoever asks. Returns the number of the proof. */
export async function effacerPersonnes(ctx: Context, personnes: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ preuve: string | null }>`
    select effacer_personnes(${[...personnes]}::uuid[], ${JSON.stringify(reglesEffacement())}::jsonb, ${ctx.now}::timestamptz) as
      preuve`.execute(ctx.db)
  return rows[0]?.preuve ?? null
}
