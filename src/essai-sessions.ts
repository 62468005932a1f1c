import { oublierSessions } from './agent/session/session.queries.ts'
import type { Essai } from './essai.ts'

/** Sessions end without activity, and in ten hours: those open now don't, for tests that walk through days. */
export async function sessionsSansFin(essai: Pick<Essai, 'base'>): Promise<void> {
  const loin = '2099-01-01T00:00:00Z'
  await essai.base.commun.updateTable('session').set({ dernierUsageLe: loin, expireLe: loin }).execute()
  oublierSessions(essai.base)
}
