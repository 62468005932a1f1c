import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { VALEUR_COLONNE } from './donnee.queries.ts'
import type { Champ, Dite, SourceDonnee } from './donnee.ts'

type PlusRecente = { personneId: string; champ: Champ; source: SourceDonnee; le: string; par: string | null }

/**
 * Of what is said, what the file already tells otherwise, and later: by a flow, a list, or an agent, who comes first when it was the same
 * day. Who says it there, and when.
 */
export async function plusRecentes(ctx: Context, dites: readonly Dite[]): Promise<PlusRecente[]> {
  if (dites.length === 0) return []
  const lignes = dites.map(d => ({ personne_id: d.personneId, champ: d.champ, valeur: d.valeur, le: d.le }))
  const { rows } = await sql<PlusRecente>`
    select q.* from (
      select p.id as personne_id, d.champ, d.le as dite_le, r.par, coalesce(r.source, case when d.champ in ('telephone', 'courriel')
          then coalesce(p.contact_source, 'inconnue') else p.identite_source end) as source,
        coalesce(r.le, case when d.champ in ('telephone', 'courriel') then p.contact_le else p.identite_le end) as le
      from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb) as d (personne_id uuid, champ text, valeur text, le date)
        join personne p on p.id = d.personne_id
        left join donnee r on r.personne_id = p.id and r.champ = d.champ and r.retenue
      where (r.personne_id is not null or ${VALEUR_COLONNE} is not null)
        and forme_donnee(d.champ, case when r.personne_id is null then ${VALEUR_COLONNE} else r.valeur end)
          is distinct from forme_donnee(d.champ, d.valeur)) q
    where q.le > q.dite_le or (q.le = q.dite_le and q.source in ('agent', 'personne'))`.execute(ctx.db)
  return rows
}
