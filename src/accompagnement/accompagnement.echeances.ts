import { type RawBuilder, sql } from 'kysely'
import { dernierJour, type Horloge, lignes, type Source } from '../echeance/horloge.ts'
import { NOMS_DOMINANTES } from '../offre/dominante.ts'
import type { Context } from '../socle/use-case.ts'
import { parametreDuJour } from '../territoire/parametre.queries.ts'
import type { CleParametre } from '../territoire/parametre.ts'
import { PERIODES } from './accompagnement.ts'
import { RELAIS_A_LIRE, relaisPour } from './relais/relais.queries.ts'

const PREMIER_CONTACT = {
  parametre: 'accompagnement.premier-contact-jours',
  unite: 'jours',
  compte: 'plein',
} as const
const SANS_CONTACT = { parametre: 'accompagnement.sans-contact-jours', unite: 'jours', compte: 'plein' } as const

/** SQL (date): end of the period of a follow-up `s` (rule A3): the first, or the renewal after a bilan. */
const termeDuBilan = (ctx: Context) => {
  const mois = (parametre: CleParametre) => ({ parametre, unite: 'mois', compte: 'plein' }) as const
  const cas = NOMS_DOMINANTES.map(
    d => sql`when ${d} then case when s.bilan_le is null then ${dernierJour(ctx, sql`s.debut`, mois(PERIODES[d].mois))}
      else ${dernierJour(ctx, sql`s.bilan_le`, mois(PERIODES[d].renouvellement))} end`,
  )
  return sql`case s.dominante ${sql.join(cas, sql` `)} end`
}

/** SQL rows `s`: running follow-ups, not « en veille », with what was done of them since they began. */
const SUIVIS: Source = {
  nom: 's',
  lignes: personnes => sql`
  select k.id, k.personne_id, k.debut, k.repris_le, k.connu_le, k.referent_id, k.structure_id, k.dominante,
    greatest(tenu.dernier, (select max(c.le) from prise_de_contact c
      where c.personne_id = k.personne_id and c.annulee_le is null and c.le >= k.debut)) as dernier, tenu.bilan_le
  from suivi_courant k cross join lateral (
    select max(r.debut::date) as dernier, max(r.debut::date) filter (where r.objet = 'bilan') as bilan_le
    from rendez_vous r where r.personne_id = k.personne_id and r.debut >= k.debut and r.issue = 'present') tenu
  where k.personne_id in (${personnes}) and k.veille_depuis is null`,
}

/**
 * SQL (date): the last appointment given that answers a clock whose last day is `terme`: given for a day no later after it than one may
 * stay without contact. One given for next year answers nothing.
 */
const prevu = (terme: RawBuilder<unknown>, objet: RawBuilder<unknown>) => sql`(
  select max(r.debut::date) from rendez_vous r where r.personne_id = s.personne_id and r.issue is null and r.debut >= s.debut and ${objet}
    and r.debut::date <= greatest(${terme}, r.pris_le::date) + ${parametreDuJour(SANS_CONTACT.parametre, sql`r.pris_le::date`)})`

const DEBUT_OU_RETOUR = sql`greatest(s.debut, s.repris_le)`

const duSuivi = {
  objet: sql`s.id`,
  personne: sql`s.personne_id`,
  agent: sql`s.referent_id`,
  structure: sql`s.structure_id`,
}

const contact = (
  genre: string,
  { acte, nom }: Required<Pick<Horloge, 'acte' | 'nom'>>,
  duree: typeof PREMIER_CONTACT | typeof SANS_CONTACT,
  {
    depuis,
    quand,
    des,
  }: {
    depuis: RawBuilder<unknown>
    quand: RawBuilder<unknown>
    des: (terme: RawBuilder<unknown>) => RawBuilder<unknown>
  },
): Horloge => ({
  genre,
  acte,
  nom,
  ou: 'rendez-vous',
  prise: 'suivi',
  reportable: true,
  permission: 'rendez-vous.gerer',
  source: SUIVIS,
  faits: ctx => {
    const pour = dernierJour(ctx, depuis, duree)
    return lignes(
      { genre },
      { ...duSuivi, depuis, pour, des: des(pour), prevu: prevu(pour, sql`true`) },
      sql`s where ${quand}`,
    )
  },
})

const bilan: Horloge = {
  genre: 'bilan',
  acte: 'Faire le bilan',
  nom: ['bilan', 'bilans'],
  ou: 'rendez-vous',
  prise: 'bilan',
  reportable: true,
  permission: 'rendez-vous.gerer',
  source: SUIVIS,
  faits: ctx => {
    const pour = termeDuBilan(ctx)
    const depuis = sql`coalesce(s.bilan_le, s.debut)`
    const annonce = parametreDuJour('accompagnement.bilan-annonce-jours', depuis)
    return lignes(
      { genre: 'bilan' },
      {
        ...duSuivi,
        depuis,
        pour,
        des: sql`(${pour} - ${annonce})::timestamptz`,
        prevu: prevu(pour, sql`r.objet = 'bilan'`),
      },
      sql`s`,
    )
  },
}

const DU_REFERENT = relaisPour(sql`k.referent_id`)

/**
 * What was written for who takes over: as long as nobody of the pair has read it. The référent's to read, unless they wrote it
 * themselves for the second.
 */
const relais: Horloge = {
  genre: 'relais',
  acte: 'Lire la note de relais',
  ou: 'parcours',
  reportable: false,
  permission: 'relais.lire',
  faits: (_, personnes) =>
    lignes(
      { genre: 'relais' },
      {
        objet: sql`k.id`,
        personne: sql`k.personne_id`,
        agent: sql`k.a_lire_par`,
        structure: sql`k.structure_id`,
        depuis: sql`k.debut`,
        des: sql`k.ecrit_le`,
      },
      sql`(select k.id, k.personne_id, k.structure_id, k.debut, min(v.relais_le) as ecrit_le,
          case when bool_or(${DU_REFERENT}) then k.referent_id else k.co_referent_id end as a_lire_par
        from ${RELAIS_A_LIRE} and k.personne_id in (${personnes}) and (${DU_REFERENT} or ${relaisPour(sql`k.co_referent_id`)})
        group by k.id) k`,
    ),
}

/**
 * What a follow-up asks (rules A3, A4): a first contact, none too far from the last, a bilan at the end of each period. A pause counts
 * for no delay of contact. Of a follow-up begun elsewhere, nobody here knows whether the person was met: the contact is to be taken up
 * again, from the day it was known.
 */
export const HORLOGES_ACCOMPAGNEMENT: readonly Horloge[] = [
  contact(
    'premier-contact',
    { acte: 'Prendre le premier contact', nom: ['premier contact', 'premiers contacts'] },
    PREMIER_CONTACT,
    {
      depuis: DEBUT_OU_RETOUR,
      quand: sql`s.dernier is null and s.connu_le is null`,
      des: () => sql`${DEBUT_OU_RETOUR}::timestamptz`,
    },
  ),
  contact(
    'contact',
    { acte: 'Reprendre contact', nom: ['contact à reprendre', 'contacts à reprendre'] },
    SANS_CONTACT,
    {
      depuis: sql`greatest(s.dernier, s.repris_le, s.connu_le)`,
      quand: sql`(s.dernier is not null or s.connu_le is not null)`,
      des: terme => sql`(${terme} + 1)::timestamptz`,
    },
  ),
  bilan,
  relais,
]
