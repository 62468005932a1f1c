import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unMonde } from '../maison/essai-monde.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { maCoIntervention } from './ma-co-intervention.ts'
import type { mesCoInterventions } from './mes-co-interventions.ts'

const essai = unEssai()

test('un champ confié avant que le rôle soit retiré ne revient pas avec un autre champ', async () => {
  const { personneId, dedans } = await unMonde(essai)
  const co = dedans['co-intervenant']
  const lire = () => co.appeler<typeof maCoIntervention>('GET /co-interventions/:personneId', { personneId })
  const avant = (await lire()).json.champs.map(c => c.champ)
  await essai.base.commun.updateTable('session').set({ expireLe: '2026-01-01T00:00:00Z' }).execute()
  // Taken back, then given again two days later.
  essai.now = '2025-03-12T09:00:00Z'
  const habilitations = essai.base.territoire('59').updateTable('habilitation')
  await habilitations.set({ debut: '2025-03-12' }).where('agentId', '=', co.id).execute()
  const champ = avant.includes('langue') ? 'budget' : 'langue'
  const demande = { id: uuidv7(), personneId, agentId: co.id, champ }
  expect((await dedans.referent.brut('POST /personnes/:personneId/groupe-suivi', demande)).status).toBe(200)
  expect((await lire()).json.champs.map(c => c.champ)).toEqual([champ])
  const liste = await co.appeler<typeof mesCoInterventions>('GET /co-interventions', {})
  expect(liste.json.personnes.map(p => p.champs)).toEqual([[champ]])
})
