import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'

const Antenne = z.object({
  id: z.uuid(),
  nom: z.string(),
  adresse: z.string().nullable(),
  codeInsee: z.string().nullable(),
  telephone: z.string().nullable(),
  accesSansMarche: z.boolean().nullable(),
})
const Equipe = z.object({
  id: z.uuid(),
  nom: z.string(),
  antenneId: z.uuid().nullable(),
  antenne: z.string().nullable(),
})
type Lieux = { antennes: z.infer<typeof Antenne>[]; equipes: z.infer<typeof Equipe>[] }

/** The open places and teams of a structure, by name. One query. */
export const lieux = useCase(
  {
    route: 'GET /structures/:structureId/lieux',
    summary: 'Les antennes et les équipes d’une structure',
    permission: 'structure.lire',
    input: z.object({ structureId: z.uuid() }),
    output: z.object({ antennes: z.array(Antenne), equipes: z.array(Equipe) }),
  },
  async (ctx, { structureId }) => {
    const { rows } = await sql<Lieux>`
      select coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'nom', a.nom, 'adresse', a.adresse, 'codeInsee', a.code_insee,
            'telephone', a.telephone,
            'accesSansMarche', a.acces_sans_marche) order by lower(a.nom))
          from antenne a where a.structure_id = ${structureId} and a.fermee_le is null), '[]') as antennes,
        coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'nom', e.nom, 'antenneId', a.id, 'antenne', a.nom) order by lower(e.nom))
          from equipe e left join antenne a on a.id = e.antenne_id
          where e.structure_id = ${structureId} and e.fermee_le is null), '[]') as equipes`.execute(ctx.db)
    return rows[0] ?? { antennes: [], equipes: [] }
  },
)
