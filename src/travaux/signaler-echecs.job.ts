import { sql } from 'kysely'
import { z } from 'zod'
import { job } from '../socle/job.ts'
import { lireEchec } from '../socle/travaux/echec.ts'
import { recitTravailEchoue } from './travaux.recits.ts'
import { raisonSansEchec } from './travaux.ts'

type Arrete = { id: number; tache: string; erreur: string | null; essais: number; demandeLe: string }

/**
 * Tells the administrators of the jobs that stopped: those that nothing will try again by itself, also when the server died at work.
 * Each failure is told once. Looks every ten minutes.
 */
export const signalerEchecs = job(
  'signaler-echecs',
  z.object({}),
  async ctx => {
    // Asked for late: the titles are in the registry of jobs, where this one is.
    const { titreDe } = await import('./titre-travail.queries.ts')
    const { rows } = await sql<Arrete>`
      select t.id, t.tache, t.erreur, t.essais, t.demande_le from commun.travaux() t
      where t.prochain_le is null and not t.en_cours`.execute(ctx.db)
    for (const { id, tache, erreur, demandeLe } of rows) {
      const echec = lireEchec(erreur)
      const depuis = echec?.depuis ?? demandeLe
      const dit = await ctx.db
        .selectFrom('evenement')
        .select('id')
        .where('objet', '=', 'travail')
        .where('objetId', '=', String(id))
        .where('type', '=', recitTravailEchoue.nom)
        .where(sql`apres ->> 'depuis'`, '=', depuis)
        .executeTakeFirst()
      if (dit) continue
      const raison =
        echec?.raison ?? raisonSansEchec({ essais: 0, aEchoue: erreur !== null, enCours: false, prochainLe: null })
      await ctx.record({ objet: 'travail', id: String(id) }, recitTravailEchoue, {
        apres: { titre: titreDe(tache), raison, depuis },
      })
    }
  },
  { titre: 'Signalement des travaux arrêtés', chaque: '*/10 * * * *', parTerritoire: true },
)
