import { sql } from 'kysely'
import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { Effectif, masquer } from '../socle/secret.ts'
import { useCase } from '../socle/use-case.ts'
import { estOuvre } from '../territoire/jours-feries.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { HORLOGES_SUIVIES, type HorlogeSuivie } from './horloges-suivies.ts'

const NOMS = Object.keys(HORLOGES_SUIVIES) as HorlogeSuivie[]

/**
 * How many persons passed a limit since the last working day, by clock, those not done since: counts only, the small ones hidden from
 * who may not see names. `depuis`: the first day whose limits are counted; `entree`: when the clock of the latest began.
 */
export const depassements = useCase(
  {
    route: 'GET /pilotage/depassements',
    summary: 'Les délais passés depuis hier, en nombres',
    permission: 'pilotage.lire',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.iso.date(),
      depuis: z.iso.date(),
      seuil: z.int(),
      comptes: z.array(z.object({ horloge: z.enum(NOMS), personnes: Effectif, entree: z.iso.date() })),
    }),
  },
  async ctx => {
    const depuis = dernierJourOuvre(ctx.today, ctx.territoire.code)
    const { rows } = await sql<{ horloge: HorlogeSuivie; personnes: number; entree: string }>`
      select e.genre as horloge, count(distinct e.personne_id)::int as personnes, max(e.depuis) as entree
      from echeance e
      where e.pour >= ${depuis}::date and e.pour < ${ctx.today}::date and (e.prevu_le is null or e.prevu_le < ${ctx.today}::date)
        and e.genre = any(${NOMS})
      group by 1`.execute(ctx.db)
    const seuil = autorise(ctx.agent, 'pilotage.nommer') ? 0 : await parametre(ctx, 'pilotage.seuil-secret')
    return {
      aujourdhui: ctx.today,
      depuis,
      seuil,
      comptes: NOMS.flatMap(nom => rows.filter(r => r.horloge === nom)).map(r => ({
        ...r,
        personnes: masquer(r.personnes, seuil),
      })),
    }
  },
)

/** The last working day before this one: on a Monday, Friday. */
function dernierJourOuvre(jour: string, territoire: string): string {
  let veille = Temporal.PlainDate.from(jour).subtract({ days: 1 })
  while (!estOuvre(veille.toString(), territoire)) veille = veille.subtract({ days: 1 })
  return veille.toString()
}
