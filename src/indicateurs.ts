import { delaiOrientation } from './pilotage/delai-orientation.indicateur.ts'
import { nouveauxEntrants } from './pilotage/nouveaux-entrants.indicateur.ts'
import type { DemandeIndicateur } from './pilotage/pilotage.ts'
import { repartition } from './pilotage/repartition.indicateur.ts'
import type { Context } from './socle/use-case.ts'

/** Every indicator, one line each: what it takes is DemandeIndicateur, its definition is in DEFINITIONS under the same code. */
export const INDICATEURS = {
  I01: nouveauxEntrants,
  I02: delaiOrientation,
  I05: repartition,
} as const

/** Every indicator of a period, under its code. */
export async function mesurerIndicateurs(ctx: Context, demande: DemandeIndicateur) {
  const { I01, I02, I05 } = INDICATEURS
  return { I01: await I01(ctx, demande), I02: await I02(ctx, demande), I05: await I05(ctx, demande) }
}
