import { describe, expect, test } from 'vitest'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne, unSuiviRepris } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { LIGNES } from '../maison/essai-lignes.ts'
import { NOM, unMonde } from '../maison/essai-monde.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { cartePersonne } from './carte-personne.ts'
import type { reconnaitre } from './reconnaitre.ts'
import type { rendezVousDuJour } from './rendez-vous-du-jour.ts'

const essai = unEssai()
const chercher = (agent: Navigateur, q: string) => agent.appeler<typeof reconnaitre>('POST /accueil/recherche', { q })
const carte = (agent: Navigateur, personneId: string) =>
  agent.appeler<typeof cartePersonne>('GET /accueil/personnes/:personneId', { personneId })

test('il reconnaît une personne comme elle épelle son nom, et rien de plus qu’il ne faut', async () => {
  const accueil = await essai.unAgent('accueil')
  const { id } = await unePersonne(essai, {
    nom: 'ESSAI-LEFEVRE',
    prenom: 'ELOISE',
    telephone: '0639980001',
    entreeRecueLe: '2025-03-03',
  })
  const { json } = await chercher(accueil, 'essai lefebvre')
  expect(json.personnes).toEqual([
    {
      id,
      nom: 'ESSAI-LEFEVRE',
      nomNaissance: 'ESSAI-LEFEVRE',
      prenom: 'ELOISE',
      dateNaissance: '1985-04-12',
      commune: 'TOURCOING',
      indices: null,
    },
  ])
})

test('deux homonymes se distinguent par la naissance et la commune ; sinon par le téléphone et le suivi, dits alors seulement', async () => {
  const accueil = await essai.unAgent('accueil')
  const nom = { nom: 'ESSAI-PAIRE', prenom: 'Zoé' }
  await unePersonne(essai, { ...nom, telephone: '0639980011' })
  const { id: ailleurs } = await unePersonne(essai, {
    ...nom,
    prenom: 'ZOE',
    dateNaissance: '1990-01-02',
    telephone: '0639980012',
  })
  const { id: jumelle } = await unePersonne(essai, { ...nom, telephone: '0639980013' })
  const referent = await essai.unAgent('referent', { nom: 'ROUET' })
  await unSuiviRepris(essai, jumelle, '2025-01-10', referent)
  const { personnes } = (await chercher(accueil, 'essai paire zoe')).json
  expect(personnes.map(p => p.id === ailleurs)).toContain(true)
  expect(personnes.map(p => [p.id === ailleurs, p.indices]).sort()).toEqual([
    [false, { finTelephone: '11', suiviPar: null }],
    [false, { finTelephone: '13', suiviPar: 'Agent ROUET' }],
    [true, null],
  ])
})

