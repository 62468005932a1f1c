import { type RawBuilder, sql } from 'kysely'
import type { FranceTravailEnBref } from '../accompagnement/france-travail/france-travail.ts'
import { FRANCE_TRAVAIL_EN_BREF } from '../accompagnement/france-travail/france-travail-de.ts'
import { RELAIS_A_LIRE, RELAIS_RECU, relaisPour } from '../accompagnement/relais/relais.queries.ts'
import { faitsAccompagnable } from '../droit/accompagnable.queries.ts'
import { sanctionsVives } from '../droit/caisse/caf.queries.ts'
import type { SanctionDite } from '../droit/caisse/sanction.ts'
import { delaisEnJson } from '../droit/delai.queries.ts'
import { DROITS } from '../droit/droits-de.ts'
import type { PeriodeDroit } from '../droit/frise.ts'
import { echeancesEnJson } from '../echeance/demande.queries.ts'
import type { EcheanceLue } from '../echeance/echeance.ts'
import { DERNIERE_ENTREE } from '../orientation/parcours-de.ts'
import type { Contact } from '../personne/contact.ts'
import { donneesEnJson } from '../personne/donnees/donnees-dites.queries.ts'
import type { FaitsAccompagnable } from '../personne/foyer.ts'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { ADRESSE_MONTREE } from '../precaution/adresse.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import type { Dossier } from './dossier.ts'
import { EVENEMENTS_LUS, type EvenementBrut, evenementsEnJson } from './fil-evenements.ts'

/** What the statement brings, before the pure functions turn it into sentences and dues. */
export type DossierBrut = Pick<
  Dossier,
  | 'id'
  | 'identite'
  | 'contact'
  | 'donnees'
  | 'foyers'
  | 'attendus'
  | 'orientation'
  | 'suivi'
  | 'convenu'
  | 'relaisALire'
  | 'doublonId'
  | 'lectureApres'
> & {
  contactsFusionnes: Contact[]
  droits: (PeriodeDroit & { concerne: boolean })[]
  entree: {
    recuLe: string
    enCours: boolean
    departConvocation: 'reception' | 'ouverture'
    convocationReception: string
    convocationOuverture: string
    echeanceJours: string
  } | null
  convoqueLe: string | null
  diagnosticLe: string | null
  /** The last orientation since the entry, ended or not: what was done stays told once nothing runs. */
  derniereOrientation: { debut: string; notifieeLe: string | null } | null
  sanctions: SanctionDite[]
  franceTravail: FranceTravailEnBref
  echeances: EcheanceLue[]
  faits: FaitsAccompagnable
  /** Closed by an agent, as far as the reader may know. */
  closLu: boolean
  depuis: { visite: string | null; total: number; evenements: EvenementBrut[] }
}

/** What others did is shown, the last of it. */
const CHANGEMENTS = 5
/** Readings of one agent that follow each other more closely than this are one visit. */
const ENTRE_VISITES = sql`interval '30 minutes'`
/** Readings of the reader looked at to find where their visit began. */
const LECTURES = 100

