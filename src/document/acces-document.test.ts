import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { documentsDe } from './documents-de.ts'
import { deposerParEcran, examiner, unPdf } from './essai-documents.ts'

const essai = unEssai()

/** A person followed by a référent of one structure; the second référent is of another. */
async function uneEquipe() {
  const [ici, ailleurs] = [await essai.uneStructure(), await essai.uneStructure()]
  const [referent, collegue, second, charge, autreCharge] = [
    await essai.unAgent('referent', { structureId: ici }),
    await essai.unAgent('responsable-equipe', { structureId: ici }),
    await essai.unAgent('referent', { structureId: ailleurs }),
    await essai.unAgent('charge-orientation'),
    await essai.unAgent('charge-orientation'),
  ]
  const personneId = await unSuiviDans(essai, referent, {
    ...{ nom: 'ESSAI-SUIVIE', debut: '2025-01-10', coReferentId: second.id },
  })
  return { personneId, agents: { referent, collegue, second, charge, autreCharge } }
}

/** Who of them sees it in the list, and opens it. */
async function lecteurs({ personneId, agents }: Awaited<ReturnType<typeof uneEquipe>>, documentId: string) {
  const voient: string[] = []
  for (const [nom, agent] of Object.entries(agents)) {
    const { json } = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
    const vu = json.documents.some(d => d.id === documentId)
    const { status } = await agent.brut('GET /documents/:documentId/contenu', { documentId })
    expect([nom, status]).toEqual([nom, vu ? 200 : 404])
    const { status: lectures } = await agent.brut('GET /documents/:documentId/lectures', { documentId })
    expect([nom, lectures]).toEqual([nom, vu ? 200 : 404])
    if (vu) voient.push(nom)
  }
  return voient
}

test.each([
  ['partage', 'second', ['referent', 'collegue', 'second', 'charge', 'autreCharge']],
  ['structure', 'collegue', ['referent', 'collegue']],
  ['structure', 'second', ['second']],
  ['structure', 'charge', ['charge', 'autreCharge']],
  ['reserve', 'collegue', ['referent', 'collegue']],
  ['reserve', 'charge', ['referent', 'charge']],
  ['reserve', 'referent', ['referent']],
] as const)(
  '« %s », déposé par %s, s’ouvre à %j, et n’existe pas pour les autres',
  async (confidentialite, qui, attendus) => {
    const equipe = await uneEquipe()
    const { id } = await deposerParEcran(equipe.agents[qui], equipe.personneId, unPdf(), { confidentialite })
    await examiner(essai)
    expect(await lecteurs(equipe, id)).toEqual(attendus)
  },
)

test('qui ne voit pas un document ne le retire ni ne le remet', async () => {
  const { personneId, agents } = await uneEquipe()
  const { id: documentId } = await deposerParEcran(agents.referent, personneId, unPdf(), { confidentialite: 'reserve' })
  await examiner(essai)
  const retirer = (agent: Navigateur) =>
    agent.brut('POST /documents/:documentId/retrait', { documentId, motif: 'erreur' }).then(r => r.status)
  const remettre = (agent: Navigateur) =>
    agent.brut('POST /documents/:documentId/remise', { documentId }).then(r => r.status)
  expect([await retirer(agents.charge), await retirer(agents.referent)]).toEqual([404, 200])
  expect([await remettre(agents.charge), await remettre(agents.referent)]).toEqual([404, 200])
})

test('qui a déposé un document corrige ce qu’il est et qui l’ouvre ; un autre, non', async () => {
  const equipe = await uneEquipe()
  const { personneId, agents } = equipe
  const { id: documentId } = await deposerParEcran(agents.charge, personneId, unPdf())
  await examiner(essai)
  const corriger = (agent: Navigateur, confidentialite = 'reserve') =>
    agent.brut('PUT /documents/:documentId', { documentId, type: 'sante', titre: ' ', confidentialite })
  expect((await corriger(agents.collegue)).json.code).toBe('document-d-autrui')
  expect((await corriger(agents.charge)).status).toBe(200)
  expect((await corriger(agents.charge)).status).toBe(200)
  expect(await lecteurs(equipe, documentId)).toEqual(['referent', 'charge'])
  expect((await corriger(agents.second)).status).toBe(404)
  const { rows } = await essai.base
    .poolTerritoire('59')
    .query(`select avant, apres from evenement where type = 'document-modifie'`)
  expect(rows).toEqual([
    {
      avant: { documentId, type: 'cv', confidentialite: 'partage' },
      apres: { documentId, confidentialite: 'reserve' },
    },
  ])
})

test('un document annoncé ne reçoit d’octets que de qui l’a annoncé', async () => {
  const { personneId, agents } = await uneEquipe()
  const id = uuidv7()
  await agents.referent.brut('POST /personnes/:personneId/documents', {
    ...{ id, personneId, nom: 'a.pdf', type: 'cv', confidentialite: 'partage', taille: 9 },
  })
  const envoi = { documentId: id, debut: 0, octets: Buffer.from('%PDF-1.7\n') }
  expect((await agents.collegue.brut('PUT /documents/:documentId/contenu', envoi)).status).toBe(404)
  expect((await agents.referent.brut('PUT /documents/:documentId/contenu', envoi)).status).toBe(200)
})

test('le double d’un document qu’on ne voit pas n’est pas dit', async () => {
  const { personneId, agents } = await uneEquipe()
  const pdf = unPdf()
  await deposerParEcran(agents.referent, personneId, pdf, { confidentialite: 'reserve' })
  expect(await deposerParEcran(agents.charge, personneId, pdf)).toMatchObject({ etat: 'examen', refus: null })
})

test('l’ancien référent lit ce qui était là de son temps, pas ce qui est venu après', async () => {
  essai.now = '2025-03-10T20:00:00Z'
  const { personneId, agents } = await uneEquipe()
  const deposer = () => deposerParEcran(agents.charge, personneId, unPdf(uuidv7()))
  const avant = await deposer()
  await examiner(essai)
  await essai.base
    .territoire('59')
    .updateTable('accompagnement')
    .set({ fin: '2025-03-10', finMotif: 'changement' })
    .execute()
  essai.now = '2025-03-11T04:00:00Z'
  const apres = await deposer()
  await examiner(essai)
  const ouvrir = (documentId: string) =>
    agents.referent.brut('GET /documents/:documentId/contenu', { documentId }).then(r => r.status)
  expect([await ouvrir(avant.id), await ouvrir(apres.id)]).toEqual([200, 404])
  expect((await deposerParEcran(agents.referent, personneId, unPdf())).status).toBe(403)
})
