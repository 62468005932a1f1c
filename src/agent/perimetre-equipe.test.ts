import { describe, expect, test } from 'vitest'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uneAntenne, uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { donnerRole } from './agents-habilitations.ts'

const essai = unEssai()

/** A structure with two teams led, a référent in the first, and who leads the whole. */
async function deuxEquipes() {
  const structureId = await essai.uneStructure()
  const [a, b] = [
    await uneEquipe(essai, structureId, { nom: 'Équipe Chaîne' }),
    await uneEquipe(essai, structureId, { nom: 'Équipe Trame' }),
  ]
  const mener = (equipeId?: string) => essai.unAgent('responsable-equipe', { structureId, equipeId })
  return {
    structureId,
    a,
    b,
    chezA: await mener(a),
    chezB: await mener(b),
    partout: await mener(),
    ailleurs: await essai.unAgent('responsable-equipe'),
    referent: await essai.unAgent('referent', { structureId, equipeId: a, nom: 'CHAÎNIER' }),
  }
}
type Equipes = Awaited<ReturnType<typeof deuxEquipes>>

async function unePersonneOrientee({ structureId }: Equipes, referentId?: string): Promise<string> {
  const { id } = await unePersonne(essai)
  await unSuivi(essai, id, { debut: '2024-01-10', dominante: 'emploi', structureId, referentId })
  return id
}

/** Who opens the file, by the page and by a list: both must say the same. */
async function quiVoit({ chezA, chezB, partout, ailleurs }: Equipes, personneId: string) {
  const voit = async (agent: Navigateur) => {
    const { status } = await agent.brut('GET /personnes/:personneId', { personneId })
    const { json } = await agent.brut('POST /personnes/recherche', { q: 'ESSAI' })
    const listee = JSON.stringify(json).includes(personneId)
    expect(listee).toBe(status === 200)
    return listee
  }
  return { a: await voit(chezA), b: await voit(chezB), partout: await voit(partout), ailleurs: await voit(ailleurs) }
}

/** As an administrator changes a role: the former one is closed, the new one opened. */
async function changerEquipe(agent: Navigateur, structureId: string, equipeId: string | null) {
  const admin = await essai.unAgent('administrateur')
  const { status } = await admin.appeler<typeof donnerRole>('POST /agents/:agentId/habilitations', {
    agentId: agent.id,
    id: uuidv7(),
    role: 'referent',
    structureId,
    equipeId,
    remplace: agent.habilitationId,
  })
  expect(status).toBe(200)
}

const portefeuilleDe = async (agent: Navigateur, filtre = {}) =>
  (await agent.appeler<typeof portefeuille>('GET /portefeuille', filtre)).json

describe('le responsable d’une équipe', () => {
  test('voit ceux que suivent les référents de son équipe, pas ceux de l’autre', async () => {
    const equipes = await deuxEquipes()
    const id = await unePersonneOrientee(equipes, equipes.referent.id)
    expect(await quiVoit(equipes, id)).toEqual({ a: true, b: false, partout: true, ailleurs: false })
  })

  test('voit, comme les autres équipes, qui est orienté vers la structure et attend un référent', async () => {
    const equipes = await deuxEquipes()
    const id = await unePersonneOrientee(equipes)
    expect(await quiVoit(equipes, id)).toEqual({ a: true, b: true, partout: true, ailleurs: false })
  })

  test('retrouve les personnes du référent qui arrive, et ne voit plus celles du référent qui part', async () => {
    const equipes = await deuxEquipes()
    const id = await unePersonneOrientee(equipes, equipes.referent.id)
    await changerEquipe(equipes.referent, equipes.structureId, equipes.b)
    expect(await quiVoit(equipes, id)).toEqual({ a: false, b: true, partout: true, ailleurs: false })
  })

  test('retrouve, comme les autres équipes, qui n’a plus de référent et reste orienté vers la structure', async () => {
    const equipes = await deuxEquipes()
    const id = await unePersonneOrientee(equipes, equipes.referent.id)
    await essai.base.territoire('59').updateTable('accompagnement').set({ fin: '2025-03-01' }).execute()
    expect(await quiVoit(equipes, id)).toEqual({ a: true, b: true, partout: true, ailleurs: false })
  })

  test('ne voit pas ceux d’un référent sans équipe : ils sont aux responsables de la structure', async () => {
    const equipes = await deuxEquipes()
    const sansEquipe = await essai.unAgent('referent', { structureId: equipes.structureId })
    const id = await unePersonneOrientee(equipes, sansEquipe.id)
    expect(await quiVoit(equipes, id)).toEqual({ a: false, b: false, partout: true, ailleurs: false })
  })

  test('ne voit pas ceux qu’un autre responsable de son équipe suit comme référent d’une autre équipe', async () => {
    const equipes = await deuxEquipes()
    const meneur = await essai.unAgent('responsable-equipe', { structureId: equipes.structureId, equipeId: equipes.a })
    const db = essai.base.territoire('59')
    const { id: _, ...sienne } = await db
      .selectFrom('habilitation')
      .selectAll()
      .where('id', '=', meneur.habilitationId)
      .executeTakeFirstOrThrow()
    await db
      .insertInto('habilitation')
      .values({ ...sienne, id: uuidv7(), role: 'referent', equipeId: equipes.b })
      .execute()
    const id = await unePersonneOrientee(equipes, meneur.id)
    expect(await quiVoit(equipes, id)).toEqual({ a: false, b: true, partout: true, ailleurs: false })
  })

  test('d’une équipe fermée ne voit plus personne : ses personnes sont aux responsables de la structure', async () => {
    const equipes = await deuxEquipes()
    const admin = await essai.unAgent('administrateur')
    const id = await unePersonneOrientee(equipes, equipes.referent.id)
    const fermer = () => admin.brut('POST /equipes/:equipeId/fermeture', { equipeId: equipes.a })
    expect((await fermer()).status).toBe(409)
    await changerEquipe(equipes.referent, equipes.structureId, null)
    expect((await fermer()).status).toBe(409)
    await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', {
      agentId: equipes.chezA.id,
      habilitationId: equipes.chezA.habilitationId,
    })
    expect((await fermer()).status).toBe(200)
    expect((await equipes.chezA.brut('GET /personnes/:personneId', { personneId: id })).status).toBe(401)
    expect(await quiVoit({ ...equipes, chezA: equipes.chezB }, id)).toMatchObject({ b: false, partout: true })
  })
})