/** The first screen of the file of a person in scope, in one statement, its reading recorded. Refuses 404 out of scope. */
export const dossierBrut = (ctx: Context, personneId: string): Promise<DossierBrut> =>
  lirePartie<DossierBrut>(ctx, personneId, 'dossier', {
    avec: [DERNIERE_ENTREE, EVENEMENTS_LUS, derniereVisite(ctx)],
    partie: sql`json_build_object(
      'id', c.id,
      'identite', json_build_object('qualite', c.qualite, 'nom', c.nom, 'nomNaissance', c.nom_naissance, 'prenom', c.prenom,
        'sexe', c.sexe, 'dateNaissance', c.date_naissance, 'precisionNaissance', c.precision_naissance,
        'communeNaissance', c.commune_naissance, 'nirConnu', c.nir_empreinte is not null, 'nirCertifie', c.nir_certifie,
        'identifiantFranceTravail', case when c.jusqua = 'infinity' then c.identifiant_france_travail end,
        'source', c.identite_source, 'le', c.identite_le),
      'closLu', exists (select 1 from dossier_clos z where z.personne_id = c.id and z.le <= c.jusqua),
      'faits', (select json_build_object('clos', f.clos, 'roles', f.roles, 'suivie', f.suivie, 'dateNaissance', f.date_naissance)
        from (select ${faitsAccompagnable('c')}) f),
      'contact', ${contactEnJson('c')},
      'contactsFusionnes', (select coalesce(json_agg(${contactEnJson('a')}), '[]') from personne a where a.fusionnee_dans = c.id),
      'donnees', ${donneesEnJson(sql.ref('c.id'))},
      'foyers', ${FOYERS},
      'droits', ${DROITS},
      'entree', (select json_build_object('recuLe', e.recu_le, 'enCours', e.oriente_le is null and e.close_le is null,
        ${delaisEnJson(ctx)}) from derniere_entree e),
      'convoqueLe', (select min(r.convoque_le) from rendez_vous r where r.personne_id = c.id and r.convoque_le <= c.jusqua
        and r.objet = 'diagnostic' and (r.convoque_le >= ${depuisLEntree} or ${attendu})),
      'diagnosticLe', (select g.etabli_le from diagnostic g
        where g.personne_id = c.id and g.saisi_le::date <= c.jusqua and g.etabli_le >= ${depuisLEntree} order by g.version desc limit 1),
      'attendus', (select coalesce(json_agg(json_build_object('id', r.id, 'objet', r.objet, 'debut', r.debut, 'agent', a.nom)
          order by r.debut), '[]')
        from rendez_vous r join agent_nom a on a.id = r.agent_id
        where r.personne_id = c.id and r.convoque_le <= c.jusqua and ${attendu}),
      'orientation', ${ORIENTATION},
      'derniereOrientation', ${DERNIERE_ORIENTATION},
      'suivi', ${SUIVI},
      'convenu', json_build_object('relais', ${RELAIS}, 'contact', ${DERNIER_CONTACT}),
      'sanctions', ${sanctionsVives(ctx)},
      'franceTravail', ${FRANCE_TRAVAIL_EN_BREF},
      'relaisALire', ${relaisALire(ctx)},
      'echeances', ${echeancesEnJson(ctx, sql.ref('c.id'))},
      'depuis', ${depuis(ctx)},
      'doublonId', (select b.id from doublon b
        where c.id in (b.personne_id, b.autre_id) and b.statut = 'a-decider' and c.jusqua = 'infinity' limit 1),
      'lectureApres', case when isfinite(c.jusqua) then json_build_object('depuis', c.jusqua,
        'jusquau', c.jusqua + ${parametreEnSql(ctx, 'acces.ancien-referent-jours')}) end)`,
  })

const contactEnJson = (alias: 'a' | 'c') => {
  const colonne = (nom: string) => sql.ref(`${alias}.${nom}`)
  return sql`json_build_object('telephone', ${colonne('telephone')}, 'telephoneAccord', ${colonne('telephone_accord')},
    'courriel', ${colonne('courriel')}, 'courrielAccord', ${colonne('courriel_accord')}, 'source', ${colonne('contact_source')},
    'le', ${colonne('contact_le')})`
}

const depuisLEntree = sql`coalesce((select e.recu_le from derniere_entree e), '-infinity')`
/** SQL condition over an appointment `r`: for the reader, its outcome isn't known. */
const attendu = sql`(r.issue is null or r.issue_le::date > c.jusqua)`

const ORIENTATION = sql`
  (select json_build_object('dominante', o.dominante, 'structure', s.nom, 'debut', o.debut,
      'notifieeLe', case when o.notifiee_le <= c.jusqua then o.notifiee_le end)
    from orientation o join structure s on s.id = o.structure_id join reunies u on u.id = o.personne_id
    where o.debut <= c.jusqua and o.decidee_le::date <= c.jusqua and (o.fin is null or o.fin > c.jusqua) order by o.debut desc limit 1)`

const DERNIERE_ORIENTATION = sql`
  (select json_build_object('debut', o.debut, 'notifieeLe', case when o.notifiee_le <= c.jusqua then o.notifiee_le end)
    from orientation o join reunies u on u.id = o.personne_id
    where o.debut <= c.jusqua and o.decidee_le::date <= c.jusqua
      and (o.fin is null or o.fin > ${depuisLEntree} or o.debut >= ${depuisLEntree}) order by o.debut desc limit 1)`

/** SQL, for a `from`: the follow-up `k` that runs for the reader of `c`. */
const SUIVI_LU = sql`
  accompagnement k join orientation o on o.id = k.orientation_id join reunies u on u.id = k.personne_id
  where k.debut <= c.jusqua and o.decidee_le::date <= c.jusqua and (k.fin is null or k.fin > c.jusqua) order by k.debut desc limit 1`

const SUIVI = sql`
  (select json_build_object('referent', a.nom, 'telephone', coalesce(a.telephone, s.telephone), 'coReferent', b.nom, 'debut', k.debut,
      'veilleDepuis', case when k.veille_depuis <= c.jusqua then k.veille_depuis end)
    from (select k.* from ${SUIVI_LU}) k join agent_nom a on a.id = k.referent_id join structure s on s.id = k.structure_id
      left join agent_nom b on b.id = k.co_referent_id)`

