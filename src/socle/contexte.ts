import { type Kysely, sql } from 'kysely'
import type { Base } from './db.ts'
import { ChargeInvalide } from './echec.ts'
import type { DB } from './tables.ts'
import type { DB as CommunDB } from './tables-commun.ts'
import type { Acteur, Context, Evenement, Territoire } from './use-case.ts'

/** The machine itself: imports, jobs, command line. It sees the whole territory and its acts are signed as such. */
export const SYSTEME: Acteur = {
  id: '00000000-0000-0000-0000-000000000000',
  nom: 'Filrouge',
  role: 'systeme',
  structureId: null,
  secteur: null,
}

/** The day it is in Paris at an instant, YYYY-MM-DD: days of the law and of delays are days there. */
export function jourDe(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()
}

export type Origine = { agent: Acteur; territoire: Territoire; now: string; import?: number }

export function contexte(db: Kysely<DB>, commun: Kysely<CommunDB>, origine: Origine): Context {
  const { agent, territoire, now } = origine
  return {
    db,
    commun,
    agent,
    territoire,
    now,
    today: jourDe(now),
    import: origine.import ?? null,
    record: async (personneId: string, evenement: Evenement) => {
      await db
        .insertInto('evenement')
        .values({
          personneId,
          type: evenement.type,
          le: evenement.le ?? now,
          saisiLe: now,
          agentId: agent.role === 'systeme' ? null : agent.id,
          agentNom: agent.nom,
          avant: evenement.avant === undefined ? null : JSON.stringify(evenement.avant),
          apres: evenement.apres === undefined ? null : JSON.stringify(evenement.apres),
          import: origine.import ?? null,
        })
        .execute()
    },
    enqueue: async ({ declaration: { nom, schema } }, charge) => {
      const { error } = schema.strict().safeParse(charge)
      if (error) throw new ChargeInvalide(nom, { error, schema })
      await sql`select commun.ajouter_tache(${nom}, ${JSON.stringify(charge)}::jsonb)`.execute(db)
    },
  }
}

/** Runs an act in one transaction of the territory: all of it happens, or nothing. */
export async function dansTransaction<T>(base: Base, origine: Origine, agir: (ctx: Context) => Promise<T>): Promise<T> {
  return base
    .territoire(origine.territoire.code)
    .transaction()
    .execute(trx => agir(contexte(trx, base.commun, origine)))
}