describe('le portefeuille', () => {
  test('du responsable d’une équipe ne compte qu’elle, et propose ensuite les référents des autres', async () => {
    const equipes = await deuxEquipes()
    const autre = await essai.unAgent('referent', { structureId: equipes.structureId, equipeId: equipes.b })
    const [siens] = [
      await unePersonneOrientee(equipes, equipes.referent.id),
      await unePersonneOrientee(equipes, autre.id),
    ]
    const deA = await portefeuilleDe(equipes.chezA)
    expect(deA.lignes.map(l => l.personneId)).toEqual([siens])
    expect(deA.referents.map(r => [r.id, r.equipe, r.mene, r.suivis])).toEqual([
      [equipes.referent.id, 'Équipe Chaîne', true, 1],
      [autre.id, 'Équipe Trame', false, 1],
    ])
    expect((await portefeuilleDe(equipes.chezA, { referentId: autre.id })).total).toBe(0)
    expect((await portefeuilleDe(equipes.chezA, { equipeId: equipes.b })).total).toBe(0)
  })

  test('du responsable de toute la structure se lit entier ou équipe par équipe', async () => {
    const equipes = await deuxEquipes()
    const autre = await essai.unAgent('referent', { structureId: equipes.structureId, equipeId: equipes.b })
    await unePersonneOrientee(equipes, equipes.referent.id)
    const deB = await unePersonneOrientee(equipes, autre.id)
    const entier = await portefeuilleDe(equipes.partout)
    expect([entier.total, entier.referents.every(r => r.mene)]).toEqual([2, true])
    const { lignes } = await portefeuilleDe(equipes.partout, { equipeId: equipes.b })
    expect(lignes.map(l => l.personneId)).toEqual([deB])
  })
})

test('qui attend un référent est à désigner par chaque équipe ; désigné, il n’est plus qu’à la sienne', async () => {
  const equipes = await deuxEquipes()
  const id = await unePersonneOrientee(equipes)
  const { chezA, chezB, partout, ailleurs, referent } = equipes
  const enAttente = async (agent: Navigateur) =>
    (await portefeuilleDe(agent)).sansReferent.personnes.map(p => [p.personneId, p.depuis])
  for (const agent of [chezA, chezB, partout]) expect(await enAttente(agent)).toEqual([[id, '2024-01-10']])
  for (const agent of [ailleurs, referent]) expect(await enAttente(agent)).toEqual([])
  const designation = { id: uuidv7(), personneId: id, referentId: referent.id }
  expect((await chezB.brut('POST /personnes/:personneId/referents', designation)).status).toBe(200)
  for (const agent of [chezA, chezB, partout]) expect(await enAttente(agent)).toEqual([])
  expect(await quiVoit(equipes, id)).toEqual({ a: true, b: false, partout: true, ailleurs: false })
})

