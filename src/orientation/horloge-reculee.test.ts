import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { cloreLeDossier, rouvrirLeDossier } from './essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from './essai-orientation.ts'

const essai = unEssai()

test('l’horloge du serveur est reculée d’une heure et demie : ce qui suit une orientation se fait, et rien ne finit avant d’avoir commencé', async () => {
  essai.now = '2025-03-10T10:00:00Z'
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  const personneId = personne.id
  const { id: referentId } = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  await unDiagnostic(agent, personneId)
  const statuts = [(await agent.brut(ORIENTER, demande(plateau))).status]
  essai.now = '2025-03-10T08:30:00Z'
  const designer = { id: uuidv7(), personneId, referentId }
  statuts.push((await agent.brut('POST /personnes/:personneId/referents', designer)).status)
  statuts.push((await unDiagnostic(agent, personneId)).status)
  const motif = 'Choix fait avec elle.'
  statuts.push((await agent.brut(ORIENTER, demande(plateau, { dominante: 'equilibre', motif }))).status)
  statuts.push((await cloreLeDossier(agent, personneId, {})).status)
  statuts.push((await rouvrirLeDossier(agent, personneId)).status)
  expect(statuts).toEqual([200, 200, 200, 200, 200, 200])
  for (const table of ['orientation', 'accompagnement'] as const) {
    const periodes = await essai.base.territoire('59').selectFrom(table).select(['debut', 'fin']).execute()
    expect(periodes.filter(p => p.fin !== null && p.fin < p.debut)).toEqual([])
  }
  await exigerEcheancesJustes(essai)
})
