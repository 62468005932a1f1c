import { type RawBuilder, sql } from 'kysely'
import {
  CONVOCATION,
  DEPART_CONVOCATION,
  DEPART_TEMOIN,
  ORIENTATION,
  ORIENTATION_EN_MOIS,
  RELAIS,
} from '../droit/delai.queries.ts'
import { type Duree, dernierJour, type Horloge, lignes, type Source } from '../echeance/horloge.ts'

/** SQL condition over a person `p`: a delay runs, or their right concerns them today; nothing is owed to the others. */
const CONCERNEE = sql`(exists (select 1 from entree c where c.personne_id = p.id and c.oriente_le is null and c.close_le is null)
  or exists (select 1 from droit d where d.personne_id = p.id and d.concerne and d.flux_fin is null))`

/**
 * SQL rows `e`: who is to be oriented, with their running entry (none for the stock) and how far they are since they came. One
 * step at a time: who isn't met is not to be oriented yet.
 */
const A_ORIENTER: Source = {
  nom: 'e',
  lignes: personnes => sql`
  select p.id as personne_id, e.id as entree_id, coalesce(e.id, p.id) as objet_id, e.recu_le, e.foyer_id, e.flux, e.motif,
    coalesce(e.recu_le, (select min(d.debut) from droit d where d.personne_id = p.id and d.concerne and d.flux_fin is null)) as depuis,
    exists (select 1 from rendez_vous r where r.personne_id = p.id and r.issue is null) as attendue,
    exists (select 1 from rendez_vous r where r.personne_id = p.id and r.debut >= v.venue_le) as convoquee,
    exists (select 1 from rendez_vous r where r.personne_id = p.id and r.debut >= v.venue_le and r.issue = 'present') as recue,
    (select max(g.etabli_le) from diagnostic g where g.personne_id = p.id and g.etabli_le >= v.venue_le) as diagnostic_le,
    o.orientee
  from personne p
    left join entree e on e.personne_id = p.id and e.oriente_le is null and e.close_le is null
    cross join lateral (select coalesce(e.recu_le, (select max(x.recu_le) from entree x where x.personne_id = p.id), '-infinity')
      as venue_le) v
    cross join lateral (select exists (select 1 from orientation o where o.personne_id = p.id and o.fin is null) as orientee) o
  where p.id in (${personnes}) and ${CONCERNEE} and (e.id is not null or not o.orientee)`,
}

const A_CONVOQUER = sql`not e.orientee and e.diagnostic_le is null and not e.recue and not e.attendue`
const commence = sql`e.depuis::timestamptz`
const siEntree = (jour: RawBuilder<string>) => sql`case when e.entree_id is not null then ${jour} end`

/** The clock that commands runs from the reception or from the opening of the right, as the territory says. */
const convocation = (genre: string, acte: string, quand: RawBuilder<unknown>): Horloge => ({
  genre,
  acte,
  ou: 'rendez-vous',
  prise: 'diagnostic',
  reportable: true,
  permission: 'rendez-vous.gerer',
  source: A_ORIENTER,
  faits: ctx => {
    const depuis = sql`case when e.entree_id is not null then ${DEPART_CONVOCATION} else e.depuis end`
    return lignes(
      { genre },
      {
        objet: sql`e.objet_id`,
        personne: sql`e.personne_id`,
        depuis,
        des: commence,
        pour: siEntree(dernierJour(ctx, depuis, CONVOCATION)),
      },
      sql`e where ${A_CONVOQUER} and ${quand}`,
    )
  },
})

/** The same delay counted from the other day, kept and shown beside (rule C1). */
const convocationTemoin: Horloge = {
  genre: 'convocation-temoin',
  acte: 'Convoquer',
  ou: 'rendez-vous',
  reportable: false,
  permission: 'rendez-vous.gerer',
  source: A_ORIENTER,
  faits: ctx => {
    const depuis = DEPART_TEMOIN
    return lignes(
      { genre: 'convocation-temoin' },
      {
        objet: sql`e.objet_id`,
        personne: sql`e.personne_id`,
        depuis,
        des: sql`null::timestamptz`,
        pour: dernierJour(ctx, depuis, CONVOCATION),
        commande: sql`false`,
      },
      sql`e where ${A_CONVOQUER} and e.entree_id is not null`,
    )
  },
}

