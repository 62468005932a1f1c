import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { exigerCommunes } from '../../territoire/decoupage.queries.ts'
import { exigerVus, Vus } from '../../territoire/vu.queries.ts'
import { recitAntenneModifiee } from '../offre.recits.ts'
import { DescriptionAntenne } from './equipe.ts'
import { antenneVerrouillee, exigerNomLibre } from './equipes.queries.ts'

/** Names or describes a place again. Refuses a closed one, a name taken in the structure, a commune of elsewhere. */
export const modifierAntenne = useCase(
  {
    route: 'PUT /antennes/:antenneId',
    summary: 'Modifier une antenne',
    permission: 'territoire.administrer',
    input: DescriptionAntenne.extend({ antenneId: z.uuid(), vu: Vus }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { antenneId: id, vu, ...description }) => {
    const antenne = await antenneVerrouillee(ctx, id)
    if (antenne.fermeeLe)
      throw new Refusal(
        'conflict',
        'antenne-fermee',
        'Cette antenne est fermée : elle ne se modifie plus. Ajoutez-en une autre à la structure.',
      )
    const cles = ['nom', 'adresse', 'codeInsee', 'telephone', 'accesSansMarche'] as const
    if (cles.every(cle => antenne[cle] === description[cle])) return { id }
    await exigerVus(ctx, vu, antenne, {
      sujet: { objet: 'structure', id: antenne.structureId },
      recits: [recitAntenneModifiee],
      ou: { antenneId: id },
    })
    await exigerNomLibre(ctx, 'antenne', { ...antenne, ...description })
    exigerCommunes(ctx.territoire.code, description.codeInsee ? [description.codeInsee] : null, 'codeInsee')
    await ctx.db.updateTable('antenne').set(description).where('id', '=', id).execute()
    await ctx.record({ objet: 'structure', id: antenne.structureId }, recitAntenneModifiee, {
      avant: antenne,
      apres: { ...description, antenneId: id },
    })
    return { id }
  },
)
