import { z } from 'zod'
import { contexte, SYSTEME } from '../contexte.ts'
import { job } from '../job.ts'
import { siRienNeSeRefait } from '../migrer.ts'
import { balayerDisque, finirEffacements, oterCeQuiEstEcarte } from './disque.ts'

/** A deposit writes on the disk before its transaction ends: what is older than this is of none. */
const EN_COURS_MS = 60 * 60 * 1000

/** The disk follows the database: pieces of files, or of territories, that were erased, or whose deposit was undone, go. Each hour. */
export const balayerFichiers = job(
  'balayer-fichiers',
  z.object({}),
  async ({ base, territoire, maintenant }) => {
    const { db } = contexte(base.territoire(territoire.code), base, {
      agent: SYSTEME,
      territoire,
      now: maintenant(),
    })
    const restants = async (ids: readonly string[]) =>
      new Set((await db.selectFrom('fichier').select('id').where('id', 'in', ids).execute()).map(f => f.id))
    // One that is being erased or put back is left for the next hour.
    await siRienNeSeRefait(base.commun, commun =>
      finirEffacements(async code => {
        const connu = commun.selectFrom('territoire').select('code').where('code', '=', code)
        return (await connu.executeTakeFirst()) !== undefined
      }),
    )
    await oterCeQuiEstEcarte()
    await balayerDisque(territoire.code, restants, Date.parse(maintenant()) - EN_COURS_MS)
  },
  {
    titre: 'Effacement des fichiers du disque que plus rien ne garde',
    chaque: '20 * * * *',
    parTerritoire: true,
    transactions: 'siennes',
  },
)
