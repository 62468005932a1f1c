import { expect, test } from 'vitest'
import type { chargesEquipes } from '../../accompagnement/charges-equipes.ts'
import type { donnerRole } from '../../agent/agents-habilitations.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { unSuivi } from '../../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { historique } from '../../territoire/historique.ts'
import { uneAntenne, uneEquipe } from './essai-equipes.ts'
import type { lieux } from './lieux.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ANTENNES = 'POST /structures/:structureId/antennes'
const EQUIPES = 'POST /structures/:structureId/equipes'

const lire = async (agent: Navigateur, structureId: string) =>
  (await agent.appeler<typeof lieux>('GET /structures/:structureId/lieux', { structureId })).json
const refus = async (reponse: Promise<{ status: number; json: Record<string, unknown> }>) => {
  const { status, json } = await reponse
  return [status, json.code]
}

test('une structure a des antennes, et des équipes dans ces antennes ; l’historique le dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const antenne = {
    id: uuidv7(),
    structureId,
    nom: 'Antenne de la Navette',
    adresse: '1 rue du Fil',
    codeInsee: '59599',
    telephone: '0199000011',
    accesSansMarche: false,
  }
  const equipe = { id: uuidv7(), structureId, nom: 'Équipe Trame', antenneId: antenne.id }
  for (const _ of ['une fois', 'rejouée']) {
    expect((await admin.brut(ANTENNES, antenne)).json).toEqual({ id: antenne.id })
    expect((await admin.brut(EQUIPES, equipe)).json).toEqual({ id: equipe.id })
  }
  const { structureId: _, ...montree } = antenne
  expect(await lire(admin, structureId)).toEqual({
    antennes: [montree],
    equipes: [{ id: equipe.id, nom: 'Équipe Trame', antenneId: antenne.id, antenne: 'Antenne de la Navette' }],
  })
  await admin.brut('PUT /equipes/:equipeId', { equipeId: equipe.id, nom: 'Équipe Chaîne', antenneId: null })
  await admin.brut('PUT /antennes/:antenneId', {
    antenneId: antenne.id,
    nom: 'Antenne du Rouet',
    adresse: '1 rue du Fil',
  })
  await admin.brut('POST /antennes/:antenneId/fermeture', { antenneId: antenne.id })
  await admin.brut('POST /equipes/:equipeId/fermeture', { equipeId: equipe.id })
  expect(await lire(admin, structureId)).toEqual({ antennes: [], equipes: [] })
  const { json } = await admin.appeler<typeof historique>('GET /historique/:objet/:objetId', {
    objet: 'structure',
    objetId: structureId,
  })
  expect(json.lignes.map(l => [l.titre, l.detail].map(dit => dit?.replaceAll('\u00a0', ' ')))).toEqual([
    ['Équipe fermée', 'Équipe Chaîne'],
    ['Antenne fermée', 'Antenne du Rouet'],
    [
      'Antenne modifiée : Antenne du Rouet',
      'Nom : Antenne du Rouet (avant : Antenne de la Navette) · Code INSEE : aucun (avant : 59599) · Téléphone : aucun (avant : 01 99 00 00 11) · Accès sans marche : inconnu (avant : non)',
    ],
    [
      'Équipe modifiée : Équipe Chaîne',
      'Nom : Équipe Chaîne (avant : Équipe Trame) · Lieu : aucun (avant : Antenne de la Navette)',
    ],
    ['Équipe ajoutée', 'Équipe Trame · Antenne de la Navette'],
    ['Antenne ajoutée', 'Antenne de la Navette · 1 rue du Fil · 01 99 00 00 11'],
  ])
})

