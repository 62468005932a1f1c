import { autorise } from '../agent/autorise.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { delaiOrientation } from './delai-orientation.indicateur.ts'
import { masquerMesures } from './masquer-mesures.ts'
import { Mesures } from './mesures.ts'
import { nouveauxEntrants } from './nouveaux-entrants.indicateur.ts'
import { DEFINITIONS, DemandeIndicateur } from './pilotage.ts'
import { repartition } from './repartition.indicateur.ts'
import { serieDominantes, serieEntrees } from './serie.queries.ts'

/**
 * The three figures of the period with twelve months of history, their definitions and their targets. Counts below
 * `pilotage.seuil-secret` are 'masque' for who may not see names. Refuses a period that ends before it begins.
 */
export const tableauPilotage = useCase(
  {
    route: 'GET /pilotage',
    summary: 'Les indicateurs d’une période',
    permission: 'pilotage.lire',
    input: DemandeIndicateur,
    output: Mesures,
  },
  async (ctx, demande) => {
    exigerPeriode(demande)
    const nommer = autorise(ctx.agent, 'pilotage.nommer')
    const [I01, I02, I05, entrees, dominantes, seuil, jours, mois, emploi, equilibre, remobilisation] =
      await Promise.all([
        nouveauxEntrants(ctx, demande),
        delaiOrientation(ctx, demande),
        repartition(ctx, demande),
        serieEntrees(ctx, demande),
        serieDominantes(ctx, demande),
        parametre(ctx, 'pilotage.seuil-secret'),
        parametre(ctx, 'orientation.delai-jours', demande.au),
        parametre(ctx, 'orientation.delai-mois', demande.au),
        parametre(ctx, 'pilotage.cible-emploi', demande.au),
        parametre(ctx, 'pilotage.cible-equilibre', demande.au),
        parametre(ctx, 'pilotage.cible-remobilisation', demande.au),
      ])
    return {
      aujourdhui: ctx.today,
      nommer,
      seuil,
      delais: { jours, mois },
      cibles: { emploi, equilibre, remobilisation },
      ...masquerMesures({ I01, I02, I05, entrees, dominantes }, demande, nommer ? 0 : seuil),
      definitions: DEFINITIONS,
    }
  },
)

/** Refuses a period that ends before it begins. */
export function exigerPeriode({ du, au }: { du: string; au: string }): void {
  if (du <= au) return
  const message = 'La période finit avant de commencer. Échangez les deux dates.'
  throw new Refusal('invalid', 'periode-inversee', message, [{ champ: 'au', message }])
}
