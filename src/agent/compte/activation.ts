import { z } from 'zod'
import type { Acteur } from '../../socle/acteur.ts'
import { dansTransaction } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import type { Recit } from '../../socle/recit.ts'
import { publicRoute } from '../../socle/route.ts'
import type { Context } from '../../socle/use-case.ts'
import { recitInvitationDeclinee } from '../agent.recits.ts'
import { adresseInventee } from '../demo.ts'
import { premierRole, sansHabilitation } from '../session/places.queries.ts'
import { type Lien, lienOuvert, servirLien } from './lien-compte.queries.ts'
import { cedeParCeLien, lienFini, pasUneInvitation } from './lien-compte.ts'

/** What follows the sign # in the address of a link. Sent in a body, which nothing writes down. */
export const Jeton = z.object({ jeton: z.string().min(1).max(100) })

/** The agent of a territory that a link is for. */
export type AgentDuLien = {
  id: string
  nom: string
  prenom: string
  territoire: { code: string; nom: string; demo: boolean }
}

/** For whom a link is; null of one that belongs to no territory. Refuses one whose agent isn't there, or not any more. */
export async function agentDuLien(
  base: Base,
  lien: Pick<Lien, 'territoire' | 'agentId' | 'courriel'>,
): Promise<AgentDuLien | null> {
  if (!lien.territoire || !lien.agentId) return null
  const territoire = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .where('code', '=', lien.territoire)
    .executeTakeFirstOrThrow()
  const agent = await base
    .territoire(lien.territoire)
    .selectFrom('agent')
    .select(['id', 'nom', 'prenom'])
    .where('id', '=', lien.agentId)
    .where('courriel', '=', lien.courriel)
    .where('desactiveLe', 'is', null)
    .executeTakeFirst()
  // What anybody may do in the demo opens nothing to a real address.
  if (!agent || (territoire.demo && !adresseInventee(lien.courriel))) throw lienFini('revoque')
  return { ...agent, territoire }
}

/** Refuses to open an account that would open nothing: the link goes on waiting. */
export async function exigerUnRole(base: Base, { id, territoire }: AgentDuLien, now: string): Promise<void> {
  if (!(await premierRole(base, { territoire: territoire.code, agentId: id }, now))) throw sansHabilitation()
}

/** Writes what an agent did of their account, in their name. */
export async function noterDe(
  base: Base,
  { id, nom, prenom, territoire }: AgentDuLien,
  quoi: Recit<z.ZodObject, 'agent'> | ((ctx: Context) => Promise<void>),
  now: string,
): Promise<void> {
  const role = { role: null, structureId: null, equipeId: null, secteur: null }
  const agent: Acteur = { genre: 'agent', id, nom: `${prenom} ${nom}`, ...role }
  await dansTransaction(base, { agent, territoire, now }, ctx =>
    typeof quoi === 'function' ? quoi(ctx) : ctx.record({ objet: 'agent', id }, quoi, { apres: {} }),
  )
}

/**
 * What a link opens, for its page. Nothing is used up: software that looks at mail may follow it. Whether the address has an account
 * already is told to who received the link there, never of one that was handed over.
 */
export const lireLien = publicRoute(
  {
    route: 'POST /activation/lien',
    summary: 'Ce qu’ouvre un lien',
    input: Jeton,
    output: z.object({
      genre: z.enum(['activation', 'oubli']),
      courriel: z.string(),
      prenom: z.string().nullable(),
      nom: z.string().nullable(),
      territoire: z.string().nullable(),
      compte: z.enum(['a-creer', 'existant', 'non-dit']),
      /** Its account was opened without a proof of this address: who never opened it may, in its place (`jamaisOuvert`). */
      cede: z.boolean(),
      /** It opens again, to who had an account in this territory; nothing is said of elsewhere. */
      reinitialise: z.boolean(),
    }),
  },
  async ({ base, now }, { jeton }) => {
    const lien = await lienOuvert(base, jeton, now)
    const agent = await agentDuLien(base, lien)
    const connu = await base.commun
      .selectFrom('identite as i')
      .innerJoin('acces as a', 'a.identiteId', 'i.id')
      .select('i.adresseProuvee')
      .where('i.courriel', '=', lien.courriel)
      .executeTakeFirst()
    return {
      genre: lien.genre as 'activation' | 'oubli',
      courriel: lien.courriel,
      prenom: agent?.prenom ?? null,
      nom: agent?.nom ?? null,
      territoire: agent?.territoire.nom ?? null,
      reinitialise: lien.reinitialise,
      cede: cedeParCeLien(lien) && connu?.adresseProuvee === false,
      compte: lien.montre ? ('non-dit' as const) : connu ? ('existant' as const) : ('a-creer' as const),
    }
  },
)

/** Says no to a territory: no account opens there. Refuses a link that no longer serves, and that of a reset: nobody is invited by it. */
export const declinerInvitation = publicRoute(
  {
    route: 'POST /activation/refus',
    summary: 'Décliner une invitation',
    input: Jeton,
    output: z.object({ decline: z.literal(true) }),
  },
  async ({ base, now }, { jeton }) => {
    const lien = await lienOuvert(base, jeton, now)
    const agent = await agentDuLien(base, lien)
    if (!agent) throw lienFini('revoque')
    if (lien.reinitialise) throw pasUneInvitation()
    await servirLien(base.commun, lien, 'decline', now)
    await noterDe(base, agent, recitInvitationDeclinee, now)
    return { decline: true as const }
  },
)
