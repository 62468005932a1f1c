import { expect } from 'vitest'
import type { Essai, Navigateur } from '../essai.ts'

const COLLEGUE = '/personnes/:personneId/echeances/:genre/:faitId/collegue'

/** Gives to a colleague, and takes back, the first contact due to a person, or what another clock asks. */
export async function aConfier(essai: Essai, personneId: string, genre = 'premier-contact') {
  const { objetId: faitId } = await essai.base
    .territoire('59')
    .selectFrom('echeance')
    .select('objetId')
    .where('genre', '=', genre)
    .where('personneId', '=', personneId)
    .executeTakeFirstOrThrow()
  const cle = { personneId, genre, faitId }
  return {
    confier: async (qui: Navigateur, agentId: string) =>
      expect((await qui.brut(`PUT ${COLLEGUE}`, { ...cle, agentId })).status).toBe(200),
    reprendre: async (qui: Navigateur) => expect((await qui.brut(`DELETE ${COLLEGUE}`, cle)).status).toBe(200),
  }
}
