import { sql } from 'kysely'
import { avis } from '../../socle/recit.ts'
import { recitOuvertureExpliquee, recitOuvertureRevue } from './habitude.recits.ts'

/** What passes between who opened a file out of their usual persons and who reviews it. */
export const AVIS_HABITUDE = [
  avis('ouverture-revue', recitOuvertureRevue, {
    permission: 'dossier.lire',
    qui: ({ apres }) => sql`select ${apres('agentId')}::uuid`,
    ou: '/ouvertures',
  }),
  avis('ouverture-expliquee', recitOuvertureExpliquee, {
    permission: 'lecture.auditer',
    qui: ({ sujet }) => sql`select o.revue_par from ouverture o where o.id = ${sujet}::uuid`,
    ou: '/audit/ouvertures',
  }),
]
