import { sql } from 'kysely'
import { z } from 'zod'
import { LIENS } from '../../liens.ts'
import type { Deplacement, Lien, Reunion, Separation } from '../../socle/lien.ts'
import type { Context } from '../../socle/use-case.ts'
import { foyersPropres } from '../membre.queries.ts'

// A merge moves rows of every domain by what each says in its `liens`: the one place that does, beside the undoing of an import.

/** All that a merge changed, enough to undo it exactly. Kept in doublon.deplacements. */
export const Deplacements = z.object({
  garder: z.uuid(),
  absorbe: z.uuid(),
  /** Households that were only the absorbed file's: what flows write there later goes back too. */
  foyers: z.array(z.uuid()),
  /** By table: the names of the rows that moved, or what the domain's own rule answered. */
  tables: z.record(z.string(), z.unknown()),
})
export type Deplacements = z.infer<typeof Deplacements>

/** Brings to `vers` all that was under `de`, the tables that refer to others first. */
export async function reunir(ctx: Context, reunion: Reunion): Promise<Deplacements> {
  const { de, vers } = reunion
  const foyers = await foyersPropres(ctx, de, vers)
  const tables: Record<string, unknown> = {}
  for (const { table, fusion, colonnes } of LIENS.toReversed()) {
    if (fusion === 'rester') continue
    if (typeof fusion === 'object' && 'reunir' in fusion) tables[table] = await fusion.reunir(ctx, reunion)
    else tables[table] = await deplacer(ctx, { table, colonnes }, regle(fusion), { de, vers })
  }
  return { garder: vers, absorbe: de, foyers, tables }
}

/** Puts back what `reunir` moved. A domain that came since the merge has nothing to give back. */
export async function separer(ctx: Context, fait: Deplacements): Promise<void> {
  const separation: Separation = { de: fait.absorbe, vers: fait.garder, foyers: fait.foyers }
  for (const { table, fusion, colonnes } of LIENS) {
    if (fusion === 'rester' || !(table in fait.tables)) continue
    if (typeof fusion === 'object' && 'reunir' in fusion) await fusion.separer(ctx, separation, fait.tables[table])
    else {
      const cles = z.array(z.string()).parse(fait.tables[table])
      const retour = { de: fait.garder, vers: fait.absorbe, reprise: { cles, foyers: fait.foyers } }
      await deplacer(ctx, { table, colonnes }, regle(fusion), retour)
    }
  }
}

const regle = (fusion: 'deplacer' | { deplacer: Deplacement }): Deplacement =>
  fusion === 'deplacer' ? {} : fusion.deplacer

type Trajet = { de: string; vers: string; reprise?: { cles: readonly string[]; foyers: readonly string[] } }

/** Returns the names of the rows that moved. */
async function deplacer(
  ctx: Context,
  { table, colonnes }: Pick<Lien, 'table' | 'colonnes'>,
  { cle = 't.id::text', sauf, avecFoyers }: Deplacement,
  { de, vers, reprise }: Trajet,
): Promise<string[]> {
  const colonne = (cible: 'personne' | 'foyer') =>
    sql.ref(Object.keys(colonnes).find(c => colonnes[c] === cible) ?? `${cible}_id`)
  const personne = colonne('personne')
  const foyers = avecFoyers && reprise ? sql`or t.${colonne('foyer')} = any(${[...reprise.foyers]}::uuid[])` : sql``
  const { rows } = await sql<{ cle: string }>`
    update ${sql.table(table)} t set ${personne} = ${vers} where t.${personne} = ${de}
      ${reprise ? sql`and (${sql.raw(cle)} = any(${[...reprise.cles]}) ${foyers})` : sql``}
      ${sauf ? sql`and not exists (select 1 from ${sql.table(table)} v where v.${personne} = ${vers} and ${sql.raw(sauf)})` : sql``}
    returning ${sql.raw(cle)} as cle`.execute(ctx.db)
  return rows.map(r => r.cle)
}
