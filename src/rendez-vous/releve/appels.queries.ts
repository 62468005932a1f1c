import { sql } from 'kysely'
import { avantDAppelerEnJson } from '../../precaution/partage.queries.ts'

/** What a notice that says who to call (`direAppels`) reads beside its event, for its `lus`: only of one that says it. */
export const LUS_D_APPEL = {
  avantAppel: sql`case when jsonb_array_length(coalesce(e.apres -> 'aAppeler', '[]')) > 0
    then ${avantDAppelerEnJson(sql.ref('e.personne_id'))} end`,
  /** Of those called or received so, to whom nobody is to interpret. */
  interprete: sql`case when jsonb_array_length(coalesce(e.apres -> 'aAppeler', '[]'))
      + jsonb_array_length(coalesce(e.apres -> 'passes', '[]')) > 0
    then (select min(nullif(concat_ws(', ', x.langue, case when x.lsf then 'langue des signes' end), ''))
      from rendez_vous r join precaution x on x.personne_id = r.personne_id
      where r.personne_id = e.personne_id and r.issue is null and not r.interprete_prevu and r.debut > e.saisi_le) end`,
}
