import { type Kysely, sql } from 'kysely'
import { clore } from '../socle/auth/texte.ts'
import type { DB } from '../socle/tables.ts'
import { uuidv7 } from '../socle/uuid.ts'

type Traces = { prenom: string; note: string }
type Vie = {
  id: string
  nom: string
  orientationId: string
  structureId: string
  agentId: string
}

/** A contact noted, what was decided by mistake in a life and cancelled, a file closed and opened again: what they hold of the person. */
export async function sesReprises(db: Kysely<DB>, { prenom, note }: Traces, vie: Vie): Promise<void> {
  const { id, nom, orientationId, structureId, agentId } = vie
  await sql`insert into orientation_annulee (id, personne_id, dominante, structure_id, accompagnement_global, motif, decidee_le, debut,
      annulation_id, annulee_le, annulation_motif)
    values (${uuidv7()}, ${id}, 'emploi', ${structureId}, false, ${clore('59', `${prenom} préfère`)}, '2019-01-18', '2019-01-18',
      ${uuidv7()},
      '2019-01-19', ${clore('59', `${nom} : un homonyme`)})`.execute(db)
  await sql`insert into accompagnement_annule (id, personne_id, orientation_id, referent_id, structure_id, debut, annulation_id, annule_le,
      annulation_motif)
    values (${uuidv7()}, ${id}, ${orientationId}, ${agentId}, ${structureId}, '2019-01-18', ${uuidv7()}, '2019-01-19',
      ${clore('59', `${nom} : un homonyme`)})`.execute(db)

  await sql`insert into cloture (id, personne_id, le, motif, precision, close_le, rouverte_le, rouverte_motif)
    values (${uuidv7()}, ${id}, '2019-02-01', 'autre', ${clore('59', `${prenom} part`)},
      '2019-02-01', '2019-02-02', ${clore('59', `${nom} revient`)})`.execute(db)
  await sql`insert into prise_de_contact (id, personne_id, le, moyen, note, par, saisi_le)
    values (${uuidv7()}, ${id}, '2019-02-10', 'telephone', ${clore('59', note)}, ${agentId}, '2019-02-10')`.execute(db)
}
