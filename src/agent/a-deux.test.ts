import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'

// Two agents at the same moment: whoever comes second is refused. Several times, since the first one isn't always the same.
const FOIS = 8
const essai = unEssai()

test('un référent n’est pas désactivé pendant qu’on oriente vers lui', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  const admin = await essai.unAgent('administrateur')
  await unDiagnostic(agent, personne.id)
  const statuts: number[][] = []
  for (let n = 0; n < FOIS; n++) {
    const referent = await essai.unAgent('referent', { structureId, nom: `ESSAI-${n}` })
    const motif = `essai ${n}`
    const deux = await Promise.all([
      agent.brut(ORIENTER, demande({ ...plateau, referent }, { motif })),
      admin.brut('POST /agents/:agentId/desactivation', { agentId: referent.id }),
    ])
    statuts.push(deux.map(r => r.status))
  }
  expect(statuts.filter(([a, b]) => a === 200 && b === 200)).toEqual([])
  expect(statuts.flat().filter(s => s >= 500)).toEqual([])
})

test('une structure ne ferme pas pendant qu’on y donne un rôle', async () => {
  const admin = await essai.unAgent('administrateur')
  const { id: agentId } = await essai.unAgent('pilote')
  const statuts: number[][] = []
  for (let n = 0; n < FOIS; n++) {
    const structureId = await essai.uneStructure()
    const deux = await Promise.all([
      admin.brut('POST /structures/:structureId/fermeture', { structureId }),
      admin.brut('POST /agents/:agentId/habilitations', { agentId, id: uuidv7(), role: 'referent', structureId }),
    ])
    statuts.push(deux.map(r => r.status))
  }
  expect(statuts.filter(([a, b]) => a === 200 && b === 200)).toEqual([])
  expect(statuts.flat().filter(s => s >= 500)).toEqual([])
})
