import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'

/** What a source says of who a person is. `cle` is the caller's own, to find its answer. */
export type IdentiteLue = {
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
export const enLignes = (identites: readonly IdentiteLue[]): RawBuilder<unknown> => sql`
  select l.cle, decode(l."nirEmpreinte", 'hex') as nir_empreinte, l."identifiantFranceTravail" as identifiant_france_travail,
    forme_comparable(l."nomNaissance") || '|' || forme_comparable(l.prenom) as identite,
    forme_comparable(l.nom) || '|' || forme_comparable(l.prenom) as identite_usage,
    l."dateNaissance" as date_naissance, l.organisme, l."numeroOrganisme" as numero_organisme, l.matricule,
    l."numeroDemandeRsa" as numero_demande_rsa
  from jsonb_to_recordset(${JSON.stringify(identites)}::jsonb) as l (cle text, "nirEmpreinte" text, "identifiantFranceTravail" text,
    nom text, "nomNaissance" text, prenom text, "dateNaissance" date, organisme text, "numeroOrganisme" text, matricule text,
    "numeroDemandeRsa" text)`

/**
 * The known person of each row of `lus` (columns of `enLignes`), by its `cle` (rule E5): same NIR, else same France Travail
 * identifier, else same birth name, first name and birth date in the household of that claim or of that matricule.
 * `parNomSeul`: else the only person of the territory with that name (birth or usual), first name and birth date, when the source
 * knows nothing of households. Two persons found for a row are none: a human will tell.
 */
export async function reconnaitre(
  ctx: Context,
  lus: RawBuilder<unknown>,
  { parNomSeul = false }: { parNomSeul?: boolean } = {},
): Promise<Map<string, string>> {
  const { rows } = await sql<{ cle: string; personneId: string }>`
    with lu as materialized (${lus}),
    sure as materialized (
      select l.cle, coalesce(p.fusionnee_dans, p.id) as personne_id, 1 as rang from lu l join personne p on p.nir_empreinte = l.nir_empreinte
      union all
      select l.cle, coalesce(p.fusionnee_dans, p.id), 2 from lu l join personne p on p.identifiant_france_travail = l.identifiant_france_travail
    ),
    ou as (
      select l.cle, f.id from lu l join foyer f on f.numero_demande_rsa = l.numero_demande_rsa
      union
      select l.cle, f.id from lu l join foyer f on f.matricule = l.matricule and f.organisme = l.organisme and f.numero_organisme = l.numero_organisme
    ),
    foyer as materialized (
      select l.cle, coalesce(p.fusionnee_dans, p.id) as personne_id, 3 as rang
      from lu l join ou on ou.cle = l.cle join membre m on m.foyer_id = ou.id
        join personne p on p.id = m.personne_id and p.date_naissance = l.date_naissance and p.identite = l.identite
      where not exists (select 1 from sure s where s.cle = l.cle)
    ),
    nom as materialized (
      select l.cle, coalesce(p.fusionnee_dans, p.id) as personne_id, 4 as rang
      from lu l join personne p on p.date_naissance = l.date_naissance
        and (p.identite in (l.identite, l.identite_usage)
          or forme_comparable(p.nom) || '|' || forme_comparable(p.prenom) in (l.identite, l.identite_usage))
      where ${parNomSeul} and not exists (select 1 from sure s where s.cle = l.cle) and not exists (select 1 from foyer f where f.cle = l.cle)
    ),
    trouvee as (select * from sure union all select * from foyer union all select * from nom),
    classee as (select t.*, min(t.rang) over (partition by t.cle) as premier from trouvee t)
    select c.cle, (array_agg(c.personne_id))[1] as personne_id
    from classee c where c.rang = c.premier
    group by c.cle having count(distinct c.personne_id) = 1`.execute(ctx.db)
  return new Map(rows.map(r => [r.cle, r.personneId]))
}

/** Persons by their ids, as `photographier` wants them. */
export const personnesDe = (ids: Iterable<string>): RawBuilder<unknown> =>
  sql`select unnest(${[...new Set(ids)]}::uuid[]) as personne_id`