test('qui est suivi par une autre structure attend encore un référent de celle-ci', async () => {
  const equipes = await deuxEquipes()
  const id = await unePersonneOrientee(equipes)
  const db = essai.base.territoire('59')
  const autre = await essai.unAgent('referent')
  const orientation = await db.selectFrom('orientation').select('id').executeTakeFirstOrThrow()
  await db
    .insertInto('accompagnement')
    .values({
      id: uuidv7(),
      personneId: id,
      orientationId: orientation.id,
      referentId: autre.id,
      structureId: autre.structureId!,
      debut: '2024-01-10',
    })
    .execute()
  const { sansReferent } = await portefeuilleDe(equipes.chezA)
  expect(sansReferent.personnes.map(p => p.personneId)).toEqual([id])
  expect(await quiVoit(equipes, id)).toEqual({ a: true, b: true, partout: true, ailleurs: false })
})

test('un dossier réuni à un autre n’attend plus de référent, et n’est pas compté', async () => {
  const equipes = await deuxEquipes()
  const [garde, absorbe] = [await unePersonneOrientee(equipes), await unePersonneOrientee(equipes)]
  const personnes = essai.base.territoire('59').updateTable('personne')
  await personnes.set({ fusionneeDans: garde }).where('id', '=', absorbe).execute()
  const { sansReferent } = await portefeuilleDe(equipes.chezA)
  expect([sansReferent.total, sansReferent.personnes.map(p => p.personneId)]).toEqual([1, [garde]])
})

test('au-delà de cent, qui attend n’est pas montré, mais compté', async () => {
  const equipes = await deuxEquipes()
  for (let n = 0; n < 101; n++) await unePersonneOrientee(equipes)
  const { sansReferent } = await portefeuilleDe(equipes.chezA)
  expect([sansReferent.total, sansReferent.personnes.length]).toEqual([101, 100])
})

test('la session dit l’équipe, et où elle reçoit', async () => {
  const { chezA, structureId, a } = await deuxEquipes()
  const antenneId = await uneAntenne(essai, structureId)
  const db = essai.base.territoire('59')
  await db.updateTable('antenne').set({ adresse: '1 rue du Fil' }).where('id', '=', antenneId).execute()
  await db.updateTable('equipe').set({ antenneId }).where('id', '=', a).execute()
  const { json } = await chezA.brut('GET /session')
  expect(json).toMatchObject({
    agent: { equipe: 'Équipe Chaîne', lieu: '1 rue du Fil' },
    habilitations: [
      { libelle: expect.stringMatching(/^Responsable d’équipe, Structure .*, Équipe Chaîne$/), choisie: true },
    ],
  })
})

test('qui confie une personne à une autre équipe apprend que son dossier ne s’ouvre plus à soi', async () => {
  const equipes = await deuxEquipes()
  const { structureId, a, b, chezA, referent } = equipes
  const autre = async (equipeId: string) => (await essai.unAgent('referent', { structureId, equipeId })).id
  for (const [vers, ouvert] of [
    [await autre(a), true],
    [await autre(b), false],
  ] as const) {
    const personneId = await unePersonneOrientee(equipes, referent.id)
    const envoi = { id: uuidv7(), personneId, referentId: vers, lettre: 'remise-en-main-propre' }
    const { status, json } = await chezA.brut('POST /personnes/:personneId/referents', envoi)
    expect([status, json.ouvert, typeof json.courrierId]).toEqual([200, ouvert, 'string'])
    expect((await chezA.brut('GET /personnes/:personneId', { personneId })).status).toBe(ouvert ? 200 : 404)
  }
})

test('confier à l’autre équipe ferme le dossier à qui le fait : la réponse le dit ; redemandée, elle ne l’ouvre pas', async () => {
  const equipes = await deuxEquipes()
  const { structureId, a, b, chezA, referent } = equipes
  const chezEux = await essai.unAgent('referent', { structureId, equipeId: b, nom: 'TRAMIER' })
  const collegue = await essai.unAgent('referent', { structureId, equipeId: a, nom: 'LISSIER' })
  const personneId = await unePersonneOrientee(equipes, referent.id)
  const confier = async (referentId: string, id = uuidv7()) =>
    (await chezA.brut('POST /personnes/:personneId/referents', { id, personneId, referentId })).json
  expect(await confier(collegue.id)).toMatchObject({ referentId: collegue.id, ouvert: true })
  const id = uuidv7()
  const confiee = { id, referentId: chezEux.id, ouvert: false }
  expect(await confier(chezEux.id, id)).toMatchObject(confiee)
  expect((await quiVoit(equipes, personneId)).a).toBe(false)
  expect(await confier(chezEux.id, id)).toMatchObject({ code: 'personne-introuvable' })
})
