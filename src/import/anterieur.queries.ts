import { sql } from 'kysely'
import { dateLongue, pluriel } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'
import type { Application } from './adaptateur.ts'

/**
 * A file received before persons were erased, applied only now, may bring some of them back: nothing is kept to recognise them by. The
 * report says so when it created files. `recuLe`: YYYY-MM-DD.
 */
export async function direAnterieur(ctx: Context, recuLe: string, application: Application): Promise<Application> {
  const { rows } = await sql<{ le: string | null; crees: number }>`
    select (select max(le)::date from effacement where regle = 'dossiers' and le::date >= ${recuLe}::date) as le,
      (select count(*) from personne where cree_par = ${ctx.import}::int) as crees`.execute(ctx.db)
  const { le, crees } = rows[0] ?? { le: null, crees: 0 }
  if (!le || crees === 0) return application
  const { anomalies, anomaliesTotal } = application.rapport
  const motif = `antérieur à l’effacement du ${dateLongue(le)}\u00a0: ${pluriel(crees, 'dossier créé', 'dossiers créés')} par ce fichier, à vérifier`
  return {
    ...application,
    rapport: {
      ...application.rapport,
      anomalies: [{ ou: null, champ: 'Date de réception', motif }, ...anomalies],
      anomaliesTotal: anomaliesTotal + 1,
    },
  }
}
