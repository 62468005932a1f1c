import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Essai, Navigateur } from '../../essai.ts'
import { tenirEcheancesDe } from '../../essai-echeances.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../../orientation/essai-orientation.ts'
import { AUCUNE } from '../../precaution/precaution.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { Devenir } from './releve.ts'

/** Somebody else may hear what is left on their telephone. */
export async function sansMessage(essai: Essai, personneId: string): Promise<void> {
  const db = essai.base.territoire('59')
  await db.updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', personneId).execute()
  await db
    .insertInto('precaution')
    .values({ personneId, ...AUCUNE, sansMessage: true, majLe: essai.now })
    .execute()
}

export const PRENDRE = 'POST /personnes/:personneId/rendez-vous'
export const REPORT = 'POST /rendez-vous/:rendezVousId/report'
export const avecId = (personneId: string, agentId: string, debut: string) => ({
  ...{ id: uuidv7(), personneId, agentId, debut, objet: 'suivi' },
})
export const dit = ({ status, json }: { status: number; json: unknown }) => [status, (json as { code?: string }).code]
export const lire = async (agent: Navigateur, personneId: string) =>
  (await agent.brut('GET /personnes/:personneId', { personneId })).status

/** The 10th of March: a person followed by ROUET, who gave her an appointment on the 10th of April; SUIVANT is to take over. */
export async function unRendezVousAPasser(essai: Essai) {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent, structureId } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  await sessionsSansFin(essai)
  const pris = { ...avecId(personne.id, referent.id, '2025-04-10T09:30'), lieu: '12 rue Exemple, Tourcoing' }
  expect((await referent.brut(PRENDRE, pris)).status).toBe(200)
  const relayer = (rendezVous: Record<string, Devenir> = {}, suite: Record<string, unknown> = {}) => {
    const id = uuidv7()
    const envoi = { id, personneId: personne.id, referentId: suivant.id, rendezVous, ...suite }
    return agent.brut('POST /personnes/:personneId/referents', envoi).then(r => ({ ...r, id }))
  }
  const enBase = () =>
    essai.base
      .territoire('59')
      .selectFrom('rendezVous')
      .select(['id', 'agentId', 'debut', 'issue', 'releve'])
      .where('personneId', '=', personne.id)
      .orderBy(sql`issue is null, debut`)
      .execute()
  const echeances = async () => {
    await tenirEcheancesDe(essai, personne.id)
    return essai.base
      .territoire('59')
      .selectFrom('echeance')
      .select(['agentId', 'pour'])
      .where('genre', '=', 'releve')
      .execute()
  }
  return { ...plateau, suivant, pris, relayer, enBase, echeances }
}