/** Written for who has the person now, by who handed over: not always the référent before. */
const RELAIS = sql`
  (select json_build_object('texte', v.relais, 'le', v.fin, 'par', a.nom, 'apres', r.nom)
    from (select k.* from ${SUIVI_LU}) k join accompagnement v on ${RELAIS_RECU}
      join reunies u on u.id = v.personne_id join agent_nom a on a.id = coalesce(v.relais_par, v.referent_id)
      join agent_nom r on r.id = v.referent_id
    order by v.relais_le desc limit 1)`

/** Notes that the reader, who follows the person now, hasn't read: the last one first. */
const relaisALire = (ctx: Context) => sql`
  (select coalesce(json_agg(json_build_object('suiviId', v.id, 'texte', v.relais, 'le', v.relais_le::date, 'par', a.nom)
      order by v.relais_le desc), '[]')
    from (select v.*, ${relaisPour(sql`${ctx.agent.id}::uuid`)} as pour_lui from ${RELAIS_A_LIRE}
        and v.personne_id in (select id from reunies)) v
      join agent_nom a on a.id = coalesce(v.relais_par, v.referent_id)
    where v.pour_lui and c.jusqua = 'infinity')`

const DERNIER_CONTACT = sql`
  (select json_build_object('texte', t.note, 'le', t.le, 'moyen', t.moyen, 'par', a.nom)
    from prise_de_contact t join agent_nom a on a.id = t.par
    where t.personne_id = c.id and t.annulee_le is null and t.note is not null and t.saisi_le::date <= c.jusqua
    order by t.le desc, t.saisi_le desc limit 1)`

/** SQL, for a `with`: when the reader last opened the file before this visit. */
const derniereVisite = (ctx: Context) => sql`
  visite as (
    select v.le from (
      select t.le, lag(t.le, 1, ${ctx.now}::timestamptz) over (order by t.le desc) - t.le as ecart
      from (select t.le from consultation t join reunies u on u.id = t.personne_id
        where t.acteur_id = ${ctx.agent.id} and t.quoi = 'dossier' and t.le < ${ctx.now}::timestamptz
        order by t.le desc limit ${LECTURES}) t) v
    where v.ecart > ${ENTRE_VISITES} order by v.le desc limit 1)`

/**
 * What others wrote since that visit, read from the day they wrote it; to who opens the file for the first time nothing is news: the
 * timeline tells all of it.
 */
const depuis = (ctx: Context) => sql`(
  with autres as materialized (
    select e.* from lus e where e.saisi_le > (select v.le from visite v) and e.acteur_id is distinct from ${ctx.agent.id})
  select json_build_object('visite', (select v.le from visite v), 'total', (select count(*) from autres),
    'evenements', ${evenementsEnJson(sql`select a.* from autres a order by a.le desc, a.id desc limit ${CHANGEMENTS}`)}))`

/** Households the person is in, the one of the last flow first, with who else is in them. */
const FOYERS: RawBuilder<unknown> = sql`(select coalesce(json_agg(json_build_object('id', f.id, 'role', m.role, 'activite', m.activite,
    'activiteDepuis', m.activite_depuis, 'organisme', f.organisme, 'numeroOrganisme', f.numero_organisme,
    'matricule', matricule_montre(f.matricule), 'matriculeNir', f.matricule like 'nir:%',
    'numeroDemandeRsa', f.numero_demande_rsa, 'dateDemande', f.date_demande,
    'situationFamiliale', f.situation_familiale, 'situationFamilialeDepuis', f.situation_familiale_depuis,
    'sansDomicileFixe', f.sans_domicile_fixe, 'commune', ${COMMUNE_DITE}, 'adresseDepuis', f.adresse_depuis,
    'adresse', ${ADRESSE_MONTREE}, 'adresseMasquee', foyer_confidentiel(f.id),
    'present', f.present, 'source', f.source, 'le', f.maj_le,
    'autres', (select coalesce(json_agg(json_build_object('personneId', q.id, 'nom', q.nom, 'prenom', q.prenom,
        'dateNaissance', q.date_naissance, 'sexe', q.sexe, 'role', n.role, 'aCharge', n.a_charge)
        order by (n.role = 'ENF'), q.date_naissance), '[]')
      from membre n join personne q on q.id = n.personne_id
      where n.foyer_id = f.id and n.fin is null and q.fusionnee_dans is null and q.id <> c.id)
  ) order by f.present desc, m.debut desc), '[]')
  from membre m join foyer f on f.id = m.foyer_id where m.personne_id = c.id and m.fin is null)`
