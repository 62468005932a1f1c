import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { Dominante } from '../../offre/dominante.ts'
import { manques, Organisme } from '../../offre/structure.ts'
import { useCase } from '../../socle/use-case.ts'
import { placesDesStructures, referentsDesStructures } from './places.queries.ts'
import { PlacesDeStructure } from './places.ts'

const Structure = z.object({
  id: z.uuid(),
  nom: z.string(),
  organisme: Organisme,
  dominantes: z.array(Dominante),
  publics: z.array(z.enum(['jeune', 'rqth', 'independant', 'artiste'])),
  communes: z.array(z.string()).nullable(),
  adresse: z.string().nullable(),
  telephone: z.string().nullable(),
  courriel: z.string().nullable(),
  capacite: z.number().int().nullable(),
  accesSansMarche: z.boolean().nullable(),
  /** Created by an import, never reviewed. */
  aCompleter: z.boolean(),
  /** What is missing, in words. */
  manques: z.array(z.string()),
  fermeeLe: z.string().nullable(),
  ...PlacesDeStructure.shape,
  agents: z.number().int(),
  /** Persons followed or oriented there: as long as there are some, it isn't closed. */
  personnes: z.number().int(),
})

/** The structures of the territory with how many persons they follow and agents they have; those to complete first. One query. */
export const structures = useCase(
  {
    route: 'GET /structures',
    summary: 'Les structures du territoire',
    permission: 'structure.lire',
    input: z.object({}),
    output: z.object({ structures: z.array(Structure) }),
  },
  async ctx => {
    const toutes = sql<SqlBool>`true`
    const { rows } = await sql<Omit<z.infer<typeof Structure>, 'manques'>>`
      select s.id, s.nom, s.organisme, s.dominantes, s.publics, s.communes, s.adresse, s.telephone, s.courriel, s.capacite,
        s.acces_sans_marche, s.a_completer, s.fermee_le, p.suivis, p.veille, p.attente, p.total, p.libres,
        coalesce(h.n, 0) as agents, p.suivis + p.veille + p.attente as personnes
      from structure s
      join (with referent as materialized (${referentsDesStructures(ctx, toutes)})
        ${placesDesStructures(toutes, sql`select * from referent`)}) p on p.structure_id = s.id
      left join (select structure_id, count(distinct agent_id) as n from habilitation where fin is null group by structure_id) h
        on h.structure_id = s.id
      order by s.fermee_le is not null, not s.a_completer, s.nom`.execute(ctx.db)
    return { structures: rows.map(s => ({ ...s, manques: manques(s) })) }
  },
)
