import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { exigerVus, Vus } from '../../territoire/vu.queries.ts'
import { recitEquipeModifiee } from '../offre.recits.ts'
import { DescriptionEquipe } from './equipe.ts'
import { antenneDe, equipeVerrouillee, exigerNomLibre } from './equipes.queries.ts'

/** Names a team again, or moves it to another place of its structure. Refuses a closed one, a name taken, another's place. */
export const modifierEquipe = useCase(
  {
    route: 'PUT /equipes/:equipeId',
    summary: 'Modifier une équipe',
    permission: 'territoire.administrer',
    input: DescriptionEquipe.extend({ equipeId: z.uuid(), vu: Vus }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { equipeId: id, vu, nom, antenneId }) => {
    const equipe = await equipeVerrouillee(ctx, id)
    if (equipe.fermeeLe)
      throw new Refusal(
        'conflict',
        'equipe-fermee',
        'Cette équipe est fermée : elle ne se modifie plus. Ajoutez-en une autre à la structure.',
      )
    if (equipe.nom === nom && equipe.antenneId === antenneId) return { id }
    const { structureId } = equipe
    await exigerVus(ctx, vu, equipe, {
      sujet: { objet: 'structure', id: structureId },
      recits: [recitEquipeModifiee],
      ou: { equipeId: id },
    })
    await exigerNomLibre(ctx, 'equipe', { id, structureId, nom })
    const antenne = await antenneDe(ctx, structureId, antenneId)
    await ctx.db.updateTable('equipe').set({ nom, antenneId }).where('id', '=', id).execute()
    await ctx.record({ objet: 'structure', id: structureId }, recitEquipeModifiee, {
      avant: { equipeId: id, nom: equipe.nom, antenne: equipe.antenne },
      apres: { equipeId: id, nom, antenne },
    })
    return { id }
  },
)
