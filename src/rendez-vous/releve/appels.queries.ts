import { sql } from 'kysely'
import { avantDAppelerEnJson } from '../../precaution/partage.queries.ts'

/** What a notice that says who to call (`direAppels`) reads beside its event, for its `lus`: only of one that says it. */
export const LUS_D_APPEL = {
  avantAppel: sql`case when jsonb_array_length(coalesce(e.apres -> 'aAppeler', '[]')) > 0
    then ${avantDAppelerEnJson(sql.ref('e.personne_id'))} end`,
}
