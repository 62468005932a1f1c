import { type RawBuilder, sql } from 'kysely'
import { dernierJour, type Horloge, lignes } from '../echeance/horloge.ts'
import { JOURS_DE_COURRIER } from './lettre-a-temps.ts'
import { aDecider } from './releve/releve.queries.ts'

const GENRE = 'rendez-vous'
/** Working days left to write what an appointment became, from its day on. */
const ISSUE = { parametre: 'rendez-vous.issue-jours', unite: 'jours-ouvres', compte: 'plein' } as const

/** SQL (date): the last day on which a letter is posted to come by that day (`arriveeDuCourrier`): a week-end in between is added. */
const aPosterLe = (
  jour: RawBuilder<unknown>,
) => sql`${jour} - ${JOURS_DE_COURRIER}::int - case extract(isodow from ${jour})
  when 4 then 0 when 5 then 0 when 6 then 1 else 2 end`

/** SQL (date): the first day for which a letter posted on a day comes in time (`arriveeDuCourrier`). */
const arriveeLe = (
  jour: RawBuilder<unknown>,
) => sql`${jour} + ${JOURS_DE_COURRIER}::int + case extract(isodow from ${jour})
  when 1 then 0 when 2 then 0 when 6 then 1 when 7 then 0 else 2 end`

/** An appointment given: the person is to be received, then what it became is to be written (rule C3). */
export const HORLOGES_RENDEZ_VOUS: readonly Horloge[] = [
  {
    genre: GENRE,
    acte: 'Conclure le rendez-vous',
    nom: ['rendez-vous à conclure', 'rendez-vous à conclure'],
    ou: 'rendez-vous',
    reportable: false,
    permission: 'rendez-vous.gerer',
    faits: (ctx, personnes) =>
      lignes(
        { genre: GENRE },
        {
          objet: sql`r.id`,
          personne: sql`r.personne_id`,
          depuis: sql`r.debut::date`,
          pour: dernierJour(ctx, sql`r.debut::date`, ISSUE),
          des: sql`r.debut + make_interval(mins => r.duree_minutes)`,
          agent: sql`r.agent_id`,
          structure: sql`r.structure_id`,
        },
        sql`rendez_vous r where r.issue is null and r.personne_id in (${personnes})`,
      ),
  },
  // A hand-over changed it too late for any letter: she is to be told by phone, until somebody reached her or she came.
  {
    genre: 'appel-releve',
    acte: 'Appeler la personne : son rendez-vous a changé, aucune lettre n’arriverait avant',
    nom: ['appel à passer', 'appels à passer'],
    ou: 'rendez-vous',
    reportable: false,
    permission: 'rendez-vous.gerer',
    faits: (_, personnes) =>
      lignes(
        { genre: 'appel-releve' },
        {
          objet: sql`k.id`,
          personne: sql`k.personne_id`,
          agent: sql`k.referent_id`,
          structure: sql`k.structure_id`,
          depuis: sql`min(r.issue_le)::date`,
          pour: sql`greatest(min(r.issue_le)::date, min(r.debut)::date)`,
          des: sql`min(r.issue_le)`,
        },
        sql`accompagnement k join rendez_vous r on r.personne_id = k.personne_id
          where k.fin is null and k.personne_id in (${personnes}) and r.releve in ('passe', 'annule')
            and r.releve_par in (k.id, k.orientation_id) and r.issue in ('reporte', 'annule-service') and r.issue_le < r.debut
            and r.debut::date < ${arriveeLe(sql`r.issue_le::date`)}
            and not exists (select 1 from prise_de_contact c where c.personne_id = k.personne_id and c.annulee_le is null
              and c.saisi_le >= r.issue_le)
            and not exists (select 1 from rendez_vous n where n.personne_id = k.personne_id and n.issue = 'present'
              and n.debut >= r.issue_le) group by k.id`,
      ),
  },
  // Nobody said, at the hand-over, what becomes of what was given: who follows the person now decides, while a letter still comes in time.
  {
    genre: 'releve',
    acte: 'Décider des rendez-vous de l’ancien référent',
    nom: ['relève à décider', 'relèves à décider'],
    ou: 'rendez-vous',
    reportable: false,
    permission: 'relais.lire',
    faits: (_, personnes) =>
      lignes(
        { genre: 'releve' },
        {
          objet: sql`k.id`,
          personne: sql`k.personne_id`,
          agent: sql`k.referent_id`,
          structure: sql`k.structure_id`,
          depuis: sql`k.debut`,
          pour: sql`greatest(k.debut, ${aPosterLe(sql`min(r.debut)::date`)})`,
          des: sql`k.debut::timestamptz`,
        },
        sql`accompagnement k join rendez_vous r on r.personne_id = k.personne_id
          where k.fin is null and k.personne_id in (${personnes}) and ${aDecider} group by k.id`,
      ),
  },
]
