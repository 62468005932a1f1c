import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { exigerCommunes } from '../../territoire/decoupage.queries.ts'
import { recitAntenneCreee } from '../offre.recits.ts'
import { DescriptionAntenne } from './equipe.ts'
import { exigerNomLibre, structureOuverte } from './equipes.queries.ts'

/** Opens a place of a structure. A replay changes nothing. Refuses a closed structure, a name taken there, a commune of elsewhere. */
export const creerAntenne = useCase(
  {
    route: 'POST /structures/:structureId/antennes',
    summary: 'Ajouter une antenne à une structure',
    permission: 'territoire.administrer',
    input: DescriptionAntenne.extend({ id: z.uuid(), structureId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, antenne) => {
    const { id, structureId } = antenne
    const deja = await ctx.db.selectFrom('antenne').select('id').where('id', '=', id).executeTakeFirst()
    if (deja) return { id }
    await structureOuverte(ctx, structureId)
    await exigerNomLibre(ctx, 'antenne', antenne)
    exigerCommunes(ctx.territoire.code, antenne.codeInsee ? [antenne.codeInsee] : null, 'codeInsee')
    await ctx.db.insertInto('antenne').values(antenne).execute()
    await ctx.record({ objet: 'structure', id: structureId }, recitAntenneCreee, {
      apres: { ...antenne, antenneId: id },
    })
    return { id }
  },
)
