import { sql } from 'kysely'
import { z } from 'zod'
import type { Reunion, Separation } from '../../socle/lien.ts'
import type { Context } from '../../socle/use-case.ts'

/** What a merge changed in `personne` itself, but for the fields that sources speak of. */
export const IdentiteReunie = z.object({
  /** Files merged earlier into the absorbed one: they lead to the kept one now. */
  personnes: z.array(z.uuid()),
  /** Whether the NIR was the absorbed file's; `certifieAvant`: what the kept file said of its own before. */
  nir: z.object({ certifieAvant: z.boolean() }).nullable(),
})
type IdentiteReunie = z.infer<typeof IdentiteReunie>

/** Takes the NIR that only the absorbed file has, and makes that file lead to the one kept. */
export async function reunirIdentites(ctx: Context, { de, vers }: Reunion): Promise<IdentiteReunie> {
  const nir = await prendreNir(ctx, de, vers)
  const { rows } = await sql<{ id: string }>`
    update personne set fusionnee_dans = ${vers} where id = ${de} or fusionnee_dans = ${de} returning id`.execute(
    ctx.db,
  )
  return { nir, personnes: rows.map(r => r.id).filter(id => id !== de) }
}

export async function separerIdentites(ctx: Context, { de, vers }: Separation, fait: unknown): Promise<void> {
  const { nir, personnes } = IdentiteReunie.parse(fait)
  await sql`update personne set fusionnee_dans = null where id = ${de}`.execute(ctx.db)
  await sql`update personne set fusionnee_dans = ${de} where id = any(${personnes}::uuid[])`.execute(ctx.db)
  if (nir) await rendreNir(ctx, { de, vers, certifieAvant: nir.certifieAvant })
}

/** The kept person's NIR, else the absorbed one's. The fingerprint is unique: taken off one row before it is put on the other. */
async function prendreNir(ctx: Context, de: string, vers: string): Promise<IdentiteReunie['nir']> {
  const colonnes = ['nirEmpreinte', 'nirChiffre', 'nirCertifie'] as const
  const lire = (id: string) =>
    ctx.db.selectFrom('personne').select(colonnes).where('id', '=', id).executeTakeFirstOrThrow()
  const [sien, autre] = [await lire(vers), await lire(de)]
  if (sien.nirEmpreinte || !autre.nirEmpreinte) return null
  await ctx.db.updateTable('personne').set({ nirEmpreinte: null, nirChiffre: null }).where('id', '=', de).execute()
  await ctx.db.updateTable('personne').set(autre).where('id', '=', vers).execute()
  return { certifieAvant: sien.nirCertifie }
}

type Rendu = { de: string; vers: string; certifieAvant: boolean }
async function rendreNir(ctx: Context, { de, vers, certifieAvant }: Rendu): Promise<void> {
  const nir = await ctx.db
    .selectFrom('personne')
    .select(['nirEmpreinte', 'nirChiffre'])
    .where('id', '=', vers)
    .executeTakeFirstOrThrow()
  await ctx.db
    .updateTable('personne')
    .set({ nirEmpreinte: null, nirChiffre: null, nirCertifie: certifieAvant })
    .where('id', '=', vers)
    .execute()
  await ctx.db.updateTable('personne').set(nir).where('id', '=', de).execute()
}
