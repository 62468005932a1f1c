import { FINS_DE_ROLE } from '../fins-de-role.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { exigerCommunes } from '../territoire/decoupage.queries.ts'
import { recitRoleDonne, recitRoleRetire } from './agent.recits.ts'
import { suivisEnCours } from './agents.queries.ts'
import { type DemandeHabilitation, equipeUtile, fautesHabilitation, plafondUtile } from './habilitation.ts'
import { ROLES, traits } from './roles.ts'

/** The role, at the same place, that another takes the place of. */
type AvantRole = { id: string; equipeId: string | null; secteur: string[] | null; plafond: number | null }

async function laisse(ctx: Context, { equipeId, secteur, plafond }: AvantRole) {
  const equipe = equipeId
    ? await ctx.db.selectFrom('equipe').select('nom').where('id', '=', equipeId).executeTakeFirst()
    : null
  return { equipe: equipe?.nom ?? null, secteur, plafond }
}

/**
 * Opens a role from today on. A replay with the same id changes nothing. Refuses a role without the structure it needs, a closed
 * structure or team, a sector outside the territory, and a role already open at the same place. What the role has no use for (team,
 * sector, cap) is dropped. `depuis`: since when it was held without interruption, where it takes the place of the same one.
 */
export async function ouvrirHabilitation(
  ctx: Context,
  agentId: string,
  demande: DemandeHabilitation,
  { depuis = ctx.now, avant }: { depuis?: string; avant?: AvantRole } = {},
): Promise<void> {
  if (await dejaDonnee(ctx, agentId, demande.id)) return
  const deja = await ctx.db
    .selectFrom('habilitation')
    .select(['role', 'structureId'])
    .where('agentId', '=', agentId)
    .where('fin', 'is', null)
    .execute()
  const [faute] = fautesHabilitation(demande)
  if (faute) throw new Refusal('invalid', 'structure-requise', faute.message, [faute])
  const structure = demande.structureId && (await structureOuverte(ctx, demande.structureId))
  const equipeId = equipeUtile(demande.role) ? demande.equipeId : null
  const equipe = equipeId && (await equipeOuverte(ctx, demande.structureId, equipeId))
  const secteur = ROLES[demande.role].secteur ? demande.secteur : null
  exigerCommunes(ctx.territoire.code, secteur, 'secteur')
  if (deja.some(h => h.role === demande.role && h.structureId === demande.structureId)) {
    throw new Refusal(
      'conflict',
      'role-deja-ouvert',
      'Cet agent a déjà ce rôle à cet endroit. Pour changer son équipe, son secteur ou son plafond, remplacez ce rôle.',
    )
  }
  const { id, role, structureId } = demande
  const plafond = plafondUtile(role) ? demande.plafond : null
  await ctx.db
    .insertInto('habilitation')
    .values({ id, agentId, role, structureId, equipeId, secteur, plafond, debut: ctx.today, depuis })
    .execute()
  await ctx.record({ objet: 'agent', id: agentId }, recitRoleDonne, {
    ...(avant ? { avant: { habilitationId: avant.id, role, structure, ...(await laisse(ctx, avant)) } } : {}),
    apres: { habilitationId: id, role, structure, equipe, secteur, plafond },
  })
}

/**
 * Gives the roles an administrator says to an agent that a list or an import had created: those it had opened are taken again at the
 * same place, or closed; but who follows persons stays their référent (rule A1).
 */
export async function donnerLesRolesDits(
  ctx: Context,
  agentId: string,
  demandes: readonly DemandeHabilitation[],
): Promise<void> {
  const ouverts = await ctx.db
    .selectFrom('habilitation')
    .select(['id', 'role', 'structureId', 'depuis'])
    .where('agentId', '=', agentId)
    .where('fin', 'is', null)
    .execute()
  const meme = (h: { role: string; structureId: string | null }) => (autre: typeof h) =>
    h.role === autre.role && h.structureId === autre.structureId
  const clos: string[] = []
  for (const ouvert of ouverts) {
    const suit = traits(ouvert.role)?.portefeuille === 'le-sien'
    const garde = !demandes.some(meme(ouvert)) && suit && (await suivisEnCours(ctx, agentId, ouvert.structureId)) > 0
    if (!garde) clos.push(ouvert.id)
  }
  await cloreHabilitations(ctx, clos)
  for (const demande of demandes)
    await ouvrirHabilitation(ctx, agentId, demande, { depuis: ouverts.find(meme(demande))?.depuis })
  await finirAvecLesRoles(ctx, agentId)
}

/**
 * Whether this agent was given this very role already (replay). Refuses (conflict) the id of a role of another agent, and one that
 * can't take the place of `remplace`: itself, or closed.
 */
export async function dejaDonnee(
  ctx: Context,
  agentId: string,
  id: string,
  remplace: string | null = null,
): Promise<boolean> {
  const connue = await ctx.db
    .selectFrom('habilitation')
    .select(['agentId', 'fin'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!connue) return false
  const reste = remplace === null || (connue.fin === null && id !== remplace)
  if (connue.agentId === agentId && reste) return true
  throw new Refusal(
    'conflict',
    'identifiant-pris',
    'Cet identifiant est déjà celui d’un autre rôle : prenez-en un nouveau.',
  )
}

/** The name of a structure where a role may be held, kept open until the end of the command. Refuses one that is closed or unknown. */
async function structureOuverte(ctx: Context, structureId: string): Promise<string> {
  const structure = await ctx.db
    .selectFrom('structure')
    .select('nom')
    .where('id', '=', structureId)
    .where('fermeeLe', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (structure) return structure.nom
  const message = 'Cette structure est fermée ou inconnue. Choisissez-en une dans la liste.'
  throw new Refusal('invalid', 'structure-inconnue', message, [{ champ: 'structureId', message }])
}

/** The name of a team of the structure, kept open until the end of the command. Refuses one that is closed or of elsewhere. */
async function equipeOuverte(ctx: Context, structureId: string | null, equipeId: string): Promise<string> {
  const equipe = await ctx.db
    .selectFrom('equipe')
    .select('nom')
    .where('id', '=', equipeId)
    .where('structureId', '=', structureId)
    .where('fermeeLe', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (equipe) return equipe.nom
  const message = 'Cette équipe est fermée, ou n’est pas de la structure choisie. Choisissez-en une dans la liste.'
  throw new Refusal('invalid', 'equipe-inconnue', message, [{ champ: 'equipeId', message }])
}

/** Ends what hung on the roles of an agent, and that those they hold now don't keep. */
export async function finirAvecLesRoles(ctx: Context, agentId: string): Promise<void> {
  for (const finir of FINS_DE_ROLE) await finir(ctx, agentId)
}

/** Closes roles from today on; what hung on them ends by `finirAvecLesRoles`. */
export async function cloreHabilitations(ctx: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const closes = await ctx.db
    .updateTable('habilitation')
    .set({ fin: ctx.today, closLe: ctx.now })
    .where('id', 'in', ids)
    .where('fin', 'is', null)
    .returning(['id', 'agentId', 'role', 'secteur', 'plafond'])
    .returning(eb =>
      eb
        .selectFrom('structure')
        .select('structure.nom')
        .whereRef('structure.id', '=', 'habilitation.structureId')
        .as('structure'),
    )
    .returning(eb =>
      eb.selectFrom('equipe').select('equipe.nom').whereRef('equipe.id', '=', 'habilitation.equipeId').as('equipe'),
    )
    .execute()
  for (const { id, agentId, ...tenu } of closes)
    await ctx.record({ objet: 'agent', id: agentId }, recitRoleRetire, { avant: { habilitationId: id, ...tenu } })
}
