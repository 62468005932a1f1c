import { adresseEstConnue } from '../precaution/adresse-postale.queries.ts'
import { lirePrecautions } from '../precaution/precaution.queries.ts'
import type { Context } from '../socle/use-case.ts'
import { empechementCourrier, type Voie } from './envoi.ts'

/** By post, or handed over to who doesn't want to be written to, or has no address that is known. */
export async function voieDe(ctx: Context, personneId: string): Promise<Voie> {
  const [precautions, connue] = [await lirePrecautions(ctx, personneId), await adresseEstConnue(ctx, personneId)]
  return empechementCourrier(precautions, connue) ? 'remise-en-main-propre' : 'courrier'
}
