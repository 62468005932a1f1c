import { oublierSessions } from './agent/session/session.queries.ts'
import { type Essai, SANS_FIN } from './essai.ts'

/** Sessions end without activity, and in ten hours: those open now don't, for tests that walk through days. */
export async function sessionsSansFin(essai: Pick<Essai, 'base'>): Promise<void> {
  await essai.base.commun.updateTable('session').set({ dernierUsageLe: SANS_FIN, expireLe: SANS_FIN }).execute()
  oublierSessions(essai.base)
}
