import { sql } from 'kysely'
import type { NirsRenouveles } from '../../../personne/cles-nir.queries.ts'
import type { Context } from '../../../socle/use-case.ts'

/**
 * The claims kept from instructions have the fingerprint of a NIR and not the NIR: it follows that of the person when she is known.
 * Of the others, waiting a year at most, the person will be found by her claim, her name and her birth date (rule E5).
 */
export async function renouvelerAttente(ctx: Context, { empreintes }: NirsRenouveles): Promise<void> {
  if (!empreintes.size) return
  await sql`
    update instruction i set nir_empreinte = n.apres
    from unnest(${[...empreintes.keys()].map(e => Buffer.from(e, 'hex'))}::bytea[], ${[...empreintes.values()]}::bytea[]) as n (avant,
      apres)
    where i.nir_empreinte = n.avant`.execute(ctx.db)
}
