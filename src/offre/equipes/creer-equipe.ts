import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { recitEquipeCreee } from '../offre.recits.ts'
import { DescriptionEquipe } from './equipe.ts'
import { antenneDe, exigerNomLibre, structureOuverte } from './equipes.queries.ts'

/** Opens a team of a structure. A replay changes nothing. Refuses a closed structure, a name taken there, another's place. */
export const creerEquipe = useCase(
  {
    route: 'POST /structures/:structureId/equipes',
    summary: 'Ajouter une équipe à une structure',
    permission: 'territoire.administrer',
    input: DescriptionEquipe.extend({ id: z.uuid(), structureId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, equipe) => {
    const { id, structureId, nom } = equipe
    const deja = await ctx.db.selectFrom('equipe').select('id').where('id', '=', id).executeTakeFirst()
    if (deja) return { id }
    await structureOuverte(ctx, structureId)
    await exigerNomLibre(ctx, 'equipe', equipe)
    const antenne = await antenneDe(ctx, structureId, equipe.antenneId)
    await ctx.db.insertInto('equipe').values(equipe).execute()
    await ctx.record({ objet: 'structure', id: structureId }, recitEquipeCreee, {
      apres: { equipeId: id, nom, antenne },
    })
    return { id }
  },
)
