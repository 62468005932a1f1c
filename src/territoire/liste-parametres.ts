import { z } from 'zod'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import { useCase } from '../socle/use-case.ts'
import { CleChoix, CleParametre } from './parametre.ts'

const Prevue = z.object({ effetLe: z.string() })

/** The numbers and choices that a territory may change: the value today, the rule's default and source, the values to come. */
export const listeParametres = useCase(
  {
    route: 'GET /parametres',
    summary: 'Les paramètres du territoire',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.string(),
      parametres: z.array(
        z.object({
          cle: CleParametre,
          libelle: z.string(),
          aide: z.string(),
          unite: z.string(),
          defaut: z.number(),
          min: z.number(),
          max: z.number(),
          source: z.string(),
          valeur: z.number(),
          /** Null: the default, from the start. */
          depuis: z.string().nullable(),
          /** Values it will have, the nearest first. */
          aVenir: z.array(Prevue.extend({ valeur: z.number() })),
        }),
      ),
      choix: z.array(
        z.object({
          cle: CleChoix,
          libelle: z.string(),
          aide: z.string(),
          defaut: z.string(),
          source: z.string(),
          options: z.array(
            z.object({ valeur: z.string(), libelle: z.string(), phrase: z.string(), source: z.string() }),
          ),
          valeur: z.string(),
          depuis: z.string().nullable(),
          aVenir: z.array(Prevue.extend({ valeur: z.string() })),
        }),
      ),
    }),
  },
  async ctx => {
    const lignes = await ctx.db
      .selectFrom('parametre')
      .select(['cle', 'effetLe', 'valeur'])
      .orderBy('effetLe')
      .execute()
    const choisies = <V>(cle: string, defaut: V, lire: (valeur: unknown) => V) => {
      const siennes = lignes.filter(l => l.cle === cle).map(l => ({ effetLe: l.effetLe, valeur: lire(l.valeur) }))
      const enVigueur = siennes.findLast(l => l.effetLe <= ctx.today)
      return {
        valeur: enVigueur?.valeur ?? defaut,
        depuis: enVigueur?.effetLe ?? null,
        aVenir: siennes.filter(l => l.effetLe > ctx.today),
      }
    }
    return {
      aujourdhui: ctx.today,
      parametres: CleParametre.options.map(cle => ({
        cle,
        ...PARAMETRES[cle],
        ...choisies(cle, PARAMETRES[cle].defaut as number, Number),
      })),
      choix: CleChoix.options.map(cle => ({
        cle,
        ...CHOIX[cle],
        options: [...CHOIX[cle].options],
        ...choisies(cle, CHOIX[cle].defaut as string, String),
      })),
    }
  },
)
