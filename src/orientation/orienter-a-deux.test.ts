import { expect, test } from 'vitest'
import type { designerReferent } from '../accompagnement/designer-referent.ts'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { Input } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { demande, lePlateau, ORIENTER, type Plateau, unDiagnostic } from './essai-orientation.ts'
import type { orienter } from './orienter.ts'
import type { propositionPour } from './proposition.ts'

/** Two at once: what is replaced is what its author saw, or it is refused in words that tell who did what, and when. */
const essai = unEssai()

/** What the screen shows of her, and sends with the decision. */
async function voir(agent: Navigateur, personneId: string) {
  const { json } = await agent.appeler<typeof propositionPour>('GET /personnes/:personneId/proposition', { personneId })
  return { orientationId: json.enCours?.id ?? null, referentId: json.enCours?.referentId ?? null }
}
const orienterPar = (agent: Navigateur, plateau: Plateau, changements: Partial<Input<typeof orienter>>) =>
  agent.brut(ORIENTER, demande(plateau, { motif: 'Choix fait avec elle.', ...changements }))

test('deux agents orientent la même personne au même moment, quarante fois : un seul y parvient, l’autre sait qui', async () => {
  const plateau = await lePlateau(essai)
  const autre = await essai.unAgent('charge-orientation', { nom: 'DIALLO' })
  for (let n = 1; n <= 40; n++) {
    const personne = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
    const ici = { ...plateau, personne }
    const vu = await voir(plateau.agent, personne.id)
    const reponses = await Promise.all([plateau.agent, autre].map(agent => orienterPar(agent, ici, { vu })))
    expect(reponses.map(r => r.status).sort(), `essai ${n}`).toEqual([200, 409])
    expect(await compter(essai, 'orientation')).toBe(n)
    const refus = reponses.find(r => r.status === 409)
    expect(refus?.json.code).toBe('change-entre-temps')
    expect(refus?.json.detail).toMatch(
      /^Agent (ESSAI|DIALLO) a orienté la personne vers «\u00a0Maison de l’insertion\u00a0», aujourd’hui à\u00a010\u00a0h\. Regardez/,
    )
  }
})

test('qui a vu l’orientation en cours réoriente ; qui n’a pas vu le nouveau référent ne l’écrase pas', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent, structureId } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await orienterPar(agent, plateau, { vu: await voir(agent, personne.id) })).status).toBe(200)
  const vu = await voir(agent, personne.id)
  expect(vu.referentId).toBe(referent.id)
  essai.now = '2025-03-10T09:12:00Z'
  const { id: secondId } = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  const designer = { id: uuidv7(), personneId: personne.id, referentId: secondId, vu: { referentId: referent.id } }
  const DESIGNER = 'POST /personnes/:personneId/referents'
  expect((await agent.appeler<typeof designerReferent>(DESIGNER, designer)).status).toBe(200)
  // Sent again by a thin line, with what was seen before: what was done is answered.
  expect((await agent.appeler<typeof designerReferent>(DESIGNER, designer)).status).toBe(200)
  const tard = await orienterPar(agent, plateau, { vu })
  expect([tard.status, tard.json.detail]).toEqual([
    409,
    expect.stringContaining('Vous lui avez donné Agent SECOND pour référent, aujourd’hui à\u00a010\u00a0h\u00a012.'),
  ])
  expect((await agent.brut(DESIGNER, { ...designer, id: uuidv7(), referentId: referent.id })).status).toBe(409)
  expect((await orienterPar(agent, plateau, { vu: await voir(agent, personne.id) })).status).toBe(200)
})
