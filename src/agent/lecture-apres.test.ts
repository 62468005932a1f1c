import { expect, test } from 'vitest'
import type { portefeuille } from '../accompagnement/portefeuille.ts'
import type { documentsDe } from '../document/documents-de.ts'
import { ONGLETS_LUS, toutLeDossier } from '../dossier/essai-dossier.ts'
import type { fichePersonne } from '../dossier/fiche-personne.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ouvrirSession } from './session/sessions-ouvertes.queries.ts'

const essai = unEssai()
const CONTACT = { telephone: '06 39 98 00 07', telephoneAccord: false, courriel: null, courrielAccord: false }

/** The 10th of March: oriented, followed by a pair, then handed over to a colleague; what comes after is written by others. */
async function unSuiviTransmis() {
  const plateau = await lePlateau(essai)
  const { agent, structureId, personne } = plateau
  const [second, suivant] = [
    await essai.unAgent('referent', { structureId, nom: 'SECOND' }),
    await essai.unAgent('referent', { structureId, nom: 'SUIVANT' }),
  ]
  await unDiagnostic(agent, personne.id)
  const orientee = await agent.brut(
    ORIENTER,
    demande(plateau, { dominante: 'equilibre', motif: 'essai', accompagnementGlobal: true, coReferentId: second.id }),
  )
  expect(orientee.status).toBe(200)
  await sessionsSansFin(essai)
  const relais = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  essai.now = '2025-03-20T09:00:00Z'
  await suivant.brut('PUT /personnes/:personneId/contact', { personneId: personne.id, ...CONTACT })
  return { ...plateau, second, suivant, personneId: personne.id }
}

const lire = (agent: Navigateur, personneId: string) =>
  agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })

test.each([
  ['2025-04-08T09:00:00Z', 200],
  ['2025-04-09T21:00:00Z', 200],
  ['2025-04-10T09:00:00Z', 404],
])(
  'le suivi fini le 10 mars, le dossier lu le %s répond %i à l’ancien référent et à l’ancien second',
  async (le, status) => {
    const { referent, second, personneId } = await unSuiviTransmis()
    essai.now = le
    for (const ancien of [referent, second]) {
      expect((await lire(ancien, personneId)).status).toBe(status)
      for (const route of ONGLETS_LUS)
        expect([route, (await ancien.brut(route, { personneId })).status]).toEqual([route, status])
    }
  },
)

test('ce qui n’est gardé qu’à son état d’aujourd’hui (coordonnées, foyer, droits) lui est caché', async () => {
  const { agent, referent, personneId } = await unSuiviTransmis()
  essai.now = '2025-04-01T09:00:00Z'
  const contact = { telephone: '06 39 98 00 77', telephoneAccord: false, courriel: null, courrielAccord: false }
  expect((await agent.brut('PUT /personnes/:personneId/contact', { personneId, ...contact })).status).toBe(200)
  const [vu, ancien] = [await toutLeDossier(agent, personneId), await toutLeDossier(referent, personneId)]
  const vivant = ({ contact: c, donnees, foyers, frise }: typeof vu) => [
    c.telephone,
    donnees.map(d => d.champ),
    foyers.length,
    frise.lignes.length,
  ]
  expect([vivant(vu), vivant(ancien)]).toEqual([
    ['0639980077', ['telephone'], 1, 1],
    [null, [], 0, 0],
  ])
})

test('il lit ce qui était là à la fin de son suivi, et rien de ce qui est venu après', async () => {
  const { agent, referent, suivant, personneId } = await unSuiviTransmis()
  const pris = { id: uuidv7(), personneId, agentId: suivant.id, debut: '2025-03-28T10:00', objet: 'suivi' }
  expect((await suivant.brut('POST /personnes/:personneId/rendez-vous', pris)).status).toBe(200)
  essai.now = '2025-04-01T09:00:00Z'
  const avant = await toutLeDossier(agent, personneId)
  const json = await toutLeDossier(referent, personneId)
  expect(json.lectureApres).toEqual({ depuis: '2025-03-10', jusquau: '2025-04-09' })
  expect(avant.lectureApres).toBeNull()
  expect([avant.rendezVous.length, json.rendezVous.length]).toEqual([1, 0])
  expect(avant.evenements.lignes.some(l => l.saisiLe > '2025-03-11')).toBe(true)
  expect(json.evenements.lignes.filter(l => l.saisiLe > '2025-03-11')).toEqual([])
  expect(json.evenements.lignes.length).toBeGreaterThan(0)
  expect(json.lectures.filter(l => l.le > '2025-03-11')).toEqual([])
  expect(json.aFaire).toEqual([])
  const suite = await referent.brut('GET /personnes/:personneId/evenements', { personneId, avant: 1_000_000 })
  expect(JSON.stringify(suite.json)).not.toContain('2025-03-20')
  expect((await referent.brut('GET /personnes/:personneId/nir', { personneId })).status).toBe(404)
  const lettres = await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  const lettre = lettres.json.lettres.find(l => l.editeLe > '2025-03-11')
  expect(lettre).toBeDefined()
  expect((await referent.brut('GET /courriers/:courrierId/pdf', { courrierId: lettre?.id })).status).toBe(404)
  const lues = await referent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })
  expect(lues.json.lettres.map(l => l.id)).not.toContain(lettre?.id)
  expect(lues.json.lettres.length).toBe(lettres.json.lettres.length - 1)
})