const diagnostic: Horloge = {
  genre: 'diagnostic',
  acte: 'Établir le diagnostic',
  ou: 'diagnostic',
  reportable: true,
  permission: 'diagnostic.etablir',
  source: A_ORIENTER,
  faits: ctx =>
    lignes(
      { genre: 'diagnostic' },
      {
        objet: sql`e.objet_id`,
        personne: sql`e.personne_id`,
        depuis: sql`e.depuis`,
        des: commence,
        pour: siEntree(dernierJour(ctx, sql`e.recu_le`, ORIENTATION)),
      },
      sql`e where e.recue and e.diagnostic_le is null and not e.orientee`,
    ),
}

/** Runs as long as the delay does (rule E4), and asks once the diagnosis is made; the stock has no delay. */
const orientation: Horloge = {
  genre: 'orientation',
  acte: 'Orienter',
  ou: 'orienter',
  reportable: true,
  permission: 'orientation.decider',
  source: A_ORIENTER,
  faits: ctx =>
    lignes(
      { genre: 'orientation' },
      {
        objet: sql`e.objet_id`,
        personne: sql`e.personne_id`,
        depuis: sql`e.depuis`,
        des: sql`case when not e.orientee then e.diagnostic_le::timestamptz end`,
        pour: siEntree(dernierJour(ctx, sql`e.recu_le`, ORIENTATION)),
      },
      sql`e where e.entree_id is not null or e.diagnostic_le is not null`,
    ),
}

/** Clocks of a running entry that ask nothing by themselves. */
const aCote = (genre: string, acte: string, duree: Duree): Horloge => ({
  genre,
  acte,
  ou: 'orienter',
  reportable: false,
  permission: 'orientation.decider',
  faits: (ctx, personnes) =>
    lignes(
      { genre },
      {
        objet: sql`e.id`,
        personne: sql`e.personne_id`,
        depuis: sql`e.recu_le`,
        des: sql`null::timestamptz`,
        pour: dernierJour(ctx, sql`e.recu_le`, duree),
        commande: sql`false`,
      },
      sql`entree e where e.personne_id in (${personnes}) and e.oriente_le is null and e.close_le is null`,
    ),
})

/** Decided here and not told yet: the delay still runs. A follow-up taken up from elsewhere was told there. */
const notification: Horloge = {
  genre: 'notification',
  acte: 'Notifier l’orientation',
  ou: 'parcours',
  reportable: true,
  permission: 'orientation.decider',
  faits: (ctx, personnes) =>
    lignes(
      { genre: 'notification' },
      {
        objet: sql`o.id`,
        personne: sql`o.personne_id`,
        depuis: sql`coalesce(e.recu_le, o.debut)`,
        des: sql`o.decidee_le`,
        pour: sql`case when e.id is not null then ${dernierJour(ctx, sql`e.recu_le`, ORIENTATION)} end`,
      },
      sql`orientation o join personne p on p.id = o.personne_id
        left join entree e on e.personne_id = o.personne_id and e.oriente_le is null and e.close_le is null
        where o.personne_id in (${personnes}) and o.fin is null and o.notifiee_le is null and o.origine = 'decision' and ${CONCERNEE}`,
    ),
}

/** Oriented, and followed by nobody (rule A1). */
const designation: Horloge = {
  genre: 'designation',
  acte: 'Désigner un référent',
  ou: 'parcours',
  reportable: true,
  permission: 'referent.designer',
  faits: (_, personnes) =>
    lignes(
      { genre: 'designation' },
      {
        objet: sql`o.id`,
        personne: sql`o.personne_id`,
        depuis: sql`o.debut`,
        des: sql`o.debut::timestamptz`,
        structure: sql`o.structure_id`,
      },
      sql`orientation o join personne p on p.id = o.personne_id
        where o.personne_id in (${personnes}) and o.fin is null and ${CONCERNEE}
          and not exists (select 1 from accompagnement k where k.personne_id = o.personne_id and k.fin is null)`,
    ),
}

/** From the entry to the référent: one step asks at a time, in the order of the journey (rules C1, E3, E4, O6, A1). */
export const HORLOGES_ORIENTATION: readonly Horloge[] = [
  convocation('convocation', 'Convoquer', sql`not e.convoquee`),
  convocation('reconvocation', 'Convoquer de nouveau', sql`e.convoquee`),
  convocationTemoin,
  diagnostic,
  orientation,
  aCote('orientation-mois', 'Orienter, en un mois', ORIENTATION_EN_MOIS),
  aCote('relais-france-travail', 'Orienter avant France Travail', RELAIS),
  notification,
  designation,
]
