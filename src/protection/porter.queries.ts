import { sql } from 'kysely'
import { LIENS } from '../liens.ts'
import type { Lien } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import type { SectionPortee } from './protection.ts'

/** The person kept and the files merged into it, the first one first. */
async function dossiersDe(ctx: Context, personneId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from personne where ${personneId}::uuid in (id, fusionnee_dans) order by fusionnee_dans is not null, id`.execute(
    ctx.db,
  )
  return rows.map(r => r.id)
}

/**
 * All that each domain gives to the person of what it keeps on her, in the order of the registry; empty sections left out. `adresse`: her
 * confidential address too.
 */
export async function donneesPortees(
  ctx: Context,
  personneId: string,
  { adresse = false, liens = LIENS }: { adresse?: boolean; liens?: readonly Lien[] } = {},
): Promise<SectionPortee[]> {
  const ids = await dossiersDe(ctx, personneId)
  const sections: SectionPortee[] = []
  for (const { table, portabilite } of liens) {
    if (!portabilite) continue
    const lignes = await portabilite.lire(ctx, { ids, adresse })
    if (lignes.length > 0) sections.push({ table, titre: portabilite.titre, lignes })
  }
  return sections
}
