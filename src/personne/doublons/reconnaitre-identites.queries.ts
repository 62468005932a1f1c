import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { parPreuves } from './preuves.queries.ts'
import { surLesNoms, surUnNumero } from './preuves.ts'

/** What a source says of who a person is. `cle` is the caller's own, to find its answer. */
export type IdentiteCitee = {
  cle: string
  /** Keyed fingerprint of the NIR (empreinteNir), in hexadecimal. */
  nirEmpreinte: string | null
  identifiantFranceTravail: string | null
  nom: string
  nomNaissance: string
  prenom: string
  dateNaissance: string | null
  organisme: string | null
  numeroOrganisme: string | null
  matricule: string | null
  numeroDemandeRsa: string | null
}

/** Identities read, as rows for `reconnaitre`. */
export const enLignes = (identites: readonly IdentiteCitee[]): RawBuilder<unknown> => sql`
  select l.cle, decode(l."nirEmpreinte", 'hex') as nir_empreinte, l."identifiantFranceTravail" as identifiant_france_travail,
    forme_comparable(l."nomNaissance") || '|' || forme_comparable(l.prenom) as identite,
    forme_comparable(l.nom) || '|' || forme_comparable(l.prenom) as identite_usage,
    l."dateNaissance" as date_naissance, l.organisme, l."numeroOrganisme" as numero_organisme, l.matricule,
    l."numeroDemandeRsa" as numero_demande_rsa
  from jsonb_to_recordset(${JSON.stringify(identites)}::jsonb) as l (cle text, "nirEmpreinte" text, "identifiantFranceTravail" text,
    nom text, "nomNaissance" text, prenom text, "dateNaissance" date, organisme text, "numeroOrganisme" text, matricule text,
    "numeroDemandeRsa" text)`

/**
 * The known person of each row of `lus` (columns of `enLignes`), by its `cle` (rule E5): the strongest proof that speaks, among those
 * that `source` may be believed on. Two persons found for a row are none: a human will tell.
 */
export async function reconnaitre(
  ctx: Context,
  lus: RawBuilder<unknown>,
  source: 'complement' | 'france-travail' = 'complement',
): Promise<Map<string, string>> {
  const { rows } = await sql<{ cle: string; personneId: string }>`
    with lu as materialized (${lus}),
    sure as materialized (select * from ${parPreuves(sql`lu`, surUnNumero(source))} s),
    -- Names are compared only where no number told.
    reste as materialized (select * from lu l where not exists (select 1 from sure s where s.cle = l.cle)),
    trouvee as (select * from sure union all select * from ${parPreuves(sql`reste`, surLesNoms(source))} r),
    classee as (select t.*, min(t.rang) over (partition by t.cle) as premier from trouvee t)
    select c.cle, (array_agg(c.personne_id))[1] as personne_id
    from classee c where c.rang = c.premier
    group by c.cle having count(distinct c.personne_id) = 1`.execute(ctx.db)
  return new Map(rows.map(r => [r.cle, r.personneId]))
}

/** Persons by their ids, as `photographier` wants them. */
export const personnesDe = (ids: Iterable<string>): RawBuilder<unknown> =>
  sql`select unnest(${[...new Set(ids)]}::uuid[]) as personne_id`