test('deux équipes ouvertes d’une structure n’ont pas le même nom ; ailleurs ou fermée, il est libre', async () => {
  const admin = await essai.unAgent('administrateur')
  const [structureId, autre] = [await essai.uneStructure(), await essai.uneStructure()]
  const equipeId = await uneEquipe(essai, structureId, { nom: 'Équipe Trame' })
  const meme = (ou: string) => admin.brut(EQUIPES, { id: uuidv7(), structureId: ou, nom: 'équipe trame' })
  expect(await refus(meme(structureId))).toEqual([409, 'nom-deja-pris'])
  expect((await meme(autre)).status).toBe(200)
  const seconde = await uneEquipe(essai, structureId, { nom: 'Équipe Lisière' })
  const renommer = { equipeId: seconde, nom: 'Équipe Trame' }
  expect(await refus(admin.brut('PUT /equipes/:equipeId', renommer))).toEqual([409, 'nom-deja-pris'])
  await admin.brut('POST /equipes/:equipeId/fermeture', { equipeId })
  expect((await meme(structureId)).status).toBe(200)
  await admin.brut(ANTENNES, { id: uuidv7(), structureId, nom: 'Équipe Trame' })
  expect(await refus(admin.brut(ANTENNES, { id: uuidv7(), structureId, nom: 'Équipe Trame' }))).toEqual([
    409,
    'nom-deja-pris',
  ])
})

test('une équipe n’est ni dans l’antenne d’une autre structure, ni dans une antenne fermée', async () => {
  const admin = await essai.unAgent('administrateur')
  const [structureId, autre] = [await essai.uneStructure(), await essai.uneStructure()]
  const [ailleurs, fermee] = [await uneAntenne(essai, autre), await uneAntenne(essai, structureId)]
  await admin.brut('POST /antennes/:antenneId/fermeture', { antenneId: fermee })
  for (const antenneId of [ailleurs, fermee])
    expect(await refus(admin.brut(EQUIPES, { id: uuidv7(), structureId, nom: 'Équipe', antenneId }))).toEqual([
      400,
      'antenne-d-ailleurs',
    ])
  const tricher = db().insertInto('equipe').values({ id: uuidv7(), structureId, nom: 'X', antenneId: ailleurs })
  await expect(tricher.execute()).rejects.toThrow('equipe_antenne_de_sa_structure')
})

test('une antenne où une équipe est encore ne ferme pas', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const antenneId = await uneAntenne(essai, structureId)
  await uneEquipe(essai, structureId, { antenneId })
  const { status, json } = await admin.brut('POST /antennes/:antenneId/fermeture', { antenneId })
  expect([status, json.detail]).toEqual([
    409,
    'Une équipe y est encore. Installez-la dans une autre antenne, puis fermez celle-ci.',
  ])
})

test('une équipe où des agents ont un rôle ne ferme pas : le refus dit combien et quoi faire', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const equipeId = await uneEquipe(essai, structureId)
  const referent = await essai.unAgent('referent', { structureId, equipeId })
  await essai.unAgent('responsable-equipe', { structureId, equipeId })
  const fermer = () => admin.brut('POST /equipes/:equipeId/fermeture', { equipeId })
  expect((await fermer()).json.detail).toBe(
    '2 agents y ont encore un rôle, référent ou responsable. Dans la page des agents, changez leur rôle d’équipe ou retirez-le, puis fermez celle-ci.',
  )
  await db()
    .updateTable('habilitation')
    .set({ fin: '2025-03-01' })
    .where('agentId', '<>', referent.id)
    .where('equipeId', '=', equipeId)
    .execute()
  expect((await fermer()).json.detail).toMatch(/^Un agent y a encore un rôle/)
  await db().updateTable('habilitation').set({ fin: '2025-03-01' }).where('equipeId', '=', equipeId).execute()
  expect((await fermer()).json).toEqual({ id: equipeId, fermeeLe: '2025-03-10' })
  expect(await refus(admin.brut('PUT /equipes/:equipeId', { equipeId, nom: 'Rouverte' }))).toEqual([
    409,
    'equipe-fermee',
  ])
})

