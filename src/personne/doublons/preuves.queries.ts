import { type RawBuilder, sql } from 'kysely'
import { coquille, debut, inclus, memeSon, proches } from './indices.queries.ts'
import { type Preuve, RANG_PREUVE } from './preuves.ts'

/** Names of `p` as people are called: the usual one stands beside that of birth. */
const USAGE = sql`forme_comparable(p.nom) || '|' || forme_comparable(p.prenom)`

/** What names nobody proves nothing: a name or a first name without a letter is no key. */
const NOMMEE = (identite: string) => sql`coalesce(${sql.ref(identite)} !~ '^[|]|[|]$', false)`

/** The same birth name, first name and birth date as `l`. */
const MEMES_NOMS = sql`p.date_naissance = l.date_naissance and p.identite = l.identite and ${NOMMEE('l.identite')}`
const AU_FOYER = sql`join membre m on m.foyer_id = f.id join personne p on p.id = m.personne_id and ${MEMES_NOMS}`

const part = (identite: RawBuilder<unknown>, rang: 1 | 2) => sql`split_part(${identite}, '|', ${sql.lit(rang)})`
const [NOM_L, PRENOM_L] = [part(sql.ref('l.identite'), 1), part(sql.ref('l.identite'), 2)]
const [NOM_P, PRENOM_P] = [part(sql.ref('p.identite'), 1), part(sql.ref('p.identite'), 2)]
/** SQL condition: as `accorde`, of a row `l` and a person `p` who have the same number of their own, their households aside. */
export const ACCORDE = sql`case
  when not ${NOMMEE('l.identite')} then l.date_naissance is null or l.date_naissance = p.date_naissance
  when p.identite in (l.identite, l.identite_usage) or ${USAGE} in (l.identite, l.identite_usage) then true
  else coalesce(p.date_naissance = l.date_naissance, false) and (${NOM_L} <> ${NOM_P} or ${PRENOM_L} = ${PRENOM_P}
    or ${debut(PRENOM_L, PRENOM_P)} or ${coquille(PRENOM_L, PRENOM_P)}) end`
/** SQL condition: what else is near, in the same household. */
const ACCORDE_AU_FOYER = sql`(${NOMMEE('l.identite')} and p.date_naissance = l.date_naissance
  and (${inclus(PRENOM_L, PRENOM_P)} or ${memeSon(PRENOM_L, PRENOM_P)} or ${proches(PRENOM_L, PRENOM_P)})
  and exists (select 1 from foyer f join membre m on m.foyer_id = f.id
    where f.numero_demande_rsa = l.numero_demande_rsa and m.personne_id = p.id and m.fin is null))`
/** Two numbers that aren't the same deny a name that many may bear. */
const SANS_AUTRE_NIR = sql`(p.nir_empreinte = l.nir_empreinte or p.nir_empreinte is null or l.nir_empreinte is null)`

/** The same birth date, and a name of `l`, of birth or in use, that is one of `p`. */
const UN_NOM_COMMUN = sql`p.date_naissance = l.date_naissance and ${NOMMEE('l.identite')} and ${NOMMEE('l.identite_usage')}
  and (p.identite in (l.identite, l.identite_usage) or ${USAGE} in (l.identite, l.identite_usage)) and ${SANS_AUTRE_NIR}`
const QUE_LA_LISTE_DIT = sql`join personne p on p.id = d.personne_id and ${UN_NOM_COMMUN}`

/** Whose file bears a number of France Travail, whatever else it says. */
const PORTEURS = {
  'identifiant-france-travail': sql`join personne p on p.identifiant_france_travail = l.identifiant_france_travail`,
  'identifiant-dit': sql`join donnee d on d.champ = any(array['identifiant-france-travail', 'identifiant-unique-france-travail'])
    and upper(d.valeur) = upper(l.identifiant_france_travail) join personne p on p.id = d.personne_id`,
} satisfies Partial<Record<Preuve, RawBuilder<unknown>>>

/** How each proof is looked for: joins from `l`, what a file says, to `p`, the persons known. */
const JOINTURES: Record<Preuve, RawBuilder<unknown>> = {
  nir: sql`join personne p on p.nir_empreinte = l.nir_empreinte and (${ACCORDE} or ${ACCORDE_AU_FOYER})`,
  'identifiant-france-travail': sql`${PORTEURS['identifiant-france-travail']} and ${ACCORDE}`,
  'identifiant-dit': sql`${PORTEURS['identifiant-dit']} and ${ACCORDE}`,
  demande: sql`join foyer f on f.numero_demande_rsa = l.numero_demande_rsa ${AU_FOYER}`,
  matricule: sql`join foyer f on f.matricule = l.matricule and f.organisme = l.organisme
    and f.numero_organisme = l.numero_organisme ${AU_FOYER}`,
  'demande-dite': sql`join donnee d on d.champ = 'numero-demande' and upper(d.valeur) = l.numero_demande_rsa ${QUE_LA_LISTE_DIT}`,
  'matricule-dit': sql`join donnee d on d.champ = 'matricule' and forme_matricule(d.valeur) = forme_matricule(l.matricule)
    ${QUE_LA_LISTE_DIT}`,
  nom: sql`join personne p on ${MEMES_NOMS} and ${SANS_AUTRE_NIR}`,
  'nom-usage': sql`join personne p on p.date_naissance = l.date_naissance
    and ${NOMMEE('l.identite')} and ${NOMMEE('l.identite_usage')}
    and (p.identite = l.identite_usage or ${USAGE} in (l.identite, l.identite_usage)) and ${SANS_AUTRE_NIR}`,
}

/**
 * SQL of the persons that these proofs give to each row of `lus` (a relation: `cle`, and the columns that the proofs compare:
 * nir_empreinte, identifiant_france_travail, numero_demande_rsa, matricule, organisme, numero_organisme, identite, identite_usage,
 * date_naissance). Columns: cle, id (the file), personne_id (the file it was merged into, else itself), rang. Every decision of rule
 * E5, set by set or one by one, goes through here.
 */
export function parPreuves(lus: RawBuilder<unknown>, preuves: readonly Preuve[]): RawBuilder<unknown> {
  const chacune = preuves.map(
    preuve => sql`
      select l.cle, p.id, coalesce(p.fusionnee_dans, p.id) as personne_id, ${sql.lit(RANG_PREUVE[preuve])} as rang
      from ${lus} l ${JOINTURES[preuve]}`,
  )
  return sql`(${sql.join(chacune, sql` union all `)})`
}

/** SQL of the persons whose file bears the France Travail number of each row of `lus`, even denied by the rest: cle, personne_id. */
export const porteursDuNumero = (lus: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${sql.join(
    Object.values(PORTEURS).map(
      porteurs => sql`select l.cle, coalesce(p.fusionnee_dans, p.id) as personne_id from ${lus} l ${porteurs}`,
    ),
    sql` union `,
  )})`
