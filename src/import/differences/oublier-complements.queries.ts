import { oublierFranceTravail } from '../../accompagnement/france-travail.queries.ts'
import { ADAPTATEURS } from '../../adaptateurs.ts'
import { oublierSocioPro } from '../../diagnostic/socio-pro.queries.ts'
import { oublierAcomptes } from '../../droit/acompte.queries.ts'
import { oublierCreances } from '../../droit/creance.queries.ts'
import type { Context } from '../../socle/use-case.ts'

/**
 * Undoes what an import wrote in the tables of the flows beside the beneficiaries' one: the rows it brought go; what a beneficiaries
 * import gave to the persons it announced goes too, and waits again. To be called before the persons it created are removed.
 */
export async function oublierComplements(ctx: Context, numero: number): Promise<void> {
  await oublierSocioPro(ctx, numero)
  for (const { oublier } of ADAPTATEURS) await oublier?.(ctx, numero)
  await oublierCreances(ctx, numero)
  await oublierAcomptes(ctx, numero)
  await oublierFranceTravail(ctx, numero)
}
