import { sql } from 'kysely'
import { courrierPdf } from '../courrier/courrier-pdf.ts'
import { fichePersonne } from '../dossier/fiche-personne.ts'
import { nirPersonne } from '../personne/nir-personne.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { type Journal, jourOuvre } from './journal.ts'

/** Days of readings before today. */
const JOURS = 14
const PAR_JOUR = 4
/** Files that one invented agent opens in one afternoon: what the DPO is there to see. */
const CURIEUX = 70

/** Plans the readings of the team over the last days: a few files a day each, one curious afternoon, one file late at night. */
export function prevoirLesLectures(
  journal: Journal,
  orientation: readonly Acteur[],
  referent: Acteur | undefined,
  aujourdhui: string,
) {
  const premier = Temporal.PlainDate.from(aujourdhui).subtract({ days: JOURS })
  const jours = new Set(Array.from({ length: JOURS - 1 }, (_, i) => jourOuvre(premier.add({ days: i }).toString())))
  const avant = [...jours].filter(jour => jour < aujourdhui)
  const equipe = referent ? [...orientation, referent] : orientation
  avant.forEach((jour, i) => {
    for (const [rang, agent] of equipe.entries())
      journal.prevoir(`${jour}T1${rang % 2}:${20 + rang}`, agent, ctx => lire(ctx, PAR_JOUR, i * 7 + rang))
  })
  for (const [i, agent] of orientation.entries()) {
    const jour = avant[i * 2]
    if (jour) journal.prevoir(`${jour}T09:${30 + i}`, agent, relireUnCourrier)
  }
  const [curieux, unSoir] = [orientation.at(-1), avant.at(-3)]
  if (curieux && unSoir) journal.prevoir(`${unSoir}T16:40`, curieux, ctx => lire(ctx, CURIEUX, 100))
  const laVeille = avant.at(-2)
  if (referent && laVeille) journal.prevoir(`${laVeille}T22:15`, referent, ctx => lire(ctx, 1, 3))
}

/** Opens the last letter that this agent sent, as one does to check it. */
async function relireUnCourrier(ctx: Context): Promise<void> {
  const courrier = await ctx.db
    .selectFrom('courrier')
    .select('id')
    .where('editePar', '=', ctx.agent.id)
    .orderBy('editeLe', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (courrier) await courrierPdf(ctx, { courrierId: courrier.id })
}

/** Opens files one after the other, as from a list: of those whom the agent follows, else of the whole territory. */
async function lire(ctx: Context, combien: number, depuis: number): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select a.personne_id as id from accompagnement a where a.fin is null and a.referent_id = ${ctx.agent.id}
      union all
      select d.personne_id from droit d where d.flux_fin is null and ${ctx.agent.structureId}::uuid is null) x
    group by id order by id offset ${depuis} limit ${combien}`.execute(ctx.db)
  for (const { id: personneId } of rows) await fichePersonne(ctx, { personneId })
  const [premiere] = rows
  if (premiere && depuis % 5 === 0) await nirPersonne(ctx, { personneId: premiere.id })
}
