import { sql } from 'kysely'
import { z } from 'zod'
import { exigerLecture } from '../agent/lecture-apres.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { MODELES } from './modeles.ts'

const Courrier = z.object({
  id: z.uuid(),
  modele: z.string(),
  titre: z.string(),
  editeLe: z.string(),
  editePar: z.string(),
  /** Envelopes to post: 2 when a copy goes to who protects the person. */
  exemplaires: z.int(),
})

/** The letters of a person, latest first. */
export const courriersDe = useCase(
  {
    route: 'GET /personnes/:personneId/courriers',
    summary: 'Courriers d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.array(Courrier),
  },
  async (ctx, { personneId }) => {
    const jusqua = await exigerLecture(ctx, personneId)
    const lignes = await ctx.db
      .selectFrom('courrier as c')
      .leftJoin('agent as a', 'a.id', 'c.editePar')
      .select(['c.id', 'c.modele', 'c.editeLe', 'c.exemplaires', 'a.prenom', 'a.nom'])
      .where('c.personneId', '=', personneId)
      .$if(jusqua !== null, q => q.where(sql`c.edite_le::date`, '<=', jusqua))
      .orderBy('c.editeLe', 'desc')
      .execute()
    return lignes.map(({ prenom, nom, ...c }) => ({
      ...c,
      titre: c.modele in MODELES ? MODELES[c.modele as keyof typeof MODELES] : c.modele,
      editePar: nom ? `${prenom} ${nom}` : 'Filrouge',
    }))
  },
)
