import { noterRapport } from '../../import/doutes/tard.queries.ts'
import type { LigneImport, RapportImport } from '../../import/import.ts'
import type { Context } from '../../socle/use-case.ts'
import type { GenreListe } from '../listes/champs/liste.ts'
import { direResultat, enComptes } from '../listes/champs/phrases.ts'
import { compterLignes } from '../listes/import-de-liste.queries.ts'

/** Counts the lines of an applied list again, some having been decided since: its report says of these what they became. */
export async function recompter(ctx: Context, importId: string, decidees: readonly LigneImport[]): Promise<void> {
  const { genre, rapport } = (await ctx.db
    .selectFrom('import')
    .select(['genre', 'rapport'])
    .where('id', '=', importId)
    .executeTakeFirstOrThrow()) as { genre: GenreListe; rapport: RapportImport | null }
  if (!rapport) return
  const comptes = await compterLignes(ctx, importId)
  const ou = new Set(decidees.map(l => `ligne ${l.ligne}`))
  const gardees = rapport.anomalies.filter(a => a.ou === null || !ou.has(a.ou))
  const dites = decidees.flatMap(l => l.motifs.map(m => ({ ou: `ligne ${l.ligne}`, ...m })))
  await noterRapport(ctx, importId, {
    resume: direResultat(genre, comptes, false),
    comptes: enComptes(comptes),
    anomalies: [...gardees, ...dites],
    anomaliesTotal: rapport.anomaliesTotal - (rapport.anomalies.length - gardees.length) + dites.length,
  })
}
