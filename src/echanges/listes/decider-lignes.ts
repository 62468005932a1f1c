import { sql } from 'kysely'
import { z } from 'zod'
import { recitLignesDecidees } from '../../import/import.recits.ts'
import { noterDecisions } from '../../import/imports.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import { useCase } from '../../socle/use-case.ts'
import { decideDesPersonnes } from '../doutes/doute.queries.ts'
import { parleDePersonnes, QUI_DECIDE } from '../doutes/doute.ts'
import { importDeListe } from './import-de-liste.queries.ts'

const MAX = 500

/**
 * Keeps what a human decided of doubtful lines of a list (E5): whose file it is, or a new person; null takes a choice back. Used by
 * the next simulation or application, as long as the file chosen is still one of the candidates of its line. Answers how many
 * lines are decided. Refuses (conflict) an import already applied, a line that is not in doubt, a creation by a list that only completes.
 */
export const deciderLignes = useCase(
  {
    route: 'PUT /imports/:importId/decisions',
    summary: 'Décider de qui parlent les lignes douteuses d’une liste',
    permission: 'import.gerer',
    input: z.object({
      importId: z.uuid(),
      decisions: z
        .array(
          z.object({
            ligne: z.number().int().min(1),
            choix: z.union([z.uuid(), z.literal('nouvelle')]).nullable(),
          }),
        )
        .min(1)
        .max(MAX),
    }),
    output: z.object({ decidees: z.number() }),
  },
  async (ctx, { importId, decisions }) => {
    const recu = await importDeListe(ctx, importId)
    if (recu.statut !== 'a-verifier')
      throw new Refusal(
        'conflict',
        'import-deja-parti',
        'Cet import n’attend plus de vérification : ses lignes ne se décident plus. Déposez de nouveau les lignes restées à décider.',
      )
    if (recu.genre !== 'personnes' && recu.genre !== 'structures' && decisions.some(d => d.choix === 'nouvelle'))
      throw new Refusal(
        'conflict',
        'liste-sans-creation',
        'Cette liste ne crée personne : elle complète des dossiers connus. Choisissez un des dossiers proposés, ou laissez la ligne de côté.',
      )
    if (parleDePersonnes(recu.genre) && !decideDesPersonnes(ctx))
      throw new Refusal('forbidden', 'decision-sur-personnes', QUI_DECIDE)
    const numeros = decisions.flatMap(d => (d.choix === null ? [] : [d.ligne]))
    const { rows: connues } = await sql<{ ligne: number }>`
      select ligne from import_ligne where import_id = ${importId} and ligne = any(${numeros}) and resultat = 'a-decider'
      union select d.key::int from import i, jsonb_each(i.options -> 'decisions') d where i.id = ${importId}`.execute(
      ctx.db,
    )
    const decidables = new Set(connues.map(l => l.ligne))
    const autre = numeros.find(n => !decidables.has(n))
    if (autre !== undefined)
      throw new Refusal(
        'conflict',
        'ligne-sans-doute',
        `La ligne ${autre} n’attend pas de décision : simulez de nouveau la liste pour voir où elle en est.`,
      )
    const choix = Object.fromEntries(decisions.map(d => [d.ligne, d.choix]))
    const decidees = await noterDecisions(ctx, importId, choix)
    await ctx.record({ objet: 'import', id: importId }, recitLignesDecidees, {
      apres: { lignes: decisions.map(d => d.ligne), decidees },
    })
    return { decidees }
  },
)
