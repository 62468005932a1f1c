import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { PERMISSIONS } from '../agent/permissions.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { demande, estReportee } from './demande.queries.ts'
import { horlogeDe } from './dire-echeances.ts'
import { EcheanceDePersonne, LISTES_DU_JOUR, Lieu, type ListeDuJour } from './echeance.ts'

/** Rows given of each list; the others come as these are done. */
const AU_PLUS = 200
/** What is due within this many days is told apart from what only begins to ask. */
const BIENTOT_JOURS = 7

const Ligne = EcheanceDePersonne.extend({
  ou: Lieu,
  /** Done by an appointment for this. */
  prise: z.string().nullable(),
  /** May be put off, or given to a colleague, by who has this permission; null: it may not. */
  reportable: z.enum(PERMISSIONS).nullable(),
  /** Put off until that day, included, and why: gone by, it comes back. */
  reporteeJusquau: z.string().nullable(),
  reporteeMotif: z.string().nullable(),
  /** The colleague who gave it to me. */
  confieePar: z.string().nullable(),
  /** Who has it of mine, given by me or by another. */
  confieeA: z.string().nullable(),
  /** Of an appointment whose outcome isn't written. */
  rendezVous: z
    .object({
      id: z.uuid(),
      agentId: z.uuid(),
      debut: z.string(),
      dureeMinutes: z.int(),
      modalite: z.string(),
      lieu: z.string().nullable(),
    })
    .nullable(),
})
type Ligne = z.infer<typeof Ligne>

type Lue = Omit<Ligne, 'acte' | 'ou' | 'prise' | 'reportable'> & { liste: ListeDuJour; total: number }

/**
 * What is due by the agent who asks: of the persons they follow, alone or as the second of a pair, of the appointments they gave, and
 * what a colleague gave to them; what they gave away, or another of theirs, is told apart, with who has it. Each thing is in one list.
 * Today's own appointments are left to the agenda. `confiees`: only what was given, to them or of theirs, for who has another day besides.
 */
export const mesEcheances = useCase(
  {
    route: 'GET /echeances',
    summary: 'Ce que j’ai à faire : en retard, bientôt, ensuite, reporté',
    permission: 'rendez-vous.gerer',
    montre: 'echeances',
    input: z.object({ confiees: z.literal('oui').optional() }),
    output: z.object({
      aujourdhui: z.string(),
      listes: z.partialRecord(
        z.enum(Object.keys(LISTES_DU_JOUR) as ListeDuJour[]),
        z.object({ total: z.int(), lignes: z.array(Ligne) }),
      ),
    }),
  },
  async (ctx, { confiees }) => {
    const lues = await lire(ctx, confiees !== undefined)
    const parListe = Map.groupBy(lues, l => l.liste)
    return {
      aujourdhui: ctx.today,
      listes: Object.fromEntries(
        [...parListe].map(([liste, lignes]) => [
          liste,
          { total: lignes[0]?.total ?? 0, lignes: lignes.map(({ liste: _, total: __, ...l }) => enMots(l)) },
        ]),
      ),
    }
  },
)

function enMots(lue: Omit<Lue, 'liste' | 'total'>): Ligne {
  const horloge = horlogeDe(lue.genre)
  const { acte = '', ou = 'parcours', prise = null } = horloge ?? {}
  return { ...lue, acte, ou, prise, reportable: horloge?.reportable ? horloge.permission : null }
}

async function lire(ctx: Context, confieesSeules: boolean): Promise<Lue[]> {
  const moi = ctx.agent.id
  const donnee = sql`(e.confiee_a <> ${moi} and ${moi} in (e.confiee_par, e.agent_id))`
  const { rows } = await sql<Lue>`
    with miennes as (
      select e.* from echeance e where e.agent_id = ${moi}
      -- Of what is given alone, which has an index: the rest of the table isn't read.
      union select e.* from echeance e where e.confiee_a is not null and ${moi} in (e.confiee_a, e.confiee_par)
      union select e.* from accompagnement k join echeance e on e.personne_id = k.personne_id and e.objet_id = k.id
        where k.co_referent_id = ${moi} and k.fin is null and e.confiee_a is null
    ), rangees as (
      select e.*, case when ${donnee} then 'confiees' when e.reportee_jusquau >= ${ctx.today}::date then 'reportees'
          when ${confieesSeules} then 'recues'
          when e.pour < ${ctx.today}::date then 'en-retard'
          when e.pour <= ${ctx.today}::date + ${BIENTOT_JOURS}::int then 'bientot' else 'ensuite' end as liste
      from miennes e
      where (not ${confieesSeules} or e.confiee_a is not null) and (${demande(ctx, 'e')} or ${estReportee(ctx, 'e')})
        and not (e.genre = 'rendez-vous' and e.depuis = ${ctx.today}::date)
        and ${perimetre(ctx, sql.ref('e.personne_id'))}
    ), comptees as (
      select e.*, count(*) over (partition by e.liste)::int as total,
        row_number() over (partition by e.liste
          order by case when e.liste = 'reportees' then e.reportee_jusquau end, e.pour, e.depuis, e.genre, e.objet_id) as rang
      from rangees e
    )
    select e.liste, e.total, e.personne_id, p.nom, p.prenom, e.genre, e.objet_id, e.pour, e.reportee_jusquau, e.reportee_motif,
      case when e.confiee_a = ${moi} then (select a.nom from agent_nom a where a.id = e.confiee_par) end as confiee_par,
      case when ${donnee} then (select a.nom from agent_nom a where a.id = e.confiee_a) end as confiee_a,
      (select json_build_object('id', r.id, 'agentId', r.agent_id, 'debut', r.debut, 'dureeMinutes', r.duree_minutes,
          'modalite', r.modalite, 'lieu', ${lieuMontre()})
          from rendez_vous r where e.genre = 'rendez-vous' and r.id = e.objet_id) as rendez_vous
    from comptees e join personne p on p.id = e.personne_id
    where e.rang <= ${AU_PLUS} order by e.liste, e.rang`.execute(ctx.db)
  return rows
}
