import type { Rangee, Tableau } from '../../lecture/tableau/tableau.ts'
import type { Context } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import type { GenreListe } from './champs/liste.ts'
import { type Proposition, proposer } from './champs/proposer.ts'

const ECHANTILLON = 30

/** A column that nobody was asked about, and that is left out for want of being sure. */
export type ColonneDemandee = { entete: string; raison: string }

/** What the columns of a table would give, by their titles and its first rows, as sure as the territory wants it. */
export async function proposerPour(
  ctx: Context,
  genre: GenreListe,
  tableau: Tableau,
): Promise<Proposition & { demandees: ColonneDemandee[] }> {
  const seuil = await parametre(ctx, 'listes.confiance')
  const rangees = (await premieres(tableau)).map(r => r.cellules)
  const proposition = proposer(genre, tableau.entetes, rangees, ctx.today, seuil)
  const incertaines = Object.entries(proposition.pistes).filter(([, p]) => p.confiance < seuil)
  return { ...proposition, demandees: incertaines.map(([entete, { raison }]) => ({ entete, raison })) }
}

/** The first rows of a table. */
export async function premieres(tableau: Tableau): Promise<Rangee[]> {
  const rangees: Rangee[] = []
  for await (const rangee of tableau.lignes()) {
    rangees.push(rangee)
    if (rangees.length === ECHANTILLON) break
  }
  return rangees
}
