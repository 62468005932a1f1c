import { z } from 'zod'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { changeEntreTemps } from '../territoire/vu.queries.ts'
import { recitRoleDonne, recitRoleRetire } from './agent.recits.ts'
import { agentVerrouille, exigerAutreAdministrateur, exigerSuivisTransmis } from './agents.queries.ts'
import { cloreHabilitations, dejaDonnee, finirAvecLesRoles, ouvrirHabilitation } from './habilitation.queries.ts'
import { DemandeHabilitation } from './habilitation.ts'
import { traits } from './roles.ts'
import { fermerSessionsDuRole } from './session/sessions-ouvertes.queries.ts'

/**
 * Gives an agent a role; `remplace` closes another one in the same act (another sector, cap or structure): history keeps both.
 * Refuses a deactivated agent, a role already open, a replacement that would leave persons or the territory without anybody.
 */
export const donnerRole = useCase(
  {
    route: 'POST /agents/:agentId/habilitations',
    summary: 'Donner un rôle à un agent',
    permission: 'territoire.administrer',
    input: DemandeHabilitation.extend({ agentId: z.uuid(), remplace: z.uuid().nullable().default(null) }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { agentId, remplace, ...demande }) => {
    const agent = await agentVerrouille(ctx, agentId)
    if (agent.desactiveLe) {
      throw new Refusal(
        'conflict',
        'agent-desactive',
        'Le compte de cet agent est désactivé. Créez de nouveau l’agent avec la même adresse pour le reprendre.',
      )
    }
    if (await dejaDonnee(ctx, agentId, demande.id, remplace)) return { id: demande.id }
    const ancien = remplace ? await habilitationOuverte(ctx, agentId, remplace) : null
    // Replaced by another meanwhile: the agent would hold both.
    if (remplace && !ancien)
      throw await changeEntreTemps(ctx, {
        sujet: { objet: 'agent', id: agentId },
        recits: [recitRoleDonne, recitRoleRetire],
      })
    const tenuSansFin = ancien?.role === demande.role && ancien.structureId === demande.structureId
    if (ancien) await clore(ctx, { ...ancien, suivisGardes: tenuSansFin, administre: administre(demande.role) })
    await ouvrirHabilitation(ctx, agentId, demande, tenuSansFin ? { depuis: ancien.depuis, avant: ancien } : {})
    if (ancien) {
      await finirAvecLesRoles(ctx, agentId)
      await fermerSessionsDuRole(ctx, ancien.id)
    }
    return { id: demande.id }
  },
)

/** Takes a role back from today on, what hung on it ends. Refuses to leave persons without référent, or nobody to administer. */
export const retirerRole = useCase(
  {
    route: 'POST /agents/:agentId/habilitations/:habilitationId/cloture',
    summary: 'Retirer un rôle à un agent',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid(), habilitationId: z.uuid() }),
    output: z.object({ id: z.uuid() }),
  },
  async (ctx, { agentId, habilitationId }) => {
    await agentVerrouille(ctx, agentId)
    const habilitation = await habilitationOuverte(ctx, agentId, habilitationId)
    if (habilitation) {
      await clore(ctx, habilitation)
      await finirAvecLesRoles(ctx, agentId)
      await fermerSessionsDuRole(ctx, habilitationId)
    }
    return { id: habilitationId }
  },
)

type Habilitation = {
  id: string
  agentId: string
  role: string
  structureId: string | null
  equipeId: string | null
  secteur: string[] | null
  plafond: number | null
  depuis: string
}

/** The role if it still runs, null if it was closed already (replay). Refuses one that isn't this agent's. */
async function habilitationOuverte(ctx: Context, agentId: string, id: string): Promise<Habilitation | null> {
  const habilitation = await ctx.db
    .selectFrom('habilitation')
    .select(['id', 'agentId', 'role', 'structureId', 'equipeId', 'secteur', 'plafond', 'depuis', 'fin'])
    .where('id', '=', id)
    .where('agentId', '=', agentId)
    .executeTakeFirst()
  if (!habilitation)
    throw new Refusal('not-found', 'role-inconnu', 'Cet agent n’a pas ce rôle. Rechargez la liste des agents.')
  return habilitation.fin ? null : habilitation
}

const suit = (role: string) => traits(role)?.portefeuille === 'le-sien'
const administre = (role: string) => traits(role)?.permissions.includes('territoire.administrer') === true

async function clore(
  ctx: Context,
  {
    id,
    agentId,
    role,
    structureId,
    ...sauf
  }: Pick<Habilitation, 'id' | 'agentId' | 'role' | 'structureId'> & { suivisGardes?: boolean; administre?: boolean },
): Promise<void> {
  if (suit(role) && !sauf.suivisGardes) await exigerSuivisTransmis(ctx, agentId, structureId)
  if (administre(role) && !sauf.administre) await exigerAutreAdministrateur(ctx, [id])
  await cloreHabilitations(ctx, [id])
}
