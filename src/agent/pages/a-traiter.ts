import type { Agent } from './lire-agent.ts'

/** Named by a file, with no account yet. */
export const estACompleter = (a: Agent): boolean => a.aCompleter && !a.desactiveLe
/** An account that opens nothing any more: to be closed, or given a role. */
export const estSansRole = (a: Agent): boolean => !a.aCompleter && !a.desactiveLe && a.habilitations.length === 0

/** Sent a link that doesn't serve any more, or never left: they can't sign in. */
export const estARelancer = (a: Agent): boolean =>
  !a.aCompleter &&
  !a.desactiveLe &&
  a.habilitations.length > 0 &&
  a.compte !== 'ouvert' &&
  (a.compte !== 'invite' || a.envoi?.etat === 'echoue')

/** The agents that ask for something, by what they ask. */
export const ranger = (agents: readonly Agent[]): { aCompleter: Agent[]; sansRole: Agent[]; aRelancer: Agent[] } => ({
  aCompleter: agents.filter(estACompleter),
  sansRole: agents.filter(estSansRole),
  aRelancer: agents.filter(estARelancer),
})
