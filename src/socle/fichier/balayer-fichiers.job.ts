import { z } from 'zod'
import { contexte, SYSTEME } from '../contexte.ts'
import { job } from '../job.ts'
import { balayerDisque } from './disque.ts'

/** A deposit writes on the disk before its transaction ends: what is older than this is of none. */
const EN_COURS_MS = 60 * 60 * 1000

/** The disk follows the database: pieces of files that were erased, or whose deposit was undone, go. Runs every hour. */
export const balayerFichiers = job(
  'balayer-fichiers',
  z.object({}),
  async ({ base, territoire, maintenant }) => {
    const { db } = contexte(base.territoire(territoire.code), base.commun, {
      agent: SYSTEME,
      territoire,
      now: maintenant(),
    })
    const restants = async (ids: readonly string[]) =>
      new Set((await db.selectFrom('fichier').select('id').where('id', 'in', ids).execute()).map(f => f.id))
    await balayerDisque(territoire.code, restants, Date.parse(maintenant()) - EN_COURS_MS)
  },
  {
    titre: 'Effacement des fichiers du disque que plus rien ne garde',
    chaque: '20 * * * *',
    parTerritoire: true,
    transactions: 'siennes',
  },
)
