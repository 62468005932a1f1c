import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { deposer } from '../../import/essai-import.ts'
import { uuidv7 } from '../../socle/uuid.ts'

// Monday 10 March 2025. What makes a person usual, each with what ends it: neither more, nor longer.
const essai = unEssai({ raison: true })
const db = () => essai.base.territoire('59')
type Qui = { agent: Navigateur; autre: Navigateur; id: string; foyerId: string }

async function laPersonne(): Promise<Qui> {
  const [agent, autre] = [await essai.unAgent('charge-orientation'), await essai.unAgent('charge-orientation')]
  return { agent, autre, ...(await unePersonne(essai, { soumis: false })) }
}
const ouverte = async (agent: Navigateur, personneId: string) => {
  const { status, json } = await agent.brut('GET /personnes/:personneId', { personneId })
  return status === 200 ? 'ouvert' : json.code
}
const dire = (agent: Navigateur, personneId: string) =>
  agent.brut('POST /personnes/:personneId/raison', { id: uuidv7(), personneId, motif: 'urgence' })

const rendezVous = (agent: Navigateur, personneId: string, debut: string) =>
  db()
    .insertInto('rendezVous')
    .values({
      ...{ id: uuidv7(), personneId, agentId: agent.id, objet: 'suivi', debut, dureeMinutes: 30 },
      ...{ modalite: 'individuel', convocation: 'remise-en-main-propre', prisPar: agent.id },
      ...{ prisLe: '2024-01-01T00:00:00Z', convoqueLe: '2024-01-01' },
    })
    .execute()
const echeance = (personneId: string, suite: { commande: boolean; agentId?: string; structureId?: string }) =>
  db()
    .insertInto('echeance')
    .values({ genre: 'orientation', objetId: uuidv7(), personneId, depuis: '2025-03-01', ...suite })
    .execute()
const entree = async ({ id, foyerId }: Qui, suite: { orienteLe?: string; closeLe?: string; closeMotif?: string }) => {
  const { numero } = await db().selectFrom('flux').select('numero').limit(1).executeTakeFirstOrThrow()
  await db()
    .insertInto('entree')
    .values({
      ...{ id: uuidv7(), personneId: id, foyerId, recuLe: '2025-03-03', role: 'DEM', motif: 'premiere-demande' },
      ...{ flux: numero, ...suite },
    })
    .execute()
}
const doublon = async (personneId: string, autreId: string, decideLe: string | null) =>
  db()
    .insertInto('doublon')
    .values({
      ...{ id: uuidv7(), personneId, autreId, raisons: ['identite'], trouveLe: '2025-03-01', decideLe },
      statut: decideLe ? 'distinctes' : 'a-decider',
    })
    .execute()
const desaccord = (personneId: string, conflit: boolean) =>
  db()
    .insertInto('donnee')
    .values({ personneId, champ: 'nom', source: 'CAF', valeur: 'X', le: '2025-03-01', conflit })
    .execute()
/** A line of an applied list that looks like the person. */
async function ligneADecider(personneId: string, decideLe: string | null) {
  const importId = await deposer(essai, Buffer.from('Nom;Prénom\nESSAI;Zoé\n'), { fichier: 'liste.csv' })
  const ligne = { importId, ligne: 2 }
  await db()
    .insertInto('importLigne')
    .values({ ...ligne, resultat: 'a-decider' })
    .execute()
  await db()
    .insertInto('importDoute')
    .values({ ...ligne, depuis: '2025-03-01T00:00:00Z', decideLe, decision: decideLe && 'cote' })
    .execute()
  await db()
    .insertInto('importCandidat')
    .values({ ...ligne, personneId })
    .execute()
}
/** Somebody whose file the agent opened with a reason, and who lives, or lived, in the same household. */
async function memeFoyer({ agent, id, foyerId }: Qui, qui: 'elle est partie' | 'l’autre est parti') {
  const conjoint = await unePersonne(essai, { soumis: false })
  const membre = { role: 'CJT', aCharge: false, debut: '2024-01-01', fin: '2025-02-01' }
  await db()
    .insertInto('membre')
    .values(
      qui === 'elle est partie'
        ? { personneId: id, foyerId: conjoint.foyerId, ...membre }
        : { personneId: conjoint.id, foyerId, ...membre },
    )
    .execute()
  expect((await dire(agent, conjoint.id)).status).toBe(200)
}

describe('ce qui rend une personne habituelle', () => {
  const cas: [string, (qui: Qui) => Promise<unknown>][] = [
    ['un rendez-vous d’il y a onze mois', ({ agent, id }) => rendezVous(agent, id, '2024-04-12T09:00:00Z')],
    ['une échéance à l’agent', ({ agent, id }) => echeance(id, { commande: false, agentId: agent.id })],
    [
      'un doublon, de quelque côté qu’elle soit',
      async ({ id }) => doublon((await unePersonne(essai, { soumis: false })).id, id, null),
    ],
    ['une ligne d’une liste qui lui ressemble, à décider', ({ id }) => ligneADecider(id, null)],
  ]
  test.each(cas)('%s', async (_, faire) => {
    const qui = await laPersonne()
    expect(await ouverte(qui.agent, qui.id)).toBe('raison-a-dire')
    await faire(qui)
    expect(await ouverte(qui.agent, qui.id)).toBe('ouvert')
  })
})

describe('ce qui ne suffit pas, ou plus', () => {
  const cas: [string, (qui: Qui) => Promise<unknown>][] = [
    ['un rendez-vous d’il y a treize mois', ({ agent, id }) => rendezVous(agent, id, '2024-02-05T09:00:00Z')],
    ['un rendez-vous avec un collègue', ({ autre, id }) => rendezVous(autre, id, '2025-03-12T09:00:00Z')],
    ['une entrée orientée', qui => entree(qui, { orienteLe: '2025-03-05' })],
    ['une entrée close', qui => entree(qui, { closeLe: '2025-03-05', closeMotif: 'droit-ferme' })],
    ['une échéance d’un collègue', ({ autre, id }) => echeance(id, { commande: true, agentId: autre.id })],
    [
      'une échéance d’une structure',
      async ({ id }) => echeance(id, { commande: true, structureId: await essai.uneStructure() }),
    ],
    ['une échéance qui ne demande rien', ({ id }) => echeance(id, { commande: false })],
    [
      'un doublon décidé',
      async ({ id }) => doublon(id, (await unePersonne(essai, { soumis: false })).id, '2025-03-05T09:00:00Z'),
    ],
    ['des sources d’accord', ({ id }) => desaccord(id, false)],
    ['une ligne décidée', ({ id }) => ligneADecider(id, '2025-03-05T09:00:00Z')],
    ['une raison dite pour quelqu’un dont elle a quitté le foyer', qui => memeFoyer(qui, 'elle est partie')],
    ['une raison dite pour quelqu’un qui a quitté son foyer', qui => memeFoyer(qui, 'l’autre est parti')],
  ]
  test.each(cas)('%s', async (_, faire) => {
    const qui = await laPersonne()
    await faire(qui)
    expect(await ouverte(qui.agent, qui.id)).toBe('raison-a-dire')
  })

  test('une raison passée ne se prolonge pas de ce qu’on l’a dite', async () => {
    const { agent, id } = await laPersonne()
    expect((await dire(agent, id)).status).toBe(200)
    await sessionsSansFin(essai)
    essai.now = '2025-03-17T08:59:00Z'
    expect(await ouverte(agent, id)).toBe('ouvert')
    essai.now = '2025-03-17T09:00:00Z'
    expect(await ouverte(agent, id)).toBe('raison-a-dire')
  })
})
