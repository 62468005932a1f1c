import { type RawBuilder, sql } from 'kysely'
import { faitsAccompagnable } from '../droit/accompagnable.queries.ts'
import { delaisEnJson } from '../droit/delai.queries.ts'
import type { PeriodeDroit } from '../droit/frise.ts'
import { echeancesEnJson } from '../echeance/demande.queries.ts'
import type { EcheanceLue } from '../echeance/echeance.ts'
import type { Contact } from '../personne/contact.ts'
import { donneesEnJson } from '../personne/donnees/donnees-dites.queries.ts'
import type { FaitsAccompagnable } from '../personne/foyer.ts'
import { personneLue } from '../personne/personne-lue.queries.ts'
import { consulter } from '../socle/consultation.ts'
import type { Context } from '../socle/use-case.ts'
import { parametreEnSql } from '../territoire/parametre.queries.ts'
import type { Dossier } from './dossier.ts'

export type EvenementBrut = {
  id: number
  le: string
  saisiLe: string
  type: string
  avant: unknown
  apres: unknown
  par: string
}

/** What the statement brings, before the pure functions turn it into sentences and dues. */
export type DossierBrut = Pick<
  Dossier,
  | 'id'
  | 'identite'
  | 'entree'
  | 'contact'
  | 'donnees'
  | 'foyers'
  | 'rendezVous'
  | 'contacts'
  | 'diagnostics'
  | 'orientations'
  | 'accompagnements'
  | 'courriers'
  | 'lectures'
  | 'doublonId'
  | 'lectureApres'
> & {
  contactsFusionnes: Contact[]
  droits: (PeriodeDroit & { concerne: boolean })[]
  echeances: EcheanceLue[]
  faits: FaitsAccompagnable
  evenements: EvenementBrut[]
}

/** Entries a page of the timeline holds. */
export const PAR_PAGE = 30

const evenements = (avant: number | null): RawBuilder<unknown> => sql`
  select e.id, e.le, e.saisi_le, e.type, e.avant, e.apres, e.acteur_nom from evenement e join reunies u on u.id = e.personne_id
    where e.saisi_le::date <= (select jusqua from cible)
      ${avant === null ? sql`` : sql`and (e.le, e.id) < (select v.le, v.id from evenement v where v.id = ${avant})`}
  order by e.le desc, e.id desc limit ${PAR_PAGE + 1}`

const evenementsEnJson = (avant: number | null) => sql`
  (select coalesce(json_agg(json_build_object('id', e.id, 'le', e.le, 'saisiLe', e.saisi_le, 'type', e.type,
    'avant', e.avant, 'apres', e.apres, 'par', e.acteur_nom) order by e.le desc, e.id desc), '[]') from (${evenements(avant)}) e)`

/** One page of the timeline of a person in scope, its reading recorded; null when out of scope. */
export async function pageDuFil(
  ctx: Context,
  personneId: string,
  avant: number,
): Promise<{ sexe: string; evenements: EvenementBrut[] } | null> {
  const { rows } = await sql<{ id: string; sexe: string; evenements: EvenementBrut[] }>`
    with ${personneLue(ctx, personneId)}
    select c.id, c.sexe, ${evenementsEnJson(avant)} as evenements from cible c`.execute(ctx.db)
  const [lu = null] = rows
  if (lu) await consulter(ctx, lu.id, 'fil')
  return lu
}

