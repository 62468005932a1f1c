import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { recitAgentCree } from '../agent.recits.ts'
import { ouvrirHabilitation } from '../habilitation.queries.ts'
import { ROLE_DE_SUIVI } from '../roles.ts'

const AGENT_DESACTIVE = 'cet agent est désactivé : l’administrateur peut le rouvrir'

const JAMAIS_REFERENT =
  'cet agent a un compte et n’est pas référent : l’administrateur lui donne ce rôle, puis importez de nouveau cette ligne'

const REFERENT_A_NOMMER =
  'cet agent a un compte sans être référent de cette structure : l’administrateur lui donne ce rôle'

/**
 * Why a file gives nothing to the agent of an address, or null: their account was closed. The agents of these addresses are kept as
 * they are until the end.
 */
export async function agentsDesactives(
  ctx: Context,
  courriels: readonly string[],
): Promise<(courriel: string) => string | null> {
  const agents = await ctx.db
    .selectFrom('agent')
    .select('courriel')
    .where(eb => eb('courriel', '=', eb.fn.any(eb.val(courriels))))
    .select('desactiveLe')
    .forShare()
    .execute()
  const partis = new Set(agents.filter(a => a.desactiveLe !== null).map(a => a.courriel))
  return courriel => (partis.has(courriel) ? AGENT_DESACTIVE : null)
}

/**
 * Why a list of follow-ups may not give persons of a structure (its name) to the agent of an address, or null: their account is
 * closed, that role was taken back from them there, they have an account without that role anywhere, or who brings the list has some
 * communes only (`partout`: false) and would give it to somebody who has an account, themselves for one.
 */
export async function referentsEmpeches(
  ctx: Context,
  courriels: readonly string[],
  partout: boolean,
): Promise<(courriel: string, structure: string) => string | null> {
  const desactive = await agentsDesactives(ctx, courriels)
  const { rows } = await sql<{ courriel: string; compte: boolean; structure: string | null; ouvert: boolean | null }>`
    select a.courriel, not a.a_completer as compte, lower(s.nom) as structure, bool_or(h.id is not null and h.fin is null) as ouvert
    from agent a left join habilitation h on h.agent_id = a.id and h.role = ${ROLE_DE_SUIVI} left join structure s on s.id = h.structure_id
      and s.fermee_le is null
    where a.courriel = any(${courriels}) group by a.courriel, a.a_completer, lower(s.nom)`.execute(ctx.db)
  const connus = Map.groupBy(rows, r => r.courriel)
  return (courriel, structure) => {
    const parti = desactive(courriel)
    if (parti) return parti
    const roles = connus.get(courriel) ?? []
    const ici = roles.find(r => r.structure === structure.toLowerCase())
    if (ici?.ouvert) return null
    if (ici) return 'l’administrateur a retiré à cet agent le rôle de référent dans cette structure'
    if (!roles.some(r => r.compte)) return null
    if (!partout) return REFERENT_A_NOMMER
    return roles.some(r => r.ouvert) ? null : JAMAIS_REFERENT
  }
}

/**
 * The agent of this address as référent of this structure; unknown, they are created « à compléter », with no account: the
 * administrator gives one. The name is guessed from the address until then. Not for an address of `referentsEmpeches`.
 */
export async function assurerReferent(ctx: Context, courriel: string, structureId: string): Promise<string> {
  const connu = await ctx.db.selectFrom('agent').select('id').where('courriel', '=', courriel).executeTakeFirst()
  const id = connu?.id ?? uuidv7()
  if (!connu) {
    const [prenom = '', nom = ''] = (courriel.split('@')[0] ?? '').split('.')
    const agent = {
      courriel,
      nom: (nom || prenom).toUpperCase(),
      prenom: nom ? prenom.charAt(0).toUpperCase() + prenom.slice(1) : '',
      aCompleter: true,
    }
    await ctx.db
      .insertInto('agent')
      .values({ id, ...agent })
      .execute()
    await ctx.record({ objet: 'agent', id }, recitAgentCree, { apres: agent })
  }
  const habilitation = await ctx.db
    .selectFrom('habilitation')
    .select('id')
    .where('agentId', '=', id)
    .where('role', '=', ROLE_DE_SUIVI)
    .where('structureId', '=', structureId)
    .where('fin', 'is', null)
    .executeTakeFirst()
  if (!habilitation)
    await ouvrirHabilitation(ctx, id, {
      id: uuidv7(),
      role: ROLE_DE_SUIVI,
      structureId,
      equipeId: null,
      secteur: null,
      plafond: null,
    })
  return id
}
