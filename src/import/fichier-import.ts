import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { z } from 'zod'
import { garderLectureAdresse } from '../precaution/lire-adresse.ts'
import { rawRoute } from '../socle/route.ts'
import type { Context } from '../socle/use-case.ts'
import { importIntrouvable, importTenu, sourceDe } from './depot/contenu.ts'
import { recitImportTelecharge } from './import.recits.ts'
import { Telechargement } from './import.ts'

/** A spreadsheet would run what is in it: opened by a double click, it is only read. */
const aLire = (nom: string) => (/\.txt$/i.test(nom) ? nom : `${nom}.txt`)

/**
 * The file of an import, as it came, for who brought it or sees the whole territory, with a reason: it tells of persons of everywhere. Of
 * those whom the import found and who keep where they live to themselves (rule A9), it is a reading of their address, told to them too.
 */
export const fichierImport = rawRoute(
  {
    route: 'GET /imports/:importId/fichier',
    summary: 'Télécharger le fichier d’un import',
    permission: 'import.gerer',
    enFlux: true,
    input: Telechargement.extend({ importId: z.uuid() }),
  },
  async (ctx, { importId, motif }) => {
    const tenu = await ctx.db
      .selectFrom('import')
      .select('id')
      .where('id', '=', importId)
      .where(importTenu(ctx))
      .executeTakeFirst()
    if (!tenu) throw importIntrouvable()
    const { fichier, octets } = await sourceDe(ctx, importId)
    await ctx.record({ objet: 'import', id: importId }, recitImportTelecharge, {
      apres: { quoi: 'fichier', fichier, motif },
    })
    for (const id of await couvertes(ctx, importId)) await garderLectureAdresse(ctx, id, { motif, id: importId })
    return {
      type: 'application/octet-stream',
      nom: aLire(fichier),
      contenu: Readable.from(octets()),
      telecharger: true,
    }
  },
)

/** Those whose address is covered, among the persons whom an import is known to tell of: by a line of its list, or by what it changed. */
async function couvertes(ctx: Context, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p
    where p.id in (
        select c.personne_id from precaution c where c.adresse_confidentielle
        union select m.personne_id from precaution c join membre d on d.personne_id = c.personne_id and d.fin is null
          join membre m on m.foyer_id = d.foyer_id and m.fin is null where c.adresse_confidentielle)
      and adresse_confidentielle(p.id)
      and (exists (select 1 from import_ligne l where l.import_id = ${importId} and l.personne_id = p.id)
        or exists (select 1 from evenement e where e.personne_id = p.id
          and e.import = (select numero from import where id = ${importId})))`.execute(ctx.db)
  return rows.map(r => r.id)
}