test('neuf du même nom : huit sont montrées, et il est dit que d’autres correspondent', async () => {
  const accueil = await essai.unAgent('accueil')
  for (const prenom of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'])
    await unePersonne(essai, { nom: 'ESSAI-COURANT', prenom, entreeRecueLe: '2025-03-03' })
  expect((await chercher(accueil, 'essai courant')).json).toMatchObject({ tronque: false, personnes: { length: 8 } })
  await unePersonne(essai, { nom: 'ESSAI-COURANT', prenom: 'I', entreeRecueLe: '2025-03-03' })
  expect((await chercher(accueil, 'essai courant')).json).toMatchObject({ tronque: true, personnes: { length: 8 } })
})

test('la carte dit qui, ce qui est à venir, qui suit ; la lecture laisse sa trace', async () => {
  const plateau = await lePlateau(essai)
  const { agent, referent, personne } = plateau
  const accueil = await essai.unAgent('accueil')
  expect((await carte(accueil, personne.id)).json).toMatchObject({
    suivi: null,
    rendezVous: [],
    aPrendre: { avant: '2025-03-17' },
  })
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const pris = {
    id: uuidv7(),
    personneId: personne.id,
    agentId: referent.id,
    debut: '2025-03-20T10:00',
    objet: 'suivi',
  }
  expect((await accueil.brut('POST /personnes/:personneId/rendez-vous', pris)).status).toBe(200)
  const { json, texte } = await carte(accueil, personne.id)
  expect(json).toMatchObject({
    nom: 'ESSAI-TISSAGE',
    suivi: { referent: 'Agent ROUET', structure: 'Maison de l’insertion', referentId: referent.id },
    rendezVous: [{ id: pris.id, objet: 'suivi', agent: 'Agent ROUET', lettre: true }],
    aPrendre: null,
  })
  // What the file holds beside: the orientation and its reasons, the diagnosis, the rights, the story.
  expect(texte).not.toMatch(/dominante|motif|severite|reponses|emploi|soumis|evenement|nir/i)
  expect(Object.keys(json).sort()).toEqual([
    'aPrendre',
    'aujourdhui',
    'commune',
    'contact',
    'dateNaissance',
    'id',
    'nom',
    'nonAccompagnee',
    'prenom',
    'rendezVous',
    'sexe',
    'suivi',
  ])
  const lettre = await accueil.brut('GET /accueil/rendez-vous/:rendezVousId/convocation', { rendezVousId: pris.id })
  expect([lettre.status, lettre.brut.subarray(0, 4).toString()]).toEqual([200, '%PDF'])
  const lectures = await essai.base
    .territoire('59')
    .selectFrom('consultation')
    .select(['quoi', 'role'])
    .where('acteurId', '=', accueil.id)
    .execute()
  expect(lectures.map(l => [l.quoi, l.role])).toEqual([
    ['accueil', 'accueil'],
    ['accueil', 'accueil'],
    ['convocation', 'accueil'],
  ])
})

test('le suivi transmis à un autre, la carte dit le référent d’aujourd’hui', async () => {
  const plateau = await lePlateau(essai)
  const { agent, structureId, personne } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
  const relais = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
  expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
  const { json } = await carte(await essai.unAgent('accueil'), personne.id)
  expect(json.suivi).toMatchObject({ referent: 'Agent SUIVANT', referentId: suivant.id })
})

test('la carte dit de chaque moyen de joindre la personne si elle l’accepte', async () => {
  const accueil = await essai.unAgent('accueil')
  const { id } = await unePersonne(essai, { telephone: '0639980001', courriel: 'essai@example.org' })
  const personnes = essai.base.territoire('59').updateTable('personne').where('id', '=', id)
  for (const accords of [
    { telephoneAccord: true, courrielAccord: false },
    { telephoneAccord: false, courrielAccord: true },
  ]) {
    await personnes.set(accords).execute()
    expect((await carte(accueil, id)).json.contact).toMatchObject(accords)
  }
})

test('un rendez-vous du jour reste sur la carte, son heure passée, jusqu’au lendemain', async () => {
  const monde = await unMonde(essai)
  await sessionsSansFin(essai)
  const lire = async () => (await carte(monde.dedans.accueil, monde.personneId)).json.rendezVous.map(r => r.id)
  essai.now = '2025-03-20T22:30:00Z'
  expect(await lire()).toEqual([monde.rendezVousId, monde.rendezVousChampId])
  essai.now = '2025-03-21T06:00:00Z'
  expect(await lire()).toEqual([])
})

test('il déplace un rendez-vous et corrige un téléphone', async () => {
  const monde = await unMonde(essai)
  const { accueil } = monde.dedans
  const nouveauId = uuidv7()
  const report = { rendezVousId: monde.rendezVousId, nouveauId, debut: '2025-03-27T11:00' }
  expect((await accueil.brut('POST /rendez-vous/:rendezVousId/report', report)).status).toBe(200)
  const contact = { telephone: '06 39 98 00 09', telephoneAccord: true, courriel: null, courrielAccord: false }
  expect(
    (await accueil.brut('PUT /personnes/:personneId/contact', { personneId: monde.personneId, ...contact })).status,
  ).toBe(200)
  const { json } = await carte(accueil, monde.personneId)
  expect(json.rendezVous.map(r => r.id)).toEqual([monde.rendezVousChampId, nouveauId])
  expect(json.contact.telephone).toBe('0639980009')
})

test('la liste du jour montre les attendus de son secteur, dans l’ordre, sans ceux qui sont annulés ni ceux qui sont venus', async () => {
  const monde = await unMonde(essai)
  const { accueil, referent } = monde.dedans
  essai.now = '2025-03-20T07:00:00Z'
  await sessionsSansFin(essai)
  const lire = async (agent: Navigateur) =>
    (await agent.appeler<typeof rendezVousDuJour>('GET /accueil/rendez-vous', {})).json.attendues.map(r => r.id)
  const dire = async (qui: Navigateur, rendezVousId: string, issue: string) =>
    (await qui.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId, issue })).status
  expect(await lire(accueil)).toEqual([monde.rendezVousId, monde.rendezVousChampId])
  for (const { agent } of monde.dehors.accueil) expect(await lire(agent)).toEqual([])
  expect(await dire(referent, monde.rendezVousId, 'annule-service')).toBe(200)
  expect(await lire(accueil)).toEqual([monde.rendezVousChampId])
  essai.now = '2025-03-20T13:30:00Z'
  expect(await lire(accueil)).toEqual([monde.rendezVousChampId])
  expect(await dire(monde.dedans['co-intervenant'], monde.rendezVousChampId, 'present')).toBe(200)
  expect(await lire(accueil)).toEqual([])
  // The card too: nothing more to come today.
  expect((await carte(accueil, monde.personneId)).json.rendezVous).toEqual([])
})

describe('rien d’autre ne lui est ouvert', () => {
  test('hors de ses gestes, chaque adresse répond 403', async () => {
    const monde = await unMonde(essai)
    const SIENNES = ['accueil.recevoir', 'contact.corriger', 'precaution.lire', 'rendez-vous.prendre', 'connecte']
    const autres = [...CAS_USAGE, ...DOCUMENTS].filter(c => !SIENNES.includes(c.declaration.permission))
    expect(autres.length).toBeGreaterThan(60)
    const ouvertes: string[] = []
    for (const { declaration } of autres) {
      const entree = LIGNES[declaration.route]?.entree(monde, monde.referentId)
      const { status, texte } = await monde.dedans.accueil.brut(declaration.route, entree)
      if (status !== 403 || texte.includes(NOM)) ouvertes.push(`${declaration.route} répond ${status}`)
    }
    expect(ouvertes).toEqual([])
  })
})
