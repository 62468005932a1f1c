import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { Champ, ordreDe, Precedence, SourceDonnee } from './donnee.ts'
import { CLE_PRECEDENCE, precedence } from './precedence.queries.ts'

const Changement = z.object({
  effetLe: z.string(),
  champs: z.array(Champ),
  ordre: z.array(SourceDonnee),
  motif: z.string().nullable(),
  par: z.string().nullable(),
  aVenir: z.boolean(),
})

/** For each datum, which source is believed first today, and what was changed, latest effect first. */
export const precedences = useCase(
  {
    route: 'GET /parametres/precedences',
    summary: 'Lire quelle source est crue la première',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.string(),
      champs: z.array(z.object({ champ: Champ, ordre: z.array(SourceDonnee), choisi: z.boolean() })),
      historique: z.array(Changement),
    }),
  },
  async ctx => {
    const choisie = await precedence(ctx)
    const lignes = await ctx.db
      .selectFrom('parametre as p')
      .leftJoin('agent as a', 'a.id', 'p.saisiPar')
      .select(['p.effetLe', 'p.valeur', 'p.motif', 'a.nom', 'a.prenom'])
      .where('p.cle', '=', CLE_PRECEDENCE)
      .orderBy('p.effetLe', 'desc')
      .execute()
    return {
      aujourdhui: ctx.today,
      champs: Champ.options.map(champ => ({
        champ,
        ordre: [...ordreDe(champ, choisie)],
        choisi: champ in choisie,
      })),
      historique: lignes.flatMap(l => {
        const parOrdre = new Map<string, Champ[]>()
        for (const [champ, ordre] of Object.entries(Precedence.parse(l.valeur)))
          parOrdre.set(ordre.join(), [...(parOrdre.get(ordre.join()) ?? []), champ as Champ])
        return [...parOrdre].map(([ordre, champs]) => ({
          effetLe: l.effetLe,
          champs,
          ordre: ordre.split(',') as SourceDonnee[],
          motif: l.motif,
          par: l.nom ? `${l.prenom} ${l.nom}` : null,
          aVenir: l.effetLe > ctx.today,
        }))
      }),
    }
  },
)
