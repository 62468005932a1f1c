import { z } from 'zod'
import { cloreSous } from '../socle/auth/texte.ts'
import type { Reunion, Separation } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import { garderPrecautions, lirePrecautions } from './precaution.queries.ts'
import { recitPrecautions } from './precaution.recits.ts'
import { Precautions, plusProtectrices } from './precaution.ts'

const Fait = z.object({ avant: Precautions, apres: Precautions }).nullable()

/**
 * The kept file takes the more protective of the two; the absorbed one keeps its own row, for the day the files part. What is
 * kept of both is closed.
 */
export async function reunirPrecautions(ctx: Context, { de, vers }: Reunion): Promise<z.infer<typeof Fait>> {
  const avant = await lirePrecautions(ctx, vers)
  const apres = plusProtectrices(avant, await lirePrecautions(ctx, de))
  if (pareilles(avant, apres)) return null
  await garderPrecautions(ctx, vers, apres)
  return cloreSous(ctx.territoire.code, recitPrecautions.libres, { avant, apres }) as z.infer<typeof Fait>
}

/** Gives back what the merge brought, unless somebody noted something since: what is newer stays, it protects. */
export async function separerPrecautions(ctx: Context, { vers }: Separation, fait: unknown): Promise<void> {
  const lu = Fait.parse(fait)
  if (lu && pareilles(lu.apres, await lirePrecautions(ctx, vers))) await garderPrecautions(ctx, vers, lu.avant)
}

const pareilles = (a: Precautions, b: Precautions) =>
  (Object.keys(a) as (keyof Precautions)[]).every(champ => a[champ] === b[champ])
