import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { avisDe } from '../avis/essai-avis.ts'
import { toutLeDossier } from '../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { accorderEcheances } from './accorder-echeances.job.ts'
import { aConfier } from './essai-confier.ts'
import type { mesEcheances } from './mes-echeances.ts'
import { rappelerEcheances } from './rappeler-echeances.job.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** What the agent reads that they have to do, by name. */
const aFaire = async (agent: Navigateur): Promise<string[]> => {
  const { json } = await agent.appeler<typeof mesEcheances>('GET /echeances', {})
  const { confiees: _, ...miennes } = json.listes
  return Object.values(miennes).flatMap(l => l?.lignes.map(({ nom }) => nom) ?? [])
}
const confier = async (de: Navigateur, personneId: string, agentId: string) =>
  (await aConfier(essai, personneId)).confier(de, agentId)
const passer = async (job: typeof accorderEcheances | typeof rappelerEcheances, instant: string) => {
  essai.now = instant
  await sonner(essai, job)
  expect(await travaillerUneFois(essai, [job])).toEqual([])
}

async function deux() {
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const awa = await essai.unAgent('referent', { nom: 'NAVETTE', structureId: marc.structureId as string })
  await sessionsSansFin(essai)
  return { marc, awa }
}

test('ce qui fut confié à un second référent qui ne l’est plus revient aussitôt au référent, et le fil le dit', async () => {
  const { marc, awa } = await deux()
  const histoire = { nom: 'ESSAI-RENDUE', debut: '2025-03-03', coReferentId: awa.id }
  const personneId = await unSuiviDans(essai, marc, histoire)
  await confier(marc, personneId, awa.id)
  expect([await aFaire(marc), await aFaire(awa)]).toEqual([[], ['ESSAI-RENDUE']])
  await db().updateTable('accompagnement').set({ coReferentId: null }).execute()
  await tenirEcheancesDe(essai, personneId)
  expect([await aFaire(marc), await aFaire(awa)]).toEqual([['ESSAI-RENDUE'], []])
  const { evenements } = await toutLeDossier(marc, personneId)
  expect(evenements.lignes[0]?.titre).toMatch(/^Repris.*premier contact/)
})

test('ce qui fut confié à qui n’avait qu’un rendez-vous revient au référent la nuit qui suit', async () => {
  const { marc, awa } = await deux()
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-RENDEZ-VOUS', debut: '2025-03-03' })
  expect((await prendre(marc, personneId, { debut: '2025-03-11T10:00', agentId: awa.id })).status).toBe(200)
  await db().updateTable('echeance').set({ prevuLe: null }).where('genre', '=', 'premier-contact').execute()
  await confier(marc, personneId, awa.id)
  expect(await aFaire(marc)).toEqual([])
  await passer(accorderEcheances, '2025-03-13T02:30:00Z')
  expect([await aFaire(marc), await aFaire(awa)]).toEqual([['ESSAI-RENDEZ-VOUS'], []])
})

test('le rappel dit à un collègue qui rend la main est dit à qui elle revient', async () => {
  const { marc, awa } = await deux()
  const histoire = { nom: 'ESSAI-RAPPEL', debut: '2025-03-03', coReferentId: awa.id }
  const personneId = await unSuiviDans(essai, marc, histoire)
  essai.now = '2025-03-06T09:00:00Z'
  await confier(marc, personneId, awa.id)
  await passer(rappelerEcheances, '2025-03-08T05:00:00Z')
  expect((await avisDe(awa))[0]).toMatch(/Au plus tard le 10 mars/)
  await db().updateTable('accompagnement').set({ coReferentId: null }).execute()
  await tenirEcheancesDe(essai, personneId)
  await passer(rappelerEcheances, '2025-03-09T05:00:00Z')
  expect(await avisDe(marc)).toEqual([
    expect.stringMatching(/ESSAI-RAPPEL.*Au plus tard le 10 mars/),
    expect.stringMatching(/ESSAI-RAPPEL.*De nouveau à faire par vous/),
  ])
})

test('le rappel déjà dit à l’ancien référent est dit au nouveau', async () => {
  const { marc, awa } = await deux()
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-RELAIS', debut: '2025-03-03' })
  await passer(rappelerEcheances, '2025-03-08T05:00:00Z')
  await db().updateTable('accompagnement').set({ referentId: awa.id }).execute()
  await tenirEcheancesDe(essai, personneId)
  await passer(rappelerEcheances, '2025-03-09T05:00:00Z')
  expect(await avisDe(awa)).toEqual([expect.stringMatching(/ESSAI-RELAIS.*Au plus tard le 10 mars/)])
  expect(await avisDe(marc)).toEqual([])
})

test('confié le jour du terme, le rappel déjà dit au référent est dit au collègue', async () => {
  const { marc, awa } = await deux()
  const histoire = { nom: 'ESSAI-CONFIEE', debut: '2025-03-03', coReferentId: awa.id }
  const personneId = await unSuiviDans(essai, marc, histoire)
  await passer(rappelerEcheances, '2025-03-08T05:00:00Z')
  await confier(marc, personneId, awa.id)
  await passer(rappelerEcheances, '2025-03-09T05:00:00Z')
  expect(await avisDe(awa)).toEqual([
    expect.stringMatching(/Au plus tard le 10 mars/),
    expect.stringMatching(/On vous confie/),
  ])
})

test('ce qui fut confié à un agent dont le rôle est retiré revient aussitôt, et le fil le dit', async () => {
  const { marc } = await deux()
  const ines = await essai.unAgent('responsable-equipe', { structureId: marc.structureId as string })
  const admin = await essai.unAgent('administrateur')
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-RETIREE', debut: '2025-03-03' })
  await confier(marc, personneId, ines.id)
  expect(await aFaire(marc)).toEqual([])
  const { id: agentId, habilitationId } = ines
  const retrait = { agentId, habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  expect(await aFaire(marc)).toEqual(['ESSAI-RETIREE'])
  const { evenements } = await toutLeDossier(marc, personneId)
  expect(evenements.lignes[0]?.titre).toMatch(/^Repris.*premier contact/)
})

test('repris à un collègue déjà prévenu, le rappel est dit à qui reprend', async () => {
  const { marc, awa } = await deux()
  const histoire = { nom: 'ESSAI-REPRISE', debut: '2025-03-03', coReferentId: awa.id }
  const personneId = await unSuiviDans(essai, marc, histoire)
  const due = await aConfier(essai, personneId)
  await due.confier(marc, awa.id)
  await passer(rappelerEcheances, '2025-03-10T05:00:00Z')
  expect([await avisDe(marc), (await avisDe(awa)).length]).toEqual([[], 2])
  await due.reprendre(marc)
  await passer(rappelerEcheances, '2025-03-11T05:00:00Z')
  expect(await avisDe(marc)).toEqual([expect.stringMatching(/^Camille ESSAI-REPRISE · Prendre le premier contact/)])
})
