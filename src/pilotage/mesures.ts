import { z } from 'zod'
import { MotifEntree } from '../droit/entree.ts'
import { Dominante } from '../offre/dominante.ts'
import { Organisme } from '../offre/structure.ts'
import { Effectif } from '../socle/secret.ts'
import { CodeIndicateur } from './pilotage.ts'

const Jour = z.string()
const Taux = z.object({
  valeur: z.union([z.number().int(), z.literal('masque')]).nullable(),
  numerateur: Effectif,
  denominateur: Effectif,
})
const effectifs = { personnes: Effectif, enVeille: Effectif }

/** The three figures of a period as a reader may see them, with twelve months of history, their definitions and their targets. */
export const Mesures = z.object({
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
})
export type Mesures = z.infer<typeof Mesures>
