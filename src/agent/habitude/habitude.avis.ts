import { sql } from 'kysely'
import { avis } from '../../socle/recit.ts'
import { recitOuvertureExpliquee, recitOuvertureRevue } from './habitude.recits.ts'

/** What passes between who opened a file out of their usual persons and who reviews it. */
export const AVIS_HABITUDE = [
  avis('ouverture-a-expliquer', recitOuvertureRevue, {
    permission: 'dossier.lire',
    qui: ({ apres }) => sql`select case when ${apres('revue')} = 'a-expliquer' then ${apres('agentId')}::uuid end`,
    ou: '/ouvertures',
  }),
  avis('ouverture-expliquee', recitOuvertureExpliquee, {
    permission: 'lecture.auditer',
    qui: ({ sujet }) => sql`select o.revue_par from ouverture o where o.id = ${sujet}::uuid`,
    ou: '/audit/ouvertures',
  }),
]
