import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { habilitationEnCours } from './en-cours.queries.ts'
import type { Relation } from './roles.ts'

/** SQL of what ties the agent who acts to persons: rows of a table `r`. */
export type Lien = {
  /** Tables, `r` among them. */
  de: RawBuilder<unknown>
  /** The tie runs today: what ends it is in there. */
  quand: RawBuilder<unknown>
}

type DefinitionRelation = {
  /** What of the agent it hangs on: two agents who share it see the same persons. */
  tient: 'agent' | 'structure' | 'secteur'
  /** Null: it ties to everybody. */
  lien: (ctx: Context) => Lien | null
}

const accompagnement = (quand: RawBuilder<unknown>): Lien => ({
  de: sql`accompagnement r`,
  quand: sql`r.fin is null and ${quand}`,
})

/**
 * Each relation and what ends it: the household leaves the communes of the sector, the follow-up or the orientation is closed, the
 * member leaves the group. An appointment opens a file until its outcome is written, or a day after its hour.
 */
export const RELATIONS: Record<Relation, DefinitionRelation> = {
  secteur: {
    tient: 'secteur',
    lien: ({ agent: { secteur } }) =>
      secteur && {
        de: sql`membre r join foyer rf on rf.id = r.foyer_id`,
        quand: sql`r.fin is null and rf.code_insee = any(${secteur})`,
      },
  },
  referent: { tient: 'agent', lien: ({ agent }) => accompagnement(sql`r.referent_id = ${agent.id}`) },
  second: { tient: 'agent', lien: ({ agent }) => accompagnement(sql`r.co_referent_id = ${agent.id}`) },
  'suivi-structure': {
    tient: 'structure',
    lien: ({ agent }) => accompagnement(sql`r.structure_id = ${agent.structureId}`),
  },
  'orientation-structure': {
    tient: 'structure',
    lien: ({ agent }) => ({
      de: sql`orientation r`,
      quand: sql`r.fin is null and r.structure_id = ${agent.structureId}`,
    }),
  },
  'rendez-vous': {
    tient: 'agent',
    lien: ({ agent, now }) => ({
      de: sql`rendez_vous r`,
      quand: sql`r.agent_id = ${agent.id} and r.issue is null and r.debut > ${now}::timestamptz - interval '1 day'`,
    }),
  },
  'groupe-suivi': {
    tient: 'agent',
    lien: ({ agent, today }) => ({
      de: sql`membre_suivi r`,
      // A role taken back closes the file; given again later, it doesn't open what was entrusted to the one before.
      quand: sql`r.agent_id = ${agent.id} and r.debut <= ${today}::date and (r.fin is null or r.fin > ${today}::date)
        and exists (select 1 from habilitation h where h.agent_id = r.agent_id and h.role = ${agent.role} and h.debut <= r.debut
          and ${habilitationEnCours(today)})`,
    }),
  },
}
