import { z } from 'zod'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { recitFusion } from '../personne.recits.ts'
import { reunir } from './deplacements.queries.ts'
import { paireATrancher } from './doublon.queries.ts'
import { ChoixFusion, empechementFusion, MESSAGES, StatutDoublon } from './doublon.ts'

/**
 * Makes one file of two (E5), each table by the rule of its domain (`liens`): what stays under its own id is read through
 * `fusionnee_dans`. Refused when a follow-up or a delay would be lost. Undone by `separerPersonnes`.
 */
export const fusionnerPersonnes = useCase(
  {
    route: 'POST /doublons/:doublonId/fusion',
    summary: 'Réunir deux dossiers de la même personne',
    permission: 'doublon.decider',
    input: z.object({ doublonId: z.uuid(), garder: z.uuid(), valeurs: ChoixFusion.default({}) }),
    output: z.object({ statut: StatutDoublon, personneId: z.uuid() }),
  },
  async (ctx, { doublonId, garder, valeurs }) => {
    const paire = await paireATrancher(ctx, doublonId)
    const garde = [paire.a, paire.b].find(d => d.id === garder)
    const absorbe = [paire.a, paire.b].find(d => d.id !== garder)
    if (!garde || !absorbe) throw new Refusal('invalid', 'dossier-hors-paire', MESSAGES['dossier-hors-paire'])
    if (paire.statut === 'fusionnees') {
      if (absorbe.fusionnee) return { statut: 'fusionnees' as const, personneId: garder }
      throw new Refusal('conflict', 'deja-tranche', MESSAGES['deja-tranche'])
    }
    const code = empechementFusion(garde, absorbe)
    if (code) throw new Refusal('conflict', code, MESSAGES[code])
    const deplacements = await reunir(ctx, { de: absorbe.id, vers: garder, choix: valeurs })
    await ctx.db
      .updateTable('doublon')
      .set({
        statut: 'fusionnees',
        decidePar: ctx.agent.id,
        decideLe: ctx.now,
        deplacements: JSON.stringify(deplacements),
      })
      .where('id', '=', doublonId)
      .execute()
    await ctx.record({ personne: garder }, recitFusion, {
      apres: { doublonId, absorbeId: absorbe.id, absorbe: { nom: absorbe.nom, prenom: absorbe.prenom } },
    })
    return { statut: 'fusionnees' as const, personneId: garder }
  },
)