test('il ne peut plus rien y écrire, et la phrase dit pourquoi', async () => {
  const { referent, suivant, personneId } = await unSuiviTransmis()
  const refus = await referent.brut('PUT /personnes/:personneId/contact', { personneId, ...CONTACT })
  expect(refus).toMatchObject({ status: 403, json: { code: 'lecture-seule' } })
  expect(refus.json.detail).toMatch(/depuis le .*10.mars.2025.*jusqu’au .*9.avril.2025.*sans pouvoir y écrire/)
  const rendezVous = { id: uuidv7(), personneId, agentId: suivant.id, debut: '2025-03-28T10:00' }
  expect((await referent.brut('POST /personnes/:personneId/rendez-vous', rendezVous)).json.code).toBe('lecture-seule')
  expect((await unDiagnostic(referent, personneId)).status).toBe(403)
  const conflit = { personneId, champ: 'nom', source: 'CAF', valeur: 'X' }
  expect((await referent.brut('POST /personnes/:personneId/conflits/:champ', conflit)).status).toBe(403)
})

test('son portefeuille garde ces personnes à part, le temps de la lecture ; le territoire choisit ce temps', async () => {
  const { referent, personneId } = await unSuiviTransmis()
  const transmises = async () =>
    (await referent.appeler<typeof portefeuille>('GET /portefeuille', {})).json.transmises.map(t => [
      t.personneId,
      t.jusquau,
    ])
  expect(await transmises()).toEqual([[personneId, '2025-04-09']])
  await essai.base
    .territoire('59')
    .insertInto('parametre')
    .values({ cle: 'acces.ancien-referent-jours', effetLe: '2025-03-15', valeur: '10', saisiLe: essai.now })
    .execute()
  expect(await transmises()).toEqual([[personneId, '2025-03-20']])
  essai.now = '2025-03-21T09:00:00Z'
  expect(await transmises()).toEqual([])
  expect((await lire(referent, personneId)).status).toBe(404)
})