/** The whole file of a person in scope in one statement, the reading recorded; null when out of scope. */
export async function dossierBrut(ctx: Context, personneId: string): Promise<DossierBrut | null> {
  const { rows } = await sql<{ dossier: DossierBrut }>`
    with ${personneLue(ctx, personneId)},
    derniere_entree as materialized (
      select e.motif, e.recu_le, e.foyer_id, e.personne_id, e.flux, case when e.oriente_le <= c.jusqua then e.oriente_le end as oriente_le,
        case when e.close_le <= c.jusqua then e.close_le end as close_le
      from entree e, cible c where e.personne_id = c.id and e.recu_le <= c.jusqua
      order by (e.oriente_le is null and e.close_le is null) desc, e.recu_le desc limit 1
    )
    select json_build_object(
      'id', c.id,
      'identite', json_build_object('qualite', c.qualite, 'nom', c.nom, 'nomNaissance', c.nom_naissance, 'prenom', c.prenom,
        'sexe', c.sexe, 'dateNaissance', c.date_naissance, 'precisionNaissance', c.precision_naissance,
        'communeNaissance', c.commune_naissance, 'nirConnu', c.nir_empreinte is not null, 'nirCertifie', c.nir_certifie,
        'identifiantFranceTravail', case when c.jusqua = 'infinity' then c.identifiant_france_travail end,
        'source', c.identite_source, 'le', c.identite_le),
      'faits', (select json_build_object('clos', f.clos, 'roles', f.roles, 'suivie', f.suivie, 'dateNaissance', f.date_naissance)
        from (select ${faitsAccompagnable('c')}) f),
      'contact', ${contactEnJson('c')},
      'contactsFusionnes', (select coalesce(json_agg(${contactEnJson('a')}), '[]') from personne a where a.fusionnee_dans = c.id),
      'donnees', ${donneesEnJson(sql.ref('c.id'))},
      'foyers', ${FOYERS},
      'droits', (select coalesce(json_agg(json_build_object('foyer', f.organisme || ' ' || f.numero_organisme, 'etat', d.etat,
          'soumis', d.soumis, 'motif', d.motif, 'depuis', d.depuis, 'debut', d.debut, 'fin', d.fin,
          'concerne', d.concerne and d.flux_fin is null)), '[]')
        from droit d join foyer f on f.id = d.foyer_id where d.personne_id = c.id),
      'entree', (select json_build_object('motif', e.motif, 'recuLe', e.recu_le, 'orienteLe', e.oriente_le, 'closeLe', e.close_le,
          ${delaisEnJson(ctx)}) from derniere_entree e),
      'rendezVous', (select coalesce(json_agg(json_build_object('id', r.id, 'objet', r.objet, 'modalite', r.modalite,
          'debut', r.debut, 'dureeMinutes', r.duree_minutes, 'lieu', r.lieu, 'convocation', r.convocation,
          'convoqueLe', r.convoque_le, 'issue', case when r.issue_le::date <= c.jusqua then r.issue end,
          'agentId', r.agent_id, 'agent', a.nom) order by r.debut desc), '[]')
        from rendez_vous r join agent_nom a on a.id = r.agent_id where r.personne_id = c.id and r.pris_le::date <= c.jusqua),
      'contacts', (select coalesce(json_agg(json_build_object('id', t.id, 'le', t.le, 'moyen', t.moyen, 'note', t.note, 'par', a.nom)
          order by t.le desc, t.saisi_le desc), '[]')
        from prise_de_contact t join agent_nom a on a.id = t.par
        where t.personne_id = c.id and t.annulee_le is null and t.saisi_le::date <= c.jusqua),
      'diagnostics', (select coalesce(json_agg(json_build_object('id', g.id, 'version', g.version, 'etabliLe', g.etabli_le,
          'etabliPar', a.nom, 'conjoint', g.conjoint, 'synthese', g.synthese) order by g.version desc), '[]')
        from diagnostic g join agent_nom a on a.id = g.etabli_par
        where g.personne_id = c.id and g.saisi_le::date <= c.jusqua),
      'orientations', (select coalesce(json_agg(json_build_object('id', o.id, 'dominante', o.dominante, 'structure', s.nom,
          'structureTelephone', s.telephone, 'accompagnementGlobal', o.accompagnement_global, 'motif', o.motif,
          'origine', o.origine, 'decideePar', a.nom, 'debut', o.debut, 'fin', case when o.fin <= c.jusqua then o.fin end,
          'notifieeLe', case when o.notifiee_le <= c.jusqua then o.notifiee_le end,
          'notification', o.notification) order by o.fin desc nulls first, o.debut desc), '[]')
        from orientation o join structure s on s.id = o.structure_id left join agent_nom a on a.id = o.decidee_par
          join reunies u on u.id = o.personne_id where o.debut <= c.jusqua and o.decidee_le::date <= c.jusqua),
      'accompagnements', (select coalesce(json_agg(json_build_object('id', k.id, 'referent', a.nom,
          'telephone', coalesce(a.telephone, s.telephone), 'courriel', a.courriel, 'coReferent', b.nom,
          'relais', case when k.fin <= c.jusqua then k.relais end,
          'structure', s.nom, 'debut', k.debut, 'fin', case when k.fin <= c.jusqua then k.fin end,
          'veilleDepuis', case when k.veille_depuis <= c.jusqua then k.veille_depuis end)
          order by k.fin desc nulls first, k.debut desc), '[]')
        from accompagnement k join agent_nom a on a.id = k.referent_id join structure s on s.id = k.structure_id
          left join agent_nom b on b.id = k.co_referent_id join reunies u on u.id = k.personne_id
          join orientation o on o.id = k.orientation_id where k.debut <= c.jusqua and o.decidee_le::date <= c.jusqua),
      'echeances', ${echeancesEnJson(ctx, sql.ref('c.id'))},
      'courriers', (select coalesce(json_agg(json_build_object('id', l.id, 'modele', l.modele, 'editeLe', l.edite_le,
          'editePar', a.nom) order by l.edite_le desc), '[]')
        from courrier l left join agent_nom a on a.id = l.edite_par where l.personne_id = c.id and l.edite_le::date <= c.jusqua),
      'evenements', ${evenementsEnJson(null)},
      'lectures', (select coalesce(json_agg(json_build_object('agent', a.nom, 'role', n.role, 'le', n.le,
          'fois', n.fois) order by n.le desc), '[]')
        from (select acteur_id, role, max(le) as le, count(*) as fois
          from reunies u cross join lateral (select * from consultation t where t.personne_id = u.id
            and t.le::date <= c.jusqua order by t.le desc limit 200) dernieres
          group by acteur_id, role, le::date order by max(le) desc limit 20) n
        join agent_nom a on a.id = n.acteur_id),
      'doublonId', (select b.id from doublon b
        where c.id in (b.personne_id, b.autre_id) and b.statut = 'a-decider' and c.jusqua = 'infinity' limit 1),
      'lectureApres', case when isfinite(c.jusqua) then json_build_object('depuis', c.jusqua,
        'jusquau', c.jusqua + ${parametreEnSql(ctx, 'acces.ancien-referent-jours')}) end
    ) as dossier from cible c`.execute(ctx.db)
  const dossier = rows[0]?.dossier ?? null
  if (dossier) await consulter(ctx, dossier.id, 'dossier')
  return dossier
}

