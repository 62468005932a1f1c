import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { MotifEntree } from '../droit/entree.ts'
import { Dominante } from '../offre/dominante.ts'
import { Organisme } from '../offre/structure.ts'
import { Refusal } from '../socle/refusal.ts'
import { Effectif } from '../socle/secret.ts'
import { useCase } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { delaiOrientation } from './delai-orientation.indicateur.ts'
import { masquerMesures } from './masquer-mesures.ts'
import { nouveauxEntrants } from './nouveaux-entrants.indicateur.ts'
import { CodeIndicateur, DEFINITIONS, DemandeIndicateur } from './pilotage.ts'
import { repartition } from './repartition.indicateur.ts'
import { serieDominantes, serieEntrees } from './serie.queries.ts'

const Jour = z.string()
const Taux = z.object({
  valeur: z.union([z.number().int(), z.literal('masque')]).nullable(),
  numerateur: Effectif,
  denominateur: Effectif,
})
const effectifs = { personnes: Effectif, enVeille: Effectif }

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
    output: z.object({
      aujourdhui: Jour,
      nommer: z.boolean(),
      seuil: z.number().int(),
      delais: z.object({ jours: z.number().int(), mois: z.number().int() }),
      cibles: z.object({ emploi: z.number(), equilibre: z.number(), remobilisation: z.number() }),
      I01: z.object({
        valeur: Effectif,
        parMotif: z.array(z.object({ motif: MotifEntree, personnes: Effectif })),
      }),
      I02: Taux.extend({
        unMois: Taux,
        accompagnementGlobal: z.object({ orientes: Effectif, aTemps: Effectif }),
        enCours: Effectif,
        sortis: Effectif,
      }),
      I05: z.object({
        le: Jour,
        valeur: Effectif,
        enVeille: Effectif,
        parDominante: z.array(z.object({ dominante: Dominante, ...effectifs })),
        parOrganisme: z.array(z.object({ organisme: Organisme.nullable(), ...effectifs })),
        parStructure: z.array(
          z.object({
            structureId: z.uuid().nullable(),
            structure: z.string().nullable(),
            organisme: Organisme.nullable(),
            ...effectifs,
          }),
        ),
      }),
      entrees: z.array(
        z.object({
          mois: Jour,
          complet: z.boolean(),
          entrants: Effectif,
          aTemps: Effectif,
          unMois: Effectif,
          enCours: Effectif,
        }),
      ),
      dominantes: z.array(
        z.object({ mois: Jour, le: Jour, emploi: Effectif, equilibre: Effectif, remobilisation: Effectif }),
      ),
      definitions: z.record(
        CodeIndicateur,
        z.object({
          code: CodeIndicateur,
          titre: z.string(),
          numerateur: z.string(),
          denominateur: z.string().nullable(),
          horloge: z.string(),
          source: z.string(),
          limites: z.string(),
        }),
      ),
    }),
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
