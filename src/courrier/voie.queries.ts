import { lirePrecautions } from '../precaution/precaution.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { empechementCourrier, type Voie } from './envoi.ts'

/** By post, or handed over to who doesn't want to be written to. */
export async function voieDe(ctx: Context, personneId: string): Promise<Voie> {
  return empechementCourrier(await lirePrecautions(ctx, personneId)) ? 'remise-en-main-propre' : 'courrier'
}