const contactEnJson = (alias: 'a' | 'c') => {
  const colonne = (nom: string) => sql.ref(`${alias}.${nom}`)
  return sql`json_build_object('telephone', ${colonne('telephone')}, 'telephoneAccord', ${colonne('telephone_accord')},
    'courriel', ${colonne('courriel')}, 'courrielAccord', ${colonne('courriel_accord')}, 'source', ${colonne('contact_source')},
    'le', ${colonne('contact_le')})`
}

/** Households the person is in, the one of the last flow first, with who else is in them. */
const FOYERS = sql`(select coalesce(json_agg(json_build_object('id', f.id, 'role', m.role, 'activite', m.activite,
    'activiteDepuis', m.activite_depuis, 'organisme', f.organisme, 'numeroOrganisme', f.numero_organisme,
    'matricule', f.matricule, 'numeroDemandeRsa', f.numero_demande_rsa, 'dateDemande', f.date_demande,
    'situationFamiliale', f.situation_familiale, 'situationFamilialeDepuis', f.situation_familiale_depuis,
    'sansDomicileFixe', f.sans_domicile_fixe, 'commune', f.commune, 'adresseDepuis', f.adresse_depuis,
    'adresse', array_remove(array[nullif(f.complement, ''), nullif(f.voie, ''), nullif(f.lieu_dit, ''),
      nullif(concat_ws(' ', f.code_postal, f.commune), '')], null),
    'present', f.present, 'source', f.source, 'le', f.maj_le,
    'autres', (select coalesce(json_agg(json_build_object('personneId', q.id, 'nom', q.nom, 'prenom', q.prenom,
        'dateNaissance', q.date_naissance, 'sexe', q.sexe, 'role', n.role, 'aCharge', n.a_charge)
        order by (n.role = 'ENF'), q.date_naissance), '[]')
      from membre n join personne q on q.id = n.personne_id
      where n.foyer_id = f.id and n.fin is null and q.fusionnee_dans is null and q.id <> c.id)
  ) order by f.present desc, m.debut desc), '[]')
  from membre m join foyer f on f.id = m.foyer_id where m.personne_id = c.id and m.fin is null)`
