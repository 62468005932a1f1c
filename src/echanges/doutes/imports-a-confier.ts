import { sql } from 'kysely'
import { z } from 'zod'
import { importTenu } from '../../import/depot/contenu.ts'
import { A_DOUTES } from '../../import/import.ts'
import { useCase } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'

/** The applied files whose lines about persons wait without having been entrusted to anybody, the first to be erased first. */
export const importsAConfier = useCase(
  {
    route: 'GET /imports/a-confier',
    summary: 'Lister les fichiers appliqués dont des lignes à décider ne sont confiées à personne',
    permission: 'import.gerer',
    input: z.object({}),
    output: z.object({
      aujourdhui: z.iso.date(),
      imports: z.array(
        z.object({
          id: z.uuid(),
          numero: z.number(),
          fichier: z.string(),
          genre: z.enum(A_DOUTES),
          /** Lines that wait and aren't entrusted. */
          lignes: z.number(),
          /** Last day (YYYY-MM-DD) before what they say is erased. */
          jusquau: z.iso.date(),
        }),
      ),
    }),
  },
  async ctx => {
    const jours = await parametre(ctx, 'import.conservation-jours')
    const { rows } = await sql<{
      id: string
      numero: number
      fichier: string
      genre: (typeof A_DOUTES)[number]
      lignes: number
      jusquau: string
    }>`
      select i.id, i.numero, i.fichier, i.genre, count(*)::int as lignes,
        (i.fin_le::date + ${jours}::int) as jusquau
      from import_doute d join import i on i.id = d.import_id and i.statut = 'applique' and i.genre <> 'structures'
      where d.decide_le is null and d.confie_le is null and ${importTenu(ctx)}
      group by i.numero order by i.fin_le, i.numero`.execute(ctx.db)
    return { aujourdhui: ctx.today, imports: rows }
  },
)
