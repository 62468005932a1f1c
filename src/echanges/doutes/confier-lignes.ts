import { sql } from 'kysely'
import { z } from 'zod'
import { habilitationEnCours } from '../../agent/en-cours.queries.ts'
import { rolesQui } from '../../agent/roles.ts'
import { importIntrouvable, importTenu } from '../../import/depot/contenu.ts'
import { recitLignesConfiees } from '../../import/import.recits.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { dansPerimetre } from './doute.queries.ts'
import { parleDePersonnes } from './doute.ts'

/**
 * Entrusts the lines of an applied list that wait to those who may read names and whose scope holds their candidates: they find them in
 * their day, and are told once. A line that nobody's scope holds stays to be entrusted. Asked again: only those not entrusted yet. Refuses
 * (conflict) when nobody could decide any of them.
 */
export const confierLignes = useCase(
  {
    route: 'POST /imports/:importId/doutes/remise',
    summary: 'Confier les lignes à décider d’une liste aux chargés d’orientation',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid() }),
    output: z.object({
      confiees: z.number(),
      /** Agents who may decide one of them at least. */
      agents: z.number(),
      /** Lines that nobody's scope holds: they wait for somebody to have that role. */
      sansPersonne: z.number(),
    }),
  },
  async (ctx, { importId }) => {
    const demande = await ctx.db
      .selectFrom('import')
      .select(['numero', 'fichier', 'genre', 'statut'])
      .where('id', '=', importId)
      .where(importTenu(ctx))
      .forUpdate()
      .executeTakeFirst()
    if (!demande) throw importIntrouvable()
    if (demande.statut !== 'applique' || !parleDePersonnes(demande.genre))
      throw new Refusal(
        'conflict',
        'rien-a-confier',
        'Cet import n’a pas de ligne à confier : seules celles d’une liste de personnes, une fois appliquée, se confient.',
      )
    const { rows } = await sql<{ ligne: number }>`
      select ligne from import_doute where import_id = ${importId} and decide_le is null and confie_le is null`.execute(
      ctx.db,
    )
    const lignes = rows.map(r => r.ligne)
    if (lignes.length === 0) return { confiees: 0, agents: 0, sansPersonne: 0 }
    const { agents, vues } = await quiPeut(ctx, importId, lignes)
    if (agents.length === 0)
      throw new Refusal(
        'conflict',
        'personne-a-qui-confier',
        'Aucun chargé d’orientation ne voit les dossiers de ces lignes : donnez ce rôle à un agent dans « Agents », puis confiez-les.',
      )
    await sql`
      update import_doute set confie_le = ${ctx.now}::timestamptz, confie_nom = ${ctx.agent.nom}
      where import_id = ${importId} and ligne = any(${vues})`.execute(ctx.db)
    await ctx.record({ objet: 'import', id: importId }, recitLignesConfiees, {
      apres: { import: demande.numero, fichier: demande.fichier, lignes: vues.length, agents },
    })
    return { confiees: vues.length, agents: agents.length, sansPersonne: lignes.length - vues.length }
  },
)

/** The agents whose role decides of persons and whose scope holds one of these lines at least, and the lines they hold together. */
async function quiPeut(ctx: Context, importId: string, lignes: readonly number[]) {
  const { rows: tenants } = await sql<{ id: string; role: string; secteur: string[] | null }>`
    select h.agent_id as id, h.role, h.secteur from habilitation h join agent a on a.id = h.agent_id and a.desactive_le is null
    where h.role = any(${rolesQui('doublon.decider')}) and ${habilitationEnCours(ctx.today)}`.execute(ctx.db)
  const agents = new Set<string>()
  const vues = new Set<number>()
  for (const memes of Map.groupBy(tenants, t => JSON.stringify(t.secteur?.toSorted())).values()) {
    const [premier] = memes
    if (!premier) continue
    const { rows } = await sql<{ ligne: number }>`
      select d.ligne from import_doute d join import i on i.id = d.import_id
      where d.import_id = ${importId} and d.ligne = any(${[...lignes]}) and ${dansPerimetre({
        ...ctx,
        agent: { ...ctx.agent, genre: 'agent', ...premier },
      })}`.execute(ctx.db)
    if (rows.length) for (const { id } of memes) agents.add(id)
    for (const { ligne } of rows) vues.add(ligne)
  }
  return { agents: [...agents], vues: [...vues] }
}