test('un rôle se donne dans une équipe ouverte de la structure choisie, et d’aucune autre', async () => {
  const admin = await essai.unAgent('administrateur')
  const [structureId, autre] = [await essai.uneStructure(), await essai.uneStructure()]
  const [ici, ailleurs, fermee] = [
    await uneEquipe(essai, structureId),
    await uneEquipe(essai, autre),
    await uneEquipe(essai, structureId),
  ]
  await admin.brut('POST /equipes/:equipeId/fermeture', { equipeId: fermee })
  const { id: agentId } = await essai.unAgent('pilote')
  const donner = (equipeId: string) =>
    admin.appeler<typeof donnerRole>('POST /agents/:agentId/habilitations', {
      agentId,
      id: uuidv7(),
      role: 'referent',
      structureId,
      equipeId,
    }) as unknown as Promise<{ status: number; json: Record<string, unknown> }>
  expect(await refus(donner(ailleurs))).toEqual([400, 'equipe-inconnue'])
  expect(await refus(donner(fermee))).toEqual([400, 'equipe-inconnue'])
  expect((await donner(ici)).status).toBe(200)
  const tricher = db().updateTable('habilitation').set({ equipeId: ailleurs }).where('equipeId', '=', ici)
  await expect(tricher.execute()).rejects.toThrow('habilitation_equipe_de_sa_structure')
})

test('fermer une structure ferme ses équipes et ses antennes', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  await uneEquipe(essai, structureId, { antenneId: await uneAntenne(essai, structureId) })
  expect((await admin.brut('POST /structures/:structureId/fermeture', { structureId })).status).toBe(200)
  expect(await lire(admin, structureId)).toEqual({ antennes: [], equipes: [] })
  for (const route of [ANTENNES, EQUIPES])
    expect(await refus(admin.brut(route, { id: uuidv7(), structureId, nom: 'Trop tard' }))).toEqual([
      409,
      'structure-fermee',
    ])
})

test('la charge d’une structure se lit par équipe : qui la mène, combien de référents, de suivis, de places', async () => {
  const admin = await essai.unAgent('administrateur')
  const structureId = await essai.uneStructure()
  const [chaine, trame] = [
    await uneEquipe(essai, structureId, { nom: 'Équipe Chaîne' }),
    await uneEquipe(essai, structureId, { nom: 'Équipe Trame' }),
  ]
  await essai.unAgent('responsable-equipe', { structureId, equipeId: chaine, nom: 'LICIER' })
  const un = await essai.unAgent('referent', { structureId, equipeId: chaine })
  await essai.unAgent('referent', { structureId, equipeId: chaine })
  const sans = await essai.unAgent('referent', { structureId })
  await db().updateTable('habilitation').set({ plafond: 40 }).where('agentId', '=', un.id).execute()
  for (const [agent, veilleDepuis] of [[un], [un], [un, '2025-02-01'], [sans]] as const) {
    const { id } = await unePersonne(essai)
    await unSuivi(essai, id, {
      debut: '2024-01-10',
      dominante: 'emploi',
      structureId,
      referentId: agent.id,
      veilleDepuis,
    })
  }
  const { json } = await admin.appeler<typeof chargesEquipes>('GET /structures/:structureId/charges', { structureId })
  const defaut = json.equipes[2]?.plafond ?? 0
  expect(json.equipes).toEqual([
    {
      equipeId: chaine,
      equipe: 'Équipe Chaîne',
      antenne: null,
      responsables: ['Agent LICIER'],
      referents: 2,
      suivis: 2,
      veille: 1,
      plafond: 40 + defaut,
    },
    {
      equipeId: trame,
      equipe: 'Équipe Trame',
      antenne: null,
      responsables: [],
      referents: 0,
      suivis: 0,
      veille: 0,
      plafond: 0,
    },
    {
      equipeId: null,
      equipe: null,
      antenne: null,
      responsables: [],
      referents: 1,
      suivis: 1,
      veille: 0,
      plafond: defaut,
    },
  ])
})