test('redevenu référent, il retrouve tout', async () => {
  const { agent, referent, personneId } = await unSuiviTransmis()
  const retour = { id: uuidv7(), personneId, referentId: referent.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', retour)).status).toBe(200)
  const { json } = await lire(referent, personneId)
  expect(json.lectureApres).toBeNull()
  expect((await referent.brut('PUT /personnes/:personneId/contact', { personneId, ...CONTACT })).status).toBe(200)
})

test('le dossier réuni depuis à un autre, il lit celui qui l’a absorbé jusqu’au même jour, et toujours rien d’après', async () => {
  const { referent, personneId } = await unSuiviTransmis()
  const db = essai.base.territoire('59')
  const gardee = await unePersonne(essai, { nom: 'ESSAI-GARDEE' })
  // What overlapped on both sides stays under the absorbed file: his follow-up is one of those rows.
  await db.updateTable('personne').set({ fusionneeDans: gardee.id }).where('id', '=', personneId).execute()
  const { json, status } = await lire(referent, gardee.id)
  expect([status, json.lectureApres]).toEqual([200, { depuis: '2025-03-10', jusquau: '2025-04-09' }])
  const { evenements } = await toutLeDossier(referent, gardee.id)
  expect(evenements.lignes.filter(l => l.saisiLe > '2025-03-11')).toEqual([])
  const relations = await db
    .selectFrom('consultation')
    .select('relation')
    .distinct()
    .where('personneId', '=', gardee.id)
    .where('acteurId', '=', referent.id)
    .execute()
  expect(relations).toEqual([{ relation: 'ancien-referent' }])
  essai.now = '2025-04-10T09:00:00Z'
  expect((await lire(referent, gardee.id)).status).toBe(404)
})

test.each([
  ['après', '2025-03-20T09:00:00Z'],
  ['le jour même où son suivi finit', '2025-03-10T16:00:00Z'],
])(
  'un rôle de référent retiré %s puis rendu, même ailleurs, ne rend pas la lecture de ce qui a fini avant, un autre rôle gardé ou non',
  async (_, le) => {
    const { referent, personneId } = await unSuiviTransmis()
    const { id: agentId, habilitationId } = referent
    essai.now = le
    const admin = await essai.unAgent('administrateur')
    const garde = { agentId, id: uuidv7(), role: 'pilote' }
    expect((await admin.brut('POST /agents/:agentId/habilitations', garde)).status).toBe(200)
    const retrait = { agentId, habilitationId }
    expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
    essai.now = '2025-03-31T09:00:00Z'
    const rendu = { agentId, id: uuidv7(), role: 'referent', structureId: await essai.uneStructure() }
    const admin2 = await essai.unAgent('administrateur')
    expect((await admin2.brut('POST /agents/:agentId/habilitations', rendu)).status).toBe(200)
    const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, agentId, '59', rendu.id)}`
    expect((await referent.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(404)
  },
)

test('une orientation décidée après son suivi, même notifiée avant, ne lui est pas dite : ni structure, ni motif, ni référent', async () => {
  const { referent, personneId, ...plateau } = await unSuiviTransmis()
  const structureId = await essai.uneStructure({ nom: 'REFUGE' })
  const nouveau = await essai.unAgent('referent', { structureId, nom: 'CACHÉ' })
  essai.now = '2025-03-21T09:00:00Z'
  const antidatee = { notification: { mode: 'courrier', le: '2025-03-10' }, motif: 'PLUS-TARD' }
  const oriente = demande({ ...plateau, structureId, referent: nouveau }, antidatee)
  expect((await plateau.agent.brut(ORIENTER, oriente)).status).toBe(200)
  const lu = async (agent: Navigateur) => JSON.stringify(await toutLeDossier(agent, personneId))
  expect(await lu(plateau.agent)).toMatch(/REFUGE.*PLUS-TARD|PLUS-TARD.*REFUGE/s)
  expect(await lu(referent)).not.toMatch(/REFUGE|PLUS-TARD|CACHÉ/)
})

test('ce qui arrive à la personne après son suivi ne change rien à ce qu’il lit : entrée, veille, identifiant, sortie', async () => {
  const { agent, referent, structureId, personne, personneId } = await unSuiviTransmis()
  const lu = async () => {
    const { accompagnements, entree, fil, identite } = await toutLeDossier(referent, personneId)
    return { accompagnements, entree, fil, identite }
  }
  const avant = await lu()
  const db = essai.base.territoire('59')
  await db.updateTable('accompagnement').set({ veilleDepuis: '2025-03-15' }).where('fin', 'is', null).execute()
  await db.updateTable('personne').set({ identifiantFranceTravail: '9999999' }).where('id', '=', personneId).execute()
  await db.updateTable('droit').set({ etat: '4' }).where('personneId', '=', personneId).execute()
  const { numero } = await db.selectFrom('flux').select('numero').executeTakeFirstOrThrow()
  const entree = { id: uuidv7(), personneId, foyerId: personne.foyerId, role: 'DEM', motif: 'premiere-demande' }
  await db
    .insertInto('entree')
    .values({ ...entree, recuLe: '2025-03-19', flux: numero })
    .execute()
  const troisieme = await essai.unAgent('referent', { structureId, nom: 'TROISIÈME' })
  const relais = { id: uuidv7(), personneId, referentId: troisieme.id, relais: 'Dit au suivant, pas au premier.' }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  expect(await lu()).toEqual(avant)
})

test('un référent qui ne fait que changer de structure garde la lecture de ce qu’il vient de transmettre', async () => {
  const { referent, personneId } = await unSuiviTransmis()
  const admin = await essai.unAgent('administrateur')
  const { id: agentId, habilitationId } = referent
  const ailleurs = { agentId, id: uuidv7(), role: 'referent', structureId: await essai.uneStructure() }
  const remplacer = { ...ailleurs, remplace: habilitationId }
  expect((await admin.brut('POST /agents/:agentId/habilitations', remplacer)).status).toBe(200)
  const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, agentId, '59', ailleurs.id)}`
  expect((await referent.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(200)
})

test.each([
  ['retiré puis rendu dans l’heure, ne rend pas la lecture', ['retirer', 'donner'], 404],
  ['donné ailleurs avant d’être retiré ici, la garde', ['donner', 'retirer'], 200],
] as const)('un rôle de référent %s', async (_, actes, status) => {
  const { referent, personneId } = await unSuiviTransmis()
  const admin = await essai.unAgent('administrateur')
  const { id: agentId, habilitationId } = referent
  const donne = { agentId, id: uuidv7(), role: 'referent', structureId: await essai.uneStructure() }
  for (const [i, acte] of actes.entries()) {
    essai.now = `2025-03-20T1${i}:00:00Z`
    const fait = await (acte === 'donner'
      ? admin.brut('POST /agents/:agentId/habilitations', donne)
      : admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', { agentId, habilitationId }))
    expect(fait.status).toBe(200)
  }
  const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, agentId, '59', donne.id)}`
  expect((await referent.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(status)
})
