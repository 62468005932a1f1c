import { z } from 'zod'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import { useCase } from '../socle/use-case.ts'
import { CleChoix, CleParametre } from './parametre.ts'

const Version = z.object({
  effetLe: z.string(),
  motif: z.string().nullable(),
  par: z.string().nullable(),
  saisiLe: z.string(),
  aVenir: z.boolean(),
})

/** Every number and choice the rules use: its value today, the rule's default and source, and who changed it from when and why. */
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
          /** Latest effect first. */
          historique: z.array(Version.extend({ valeur: z.number() })),
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
          historique: z.array(Version.extend({ valeur: z.string() })),
        }),
      ),
    }),
  },
  async ctx => {
    const lignes = await ctx.db
      .selectFrom('parametre as p')
      .leftJoin('agent as a', 'a.id', 'p.saisiPar')
      .select(['p.cle', 'p.effetLe', 'p.valeur', 'p.motif', 'p.saisiLe', 'a.nom', 'a.prenom'])
      .orderBy('p.effetLe', 'desc')
      .execute()
    const historiqueDe = <V>(cle: string, lire: (valeur: unknown) => V) =>
      lignes
        .filter(l => l.cle === cle)
        .map(l => ({
          effetLe: l.effetLe,
          valeur: lire(l.valeur),
          motif: l.motif,
          par: l.nom ? `${l.prenom} ${l.nom}` : null,
          saisiLe: l.saisiLe,
          aVenir: l.effetLe > ctx.today,
        }))
    const parametres = CleParametre.options.map(cle => {
      const historique = historiqueDe(cle, Number)
      const enVigueur = historique.find(h => !h.aVenir)
      return {
        cle,
        ...PARAMETRES[cle],
        valeur: enVigueur?.valeur ?? PARAMETRES[cle].defaut,
        depuis: enVigueur?.effetLe ?? null,
        historique,
      }
    })
    const choix = CleChoix.options.map(cle => {
      const historique = historiqueDe(cle, String)
      const enVigueur = historique.find(h => !h.aVenir)
      return {
        cle,
        ...CHOIX[cle],
        valeur: enVigueur?.valeur ?? CHOIX[cle].defaut,
        depuis: enVigueur?.effetLe ?? null,
        historique,
      }
    })
    return { aujourdhui: ctx.today, parametres, choix }
  },
)
