import { sql } from 'kysely'
import { ADAPTATEURS } from '../../adaptateurs.ts'
import type { Context } from '../../socle/use-case.ts'
import { aucunCompte, type ComptesLignes, type LigneImport, type RapportImport, type ResultatLigne } from '../import.ts'
import { nommerLigne } from './nommer-ligne.ts'
import { noterRapport } from './tard.queries.ts'

/** How many lines did what. */
export async function compterLignes(ctx: Context, importId: string): Promise<ComptesLignes> {
  const { rows } = await sql<{ resultat: ResultatLigne; n: number }>`
    select resultat, count(*)::int as n from import_ligne where import_id = ${importId} group by 1`.execute(ctx.db)
  return { ...aucunCompte(), ...Object.fromEntries(rows.map(r => [r.resultat, r.n])) }
}

/** Counts the lines of an applied file again, some having been decided since: its report says of these what they became. */
export async function recompter(ctx: Context, importId: string, decidees: readonly LigneImport[]): Promise<void> {
  const { genre, rapport } = (await ctx.db
    .selectFrom('import')
    .select(['genre', 'rapport'])
    .where('id', '=', importId)
    .executeTakeFirstOrThrow()) as { genre: string; rapport: RapportImport | null }
  const adaptateur = ADAPTATEURS.find(a => a.genre === genre)
  if (!rapport || !adaptateur?.recompter) return
  const ou = new Set(decidees.map(l => nommerLigne(genre, l.ligne)))
  const gardees = rapport.anomalies.filter(a => a.ou === null || !ou.has(a.ou))
  const dites = decidees.flatMap(l => l.motifs.map(m => ({ ou: nommerLigne(genre, l.ligne), ...m })))
  await noterRapport(ctx, importId, {
    ...adaptateur.recompter(rapport, await compterLignes(ctx, importId)),
    anomalies: [...gardees, ...dites],
    anomaliesTotal: rapport.anomaliesTotal - (rapport.anomalies.length - gardees.length) + dites.length,
  })
}
