import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { demander } from './demander-import.queries.ts'
import { importIntrouvable, importTenu, voitTout } from './depot/contenu.ts'
import { genreInterdit } from './depot/genre-permis.ts'
import { A_CONFIRMER, estListe } from './genres.ts'
import { type Genre, StatutImport } from './import.ts'

const input = z.object({
  importId: z.uuid(),
  /** Applies a flow older than the last one all the same. */
  force: z.boolean().optional(),
  /** Why it is held (`refus.message`), as who sees the whole territory read it: applies it all the same, if that is still so. */
  confirme: z.string().max(20_000).optional(),
})
const output = z.object({ statut: StatutImport })

/**
 * Applies a file that waits, in the background: `GET /imports/:importId` tells how far it is. Asked twice: same answer. Refuses (conflict)
 * another demand than the one that waits, or was applied; (forbidden) a confirmation by who doesn't see the whole territory, a partner's
 * key that forces.
 */
export const appliquerImport = useCase(
  {
    route: 'POST /imports/:importId/application',
    summary: 'Appliquer un import',
    permission: 'import.deposer',
    partner: true,
    input,
    output,
  },
  (ctx, demande) => lancer(ctx, demande, false),
)

/** Applies a file and takes it all back at once: the report says what would happen. */
export const simulerImport = useCase(
  {
    route: 'POST /imports/:importId/simulation',
    summary: 'Simuler un import, sans rien changer',
    permission: 'import.gerer',
    input,
    output,
  },
  (ctx, demande) => lancer(ctx, demande, true),
)

async function lancer(
  ctx: Context,
  { importId, force: forcer = false, confirme: lu }: z.output<typeof input>,
  simulation: boolean,
) {
  const confirme = lu !== undefined
  if (confirme && !voitTout(ctx))
    throw new Refusal(
      'forbidden',
      'confirmation-reservee',
      'Ce flux change tant de dossiers que seul quelqu’un qui voit tout le territoire peut le confirmer. Prévenez-le.',
    )
  const demande = await ctx.db
    .selectFrom('import')
    .select(['statut', 'simulation', 'genre', 'options', 'refus', 'contenuEffaceLe'])
    .where('id', '=', importId)
    .where(importTenu(ctx))
    .forUpdate()
    .executeTakeFirst()
  if (!demande) throw importIntrouvable()
  const interdit = genreInterdit(ctx, demande.genre as Genre | null)
  if (interdit) throw new Refusal('forbidden', interdit.code, interdit.message)
  if (forcer && ctx.agent.genre === 'logiciel')
    throw new Refusal(
      'forbidden',
      'force-reservee',
      'Une clé n’applique pas un fichier malgré son refus\u00a0: un agent en décide, sur la page de cet import.',
    )
  const statut = demande.statut as StatutImport
  const options = demande.options as Record<string, unknown>
  // What was forced before it waited to be confirmed still is, and nothing else.
  const refus = demande.refus as { code?: string; message?: string } | null
  const tenu = refus?.code === A_CONFIRMER
  const force = forcer || ((confirme || (simulation && tenu)) && options.force === true)
  const laMeme =
    demande.simulation === simulation &&
    (options.force === true) === force &&
    (typeof options.vu === 'string') === confirme
  if (['en-attente', 'en-cours', 'applique'].includes(statut) && laMeme) return { statut }
  if (confirme && statut === 'a-verifier' && (!tenu || refus.message !== lu))
    throw new Refusal(
      'conflict',
      'chiffres-changes',
      tenu
        ? 'Ce que ce fichier change n’est plus ce que vous avez lu\u00a0: relisez-le, puis confirmez. Rien n’a changé.'
        : 'Ce fichier n’attend pas d’être confirmé\u00a0: appliquez-le. Rien n’a changé.',
    )
  if (statut === 'en-attente' || statut === 'en-cours')
    throw new Refusal(
      'conflict',
      'import-deja-demande',
      'Cet import est déjà parti, demandé autrement. Attendez qu’il ait fini, puis refaites votre demande.',
    )
  if (statut === 'depot')
    throw new Refusal('conflict', 'depot-incomplet', 'Le fichier n’est pas arrivé en entier : reprenez son envoi.')
  if (statut === 'applique' || statut === 'annule')
    throw new Refusal(
      'conflict',
      'import-deja-traite',
      'Cet import a déjà été traité. Pour passer de nouveau son fichier, choisissez « Rejouer ».',
    )
  if (demande.contenuEffaceLe)
    throw new Refusal('conflict', 'contenu-efface', 'Le contenu de ce fichier a été effacé : déposez-le de nouveau.')
  if (demande.genre === null || (estListe(demande.genre) && !('correspondance' in options)))
    throw new Refusal(
      'conflict',
      'colonnes-a-choisir',
      'Dites d’abord ce que contient chaque colonne de ce tableau, sur la page « Correspondance des colonnes ».',
    )
  await demander(ctx, importId, { force, vu: lu ?? null }, simulation)
  return { statut: 'en-attente' as const }
}
