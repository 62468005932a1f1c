import { sql } from 'kysely'
import { z } from 'zod'
import { importIntrouvable, importTenu } from '../../import/depot/contenu.ts'
import { useCase } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { aDecider } from './doute.queries.ts'
import { parleDePersonnes } from './doute.ts'

const Bilan = z.object({
  /** Lines that wait. */
  attente: z.number(),
  /** Of these, those entrusted to who decides; by whom, and when last. */
  confiees: z.number(),
  confieNom: z.string().nullable(),
  confieLe: z.string().nullable(),
  /** Of these, those that who asks may decide. */
  aMoi: z.number(),
  decidees: z.number(),
  /** Last day (YYYY-MM-DD) before what they say is erased; null when none waits. */
  jusquau: z.iso.date().nullable(),
  /** They speak of persons, whose names are to be read. */
  personnes: z.boolean(),
  /** May who asks entrust those that wait? */
  confiable: z.boolean(),
})

/** What waits to be decided of an applied file, who was asked, and what who asks may do of it. Nobody is named. */
export const doutesImport = useCase(
  {
    route: 'GET /imports/:importId/doutes',
    summary: 'Compter les lignes à décider d’un fichier appliqué',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid() }),
    output: Bilan,
  },
  async (ctx, { importId }) => {
    const jours = await parametre(ctx, 'import.conservation-jours')
    const moi = aDecider(ctx, { tenues: true })
    const { rows } = await sql<Omit<z.infer<typeof Bilan>, 'personnes'> & { genre: string | null; tenu: boolean }>`
      select i.genre, ${importTenu(ctx)} as tenu,
        count(d.ligne) filter (where d.decide_le is null)::int as attente,
        count(d.ligne) filter (where d.decide_le is null and d.confie_le is not null)::int as confiees,
        (array_agg(d.confie_nom order by d.confie_le desc nulls last))[1] as confie_nom, max(d.confie_le) as confie_le,
        count(d.ligne) filter (where ${moi} or (d.decide_le is null and i.genre = 'structures' and ${importTenu(ctx)}))::int as a_moi,
        count(*) filter (where d.decision <> 'reprise')::int as decidees,
        case when count(d.ligne) filter (where d.decide_le is null) > 0
          then (i.fin_le::date + ${jours}::int) end as jusquau
      from import i left join import_doute d on d.import_id = i.id and i.statut = 'applique'
      where i.id = ${importId} group by i.numero`.execute(ctx.db)
    const [lu] = rows
    if (!lu) throw importIntrouvable()
    const { genre, tenu, ...bilan } = lu
    const personnes = parleDePersonnes(genre)
    return { ...bilan, personnes, confiable: tenu && personnes && bilan.attente > bilan.confiees }
  },
)
