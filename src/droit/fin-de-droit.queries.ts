import { leJour } from '../socle/ui/phrases.ts'
import type { Context } from '../socle/use-case.ts'
import { momentsDuDroit } from './moments.queries.ts'
import { type FinDeDroit, finDuDroit } from './suivi-selon-droit.ts'

const DEPUIS_TOUJOURS = '0001-01-01'

/** Those of these persons whose right had ended by a day (YYYY-MM-DD), and not begun again: a follow-up ended with it (rule E1). */
export async function finsDeDroit(
  ctx: Context,
  personneIds: readonly string[],
  jour: string,
): Promise<Map<string, FinDeDroit>> {
  if (personneIds.length === 0) return new Map()
  const moments = await momentsDuDroit(
    ctx,
    personneIds.map(personneId => ({ personneId, debut: DEPUIS_TOUJOURS })),
  )
  return new Map(
    [...moments].flatMap(([id, m]) => {
      const fin = finDuDroit(m.filter(x => x.recuLe <= jour))
      return fin ? [[id, fin] as const] : []
    }),
  )
}

const RAISONS: Record<string, string> = {
  'suspension-longue': 'son droit est suspendu depuis trop longtemps',
  radiation: 'son droit est clos',
  mutation: 'son dossier est parti dans un autre département',
  'sortie-du-foyer': 'elle a quitté le foyer au RSA',
  'absent-du-flux': 'elle n’est plus dans le flux mensuel',
}

/** « son droit est clos (flux reçu le 3 mars 2025) » */
export const direLaFin = (ctx: Context, { motif, le }: FinDeDroit): string =>
  `${RAISONS[motif] ?? 'son droit a pris fin'} (flux reçu ${leJour(le, ctx.today)})`
