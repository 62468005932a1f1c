import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
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

const RETIRER = 'POST /agents/:agentId/habilitations/:habilitationId/cloture'

test('un second n’est pas désigné pendant qu’on lui retire son dernier rôle, et personne n’a de panne', async () => {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent, structureId } = plateau
  const admin = await essai.unAgent('administrateur')
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau, { accompagnementGlobal: true }))).status).toBe(200)
  const vus: unknown[] = []
  for (let n = 0; n < FOIS; n++) {
    const { id: coReferentId, habilitationId } = await essai.unAgent('referent', { nom: 'SECOND' })
    const designer = (referentId: string) =>
      agent.brut('POST /personnes/:personneId/referents', {
        ...{ id: uuidv7(), personneId: personne.id, referentId, coReferentId },
      })
    const [un, deux] = n % 2 ? [referent.id, autre.id] : [autre.id, referent.id]
    expect((await designer(un)).status).toBe(200)
    const ensemble = [designer(deux), admin.brut(RETIRER, { agentId: coReferentId, habilitationId })]
    const statuts = (await Promise.all(ensemble)).map(r => r.status)
    const seconds = await essai.base
      .territoire('59')
      .selectFrom('accompagnement')
      .select('coReferentId')
      .where('coReferentId', '=', coReferentId)
      .where('fin', 'is', null)
      .execute()
    vus.push([statuts.some(s => s >= 500), statuts[1] === 200 && seconds.length > 0])
  }
  expect(vus).toEqual(vus.map(() => [false, false]))
})

test('un champ n’est pas confié pendant qu’on retire le rôle de co-intervenant', async () => {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const restes: number[] = []
  for (let n = 0; n < FOIS; n++) {
    const { id: agentId, habilitationId } = await essai.unAgent('co-intervenant')
    const [retrait] = await Promise.all([
      admin.brut(RETIRER, { agentId, habilitationId }),
      charge.brut('POST /personnes/:personneId/groupe-suivi', { personneId, id: uuidv7(), agentId, champ: 'logement' }),
    ])
    expect(retrait.status).toBe(200)
    const membres = essai.base.territoire('59').selectFrom('membreSuivi').select('id').where('agentId', '=', agentId)
    restes.push((await membres.where('fin', 'is', null).execute()).length)
  }
  expect(restes).toEqual(restes.map(() => 0))
})
