import { type RawBuilder, sql } from 'kysely'
import { enregistrerTous } from '../../socle/evenement.ts'
import type { Context } from '../../socle/use-case.ts'
import { direDonnees } from '../donnees/donnee.queries.ts'
import { CHAMPS_IDENTITE, type Dite } from '../donnees/donnee.ts'
import { recitIdentite } from '../personne.recits.ts'
import { apprendreMots } from '../recherche/mots.queries.ts'
import { ACCORDE, parPreuves } from './preuves.queries.ts'
import { surLesNoms, surUnNumero } from './preuves.ts'

/** Staged persons as `parPreuves` compares them; until it is recognised, a row has an identifier of its own: its key. */
const lues = (condition: RawBuilder<unknown>) => sql`
  (select i.personne_id as cle, i.nir_empreinte, i.numero_demande_rsa, g.matricule, i.date_naissance,
    forme_comparable(i.nom_naissance) || '|' || forme_comparable(i.prenom) as identite,
    forme_comparable(i.nom) || '|' || forme_comparable(i.prenom) as identite_usage
  from import_personne i left join import_foyer g on g.numero_demande_rsa = i.numero_demande_rsa where ${condition})`

/**
 * Gives each staged person the file it already has (rule E5, by the proofs of a beneficiaries flow). What is left is a new person;
 * the same NIR twice in the file is one person, where the identities agree. A NIR that somebody else bears is dropped, and who bears it
 * kept (`nir_de`) for a human to decide. Marks import_personne (personne_id, connue, nir_de); returns the claim number of each household
 * where a NIR was dropped.
 */
export async function rapprocherPersonnes(ctx: Context): Promise<string[]> {
  await sql`
    update import_personne i set personne_id = t.personne_id, connue = true
    from ${parPreuves(lues(sql`true`), surUnNumero('beneficiaires'))} t where t.cle = i.personne_id`.execute(ctx.db)
  await sql`
    update import_personne i set personne_id = t.personne_id, connue = true
    from ${parPreuves(lues(sql`not i.connue`), surLesNoms('beneficiaires'))} t
    where t.cle = i.personne_id and not i.connue
      and not exists (select 1 from import_personne j
        where j.numero_demande_rsa = i.numero_demande_rsa and j.connue and j.personne_id = t.personne_id)`.execute(
    ctx.db,
  )
  // One NIR on several rows: those not known yet who agree with the first are that person.
  await sql`
    with lus as materialized (
      select i.numero_demande_rsa, i.rang, i.personne_id, i.connue, i.nir_empreinte, i.nom, i.prenom, l.identite, l.identite_usage,
        l.date_naissance
      from import_personne i join ${lues(sql`i.nir_empreinte in (select nir_empreinte from import_personne
        where nir_empreinte is not null group by nir_empreinte having count(*) > 1)`)} l on l.cle = i.personne_id
    ), premieres as materialized (
      select distinct on (nir_empreinte) * from lus order by nir_empreinte, connue desc, numero_demande_rsa, rang)
    update import_personne i set personne_id = p.personne_id, connue = p.connue
    from lus l join premieres p on p.nir_empreinte = l.nir_empreinte
    where i.numero_demande_rsa = l.numero_demande_rsa and i.rang = l.rang and not l.connue and ${ACCORDE}`.execute(
    ctx.db,
  )
  // Who bears it: the file known by it, else the first of the file being read.
  const { rows } = await sql<{ foyer: string }>`
    with porteurs as materialized (
      select distinct on (i.nir_empreinte) i.nir_empreinte, coalesce(q.fusionnee_dans, q.id, i.personne_id) as personne_id
      from import_personne i left join personne q on q.nir_empreinte = i.nir_empreinte
      where i.nir_empreinte is not null order by i.nir_empreinte, i.connue desc, i.numero_demande_rsa, i.rang)
    update import_personne i set nir_de = p.personne_id, nir_empreinte = null, nir_chiffre = null, nir_certifie = false
    from porteurs p where p.nir_empreinte = i.nir_empreinte and p.personne_id <> i.personne_id
    returning i.numero_demande_rsa as foyer`.execute(ctx.db)
  return rows.map(r => r.foyer)
}

/**
 * Creates the new persons and brings the known ones to what the flow says; what its version can't tell stays. A NIR held by another
 * file is not taken from it. On a field that another source spoke of, the flow is one source among others (rule E6): its value is
 * heard, not written over.
 */
