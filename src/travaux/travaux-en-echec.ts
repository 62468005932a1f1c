import { sql } from 'kysely'
import { z } from 'zod'
import { JOBS } from '../jobs.ts'
import { lireEchec } from '../socle/travaux/echec.ts'
import { prochainPassage } from '../socle/travaux/job-execution.ts'
import { useCase } from '../socle/use-case.ts'
import { titreDe } from './titre-travail.queries.ts'
import { etatDe, raisonSansEchec, TravailEnEchec, TravailPrevu } from './travaux.ts'

type Ligne = {
  id: number
  tache: string
  essais: number
  erreur: string | null
  demandeLe: string
  prochainLe: string | null
  enCours: boolean
}

/** The jobs of this territory that failed, oldest first, and those that run by themselves. */
export const travauxEnEchec = useCase(
  {
    route: 'GET /travaux',
    summary: 'Les travaux de fond en échec, et ceux qui se font d’eux-mêmes',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({ echecs: z.array(TravailEnEchec), prevus: z.array(TravailPrevu) }),
  },
  async ctx => {
    const { rows } = await sql<Ligne>`
      select id, tache, essais, erreur, demande_le, prochain_le, en_cours from commun.travaux()`.execute(ctx.db)
    const echecs = rows.map(({ id, tache, erreur, demandeLe, ...reste }) => {
      const echec = lireEchec(erreur)
      const dit = { ...reste, aEchoue: erreur !== null }
      return {
        id: String(id),
        titre: titreDe(tache),
        raison: echec?.raison ?? raisonSansEchec(dit),
        depuis: echec?.depuis ?? demandeLe,
        essais: echec?.essais ?? reste.essais,
        etat: etatDe(dit),
        prochainLe: reste.prochainLe,
      }
    })
    const prevus = JOBS.flatMap(({ declaration: { nom, titre, chaque, parTerritoire } }) => {
      if (!chaque || !parTerritoire) return []
      const prochainLe = prochainPassage(chaque, ctx.now)
      return [{ titre, chaqueMinute: chaque === '* * * * *', prochainLe, enEchec: rows.some(r => r.tache === nom) }]
    })
    return { echecs, prevus }
  },
)
