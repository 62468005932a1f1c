import { sql } from 'kysely'
import { z } from 'zod'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { documentLu } from './documents.queries.ts'

/** How many openings are told, the last first. */
const MONTREES = 50

/** Who opened a document, and when: for who may open it too. */
export const lecteursDocument = useCase(
  {
    route: 'GET /documents/:documentId/lectures',
    summary: 'Qui a ouvert un document',
    permission: 'dossier.lire',
    input: z.object({ documentId: z.uuid() }),
    output: z.array(z.object({ agent: z.string(), role: z.string().nullable(), le: z.string() })),
  },
  async (ctx, { documentId }) => {
    const { personneId } = await documentLu(ctx, documentId)
    const { rows } = await sql<{ agent: string; role: string | null; le: string }>`
      select coalesce(a.nom, 'Filrouge') as agent, c.role, c.le from consultation c left join agent_nom a on a.id = c.acteur_id
      where c.objet_id = ${documentId} and c.quoi = 'document' order by c.le desc limit ${MONTREES}`.execute(ctx.db)
    await consulter(ctx, personneId, 'lectures')
    return rows
  },
)