export async function enregistrerPersonnes(ctx: Context, jour: string): Promise<{ creees: number; modifiees: number }> {
  const creees = await sql`
    insert into personne (id, nir_empreinte, nir_chiffre, nir_certifie, qualite, nom, nom_naissance, prenom, date_naissance,
      precision_naissance,
      commune_naissance, sexe, identifiant_france_travail, deces_le, identite_source, identite_le, cree_par)
    select i.personne_id, i.nir_empreinte, i.nir_chiffre, i.nir_certifie, i.qualite, i.nom, i.nom_naissance, i.prenom, i.date_naissance,
      i.precision_naissance, i.commune_naissance, i.sexe, i.identifiant_france_travail, i.deces_le, f.organisme, ${jour}::date,
        ${ctx.import}::int
    from import_personne i join import_foyer f on f.numero_demande_rsa = i.numero_demande_rsa
    where not i.connue
    on conflict (id) do nothing`.execute(ctx.db)
  const disputees = await identitesDisputees(ctx, jour)
  await apprendreMots(
    ctx,
    sql`select forme_comparable(nom_naissance || ' ' || nom || ' ' || prenom) as recherche from import_personne`,
  )
  await raconterIdentites(ctx, jour)
  const modifiees = await sql`
    with ${CONNUES}
    update personne p set
      nir_empreinte = case when n.prenable then v.nir_empreinte else p.nir_empreinte end,
      nir_chiffre = case when n.prenable then v.nir_chiffre else p.nir_chiffre end,
      nir_certifie = ${CERTIFIE}, qualite = coalesce(v.qualite, p.qualite), nom = ${DIT.nom},
        nom_naissance = ${DIT.nomNaissance}, prenom = ${DIT.prenom},
      date_naissance = ${DIT.dateNaissance}, precision_naissance = v.precision_naissance,
      commune_naissance = coalesce(v.commune_naissance, p.commune_naissance), sexe = v.sexe, deces_le = coalesce(v.deces_le, p.deces_le),
      identifiant_france_travail = ${DIT.identifiant},
      identite_source = v.organisme, identite_le = ${jour}::date
    from vu v left join dits d on d.personne_id = v.personne_id cross join lateral (
      select v.nir_empreinte is not null and not exists (select 1 from personne q where q.nir_empreinte = v.nir_empreinte) as prenable) n
    where p.id = v.personne_id and (n.prenable or
      (p.nir_certifie, p.qualite, p.nom, p.nom_naissance, p.prenom, p.date_naissance, p.precision_naissance, p.commune_naissance, p.sexe,
        p.identifiant_france_travail, p.deces_le)
      is distinct from
      (${CERTIFIE}, coalesce(v.qualite, p.qualite), ${DIT.nom}, ${DIT.nomNaissance}, ${DIT.prenom}, ${DIT.dateNaissance},
        v.precision_naissance,
        coalesce(v.commune_naissance, p.commune_naissance), v.sexe, ${DIT.identifiant}, coalesce(v.deces_le, p.deces_le)))`.execute(
    ctx.db,
  )
  await direDonnees(ctx, disputees)
  return { creees: Number(creees.numAffectedRows ?? 0), modifiees: Number(modifiees.numAffectedRows ?? 0) }
}

/** Who is called otherwise, or is said born another day, is told so in their file: nobody becomes another in silence. */
const raconterIdentites = (ctx: Context, jour: string) =>
  enregistrerTous(
    ctx,
    recitIdentite,
    {
      de: sql`(with ${CONNUES}
        select p.id, p.nom, p.nom_naissance, p.prenom, p.date_naissance, ${DIT.nom} as nom_dit, ${DIT.nomNaissance} as nom_naissance_dit,
          ${DIT.prenom} as prenom_dit, ${DIT.dateNaissance} as date_naissance_dite, v.organisme
        from vu v join personne p on p.id = v.personne_id left join dits d on d.personne_id = v.personne_id
        where (p.nom, p.nom_naissance, p.prenom, p.date_naissance) is distinct from
          (${DIT.nom}, ${DIT.nomNaissance}, ${DIT.prenom}, ${DIT.dateNaissance})) i`,
      id: sql`i.id`,
      avant: {
        nom: sql`i.nom`,
        nomNaissance: sql`i.nom_naissance`,
        prenom: sql`i.prenom`,
        dateNaissance: sql`i.date_naissance`,
      },
      apres: {
        nom: sql`i.nom_dit`,
        nomNaissance: sql`i.nom_naissance_dit`,
        prenom: sql`i.prenom_dit`,
        dateNaissance: sql`i.date_naissance_dite`,
        source: sql`i.organisme`,
      },
    },
    jour,
  )

/** SQL, for a `with`: `vu`, what the flow says of each known person; `dits`, on which fields another source spoke of them. */
const CONNUES = sql`
  vu as (select distinct on (i.personne_id) i.*, f.organisme from import_personne i
    join import_foyer f on f.numero_demande_rsa = i.numero_demande_rsa where i.connue order by i.personne_id, i.numero_demande_rsa),
  dits as (select personne_id, array_agg(champ) as champs from donnee where champ = any(${[...CHAMPS_IDENTITE]}) group by 1)`
/** A number that was dropped certifies nothing, and takes nothing from the one that the file holds. */
const CERTIFIE = sql`case when v.nir_de is null then v.nir_certifie else p.nir_certifie end`

/** A column of the file `p`: what the flow `v` says, unless the chosen value is kept in `donnee` (its fields in `d`). */
const dit = (champ: (typeof CHAMPS_IDENTITE)[number], colonne: string, valeur = sql`v.${sql.ref(colonne)}`) =>
  sql`case when ${sql.lit(champ)} = any(d.champs) then p.${sql.ref(colonne)} else ${valeur} end`
const DIT = {
  nom: dit('nom', 'nom'),
  nomNaissance: dit('nom-naissance', 'nom_naissance'),
  prenom: dit('prenom', 'prenom'),
  dateNaissance: dit('date-naissance', 'date_naissance'),
  identifiant: dit(
    'identifiant-france-travail',
    'identifiant_france_travail',
    sql`coalesce(v.identifiant_france_travail, p.identifiant_france_travail)`,
  ),
}

/** What the flow says on the fields that another source spoke of: a handful of persons, none as long as `donnee` is empty. */
async function identitesDisputees(ctx: Context, jour: string): Promise<Dite[]> {
  const { rows } = await sql<Dite>`
    select i.personne_id, d.champ, f.organisme as source, s.valeur, ${jour} as le
    from (select distinct personne_id, champ from donnee where champ = any(${[...CHAMPS_IDENTITE]})) d
      join import_personne i on i.personne_id = d.personne_id and i.connue
      join import_foyer f on f.numero_demande_rsa = i.numero_demande_rsa
      cross join lateral (select case d.champ when 'nom' then i.nom when 'nom-naissance' then i.nom_naissance when 'prenom' then i.prenom
        when 'date-naissance' then i.date_naissance::text else i.identifiant_france_travail end as valeur) s
    where s.valeur is not null`.execute(ctx.db)
  return rows
}
