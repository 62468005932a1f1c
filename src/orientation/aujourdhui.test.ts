import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { communeLisible } from '../personne/noms.ts'
import type { personnes } from '../personne/recherche/personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { aujourdhui } from './aujourdhui.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const lire = (agent: Navigateur, input: Parameters<typeof agent.appeler<typeof aujourdhui>>[1] = {}) =>
  agent.appeler<typeof aujourdhui>('GET /aujourdhui', input)
const lignes = async (
  agent: Navigateur,
  etat: 'a-convoquer' | 'a-conclure' | 'a-orienter' | 'a-recevoir' | 'en-retard',
) => (await lire(agent, { etat })).json.listes[0]?.lignes ?? []
const prendre = (agent: Navigateur, personneId: string, debut: string, agentId = agent.id) => {
  const id = uuidv7()
  return agent
    .brut(`POST /personnes/${personneId}/rendez-vous`, { id, agentId, debut, lieu: '12 rue Exemple, Tourcoing' })
    .then(() => id)
}

test('la journée : ce qui est entré, ce qui passe le délai, ce qui l’a passé', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await unePersonne(essai, { entreeRecueLe: '2025-03-10' })
  await unePersonne(essai, { entreeRecueLe: '2025-02-28' })
  await unePersonne(essai, { entreeRecueLe: '2025-02-20' })
  const { json } = await lire(awa)
  expect(json.bilan).toEqual({ arrivees: 1, bientot: 1, enRetard: 1, dici: '2025-03-14', delaiJours: 15 })
  expect(json.compteurs).toMatchObject({ 'a-convoquer': 3, 'a-orienter': 0, 'en-retard': 1, stock: 0 })
  expect(json.listes.map(l => [l.etat, l.total])).toEqual([
    ['a-convoquer', 3],
    ['a-conclure', 0],
    ['a-orienter', 0],
  ])
})

test('chaque ligne dit depuis quand, pourquoi, et ce qui est dû ; la plus ancienne d’abord', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await unePersonne(essai, { nom: 'RECENTE', entreeRecueLe: '2025-03-08', motif: 'arrivee-departement' })
  await unePersonne(essai, { nom: 'ANCIENNE', entreeRecueLe: '2025-02-01' })
  const [ancienne, recente] = await lignes(awa, 'a-convoquer')
  expect(recente).toMatchObject({
    nom: 'RECENTE',
    commune: 'TOURCOING',
    motif: 'arrivee-departement',
    recuLe: '2025-03-08',
    echeance: '2025-03-22',
    convoquerAvant: '2025-03-22',
    relais: null,
    concerne: true,
    etape: 'convoquer',
  })
  expect(ancienne).toMatchObject({ nom: 'ANCIENNE', echeance: '2025-02-15', relais: '2025-03-15' })
})

test('de la convocation au diagnostic, la personne passe d’une liste à l’autre dès que c’est écrit', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-08' })
  const ou = async () => Object.entries((await lire(awa)).json.compteurs).filter(([, n]) => n > 0)
  expect(await ou()).toEqual([['a-convoquer', 1]])
  const rdv = await prendre(awa, id, '2025-03-10T10:30')
  expect(await ou()).toEqual([['a-recevoir', 1]])
  essai.now = '2025-03-10T10:20:00Z'
  expect(await ou()).toEqual([['a-conclure', 1]])
  await awa.brut(`PUT /rendez-vous/${rdv}/issue`, { issue: 'absent' })
  expect((await lignes(awa, 'a-convoquer'))[0]).toMatchObject({ etape: 'reconvoquer', rendezVous: { issue: 'absent' } })
  await awa.brut(`PUT /rendez-vous/${rdv}/issue`, { issue: 'present' })
  expect((await lignes(awa, 'a-conclure'))[0]).toMatchObject({ etape: 'diagnostiquer' })
})

test('une personne qui n’est plus soumise aux droits et devoirs est signalée', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await unePersonne(essai, { entreeRecueLe: '2025-03-08', soumis: false })
  expect((await lignes(awa, 'a-convoquer'))[0]?.concerne).toBe(false)
})

test('le stock non orienté se compte à part et se lit par ancienneté, sans les entrées', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await unePersonne(essai, { nom: 'ENTREE', entreeRecueLe: '2025-03-08' })
  await unePersonne(essai, { nom: 'STOCK RECENT', dateDemande: '2024-06-01' })
  await unePersonne(essai, { nom: 'STOCK ANCIEN', dateDemande: '2019-06-01', codeInsee: '59350' })
  await unePersonne(essai, { nom: 'PLUS CONCERNE', etat: '5' })
  expect((await lire(awa)).json.compteurs.stock).toBe(2)
  const { json } = await lire(awa, { etat: 'stock' })
  expect(json.stock?.lignes.map(l => l.nom)).toEqual(['STOCK ANCIEN', 'STOCK RECENT'])
  const filtre = await lire(awa, { etat: 'stock', communes: '59350' })
  expect(filtre.json.stock).toMatchObject({ total: 1, lignes: [{ nom: 'STOCK ANCIEN', depuis: '2019-06-01' }] })
})

test('la puce du stock compte ce que sa liste montre : sous une commune, celles de la commune ; sous un motif ou un agent, personne', async () => {
  const awa = await essai.unAgent('charge-orientation')
  for (const codeInsee of ['59350', '59350', '59599']) await unePersonne(essai, { codeInsee })
  for (const [filtre, attendu] of [
    [{}, 3],
    [{ communes: '59350' }, 2],
    [{ communes: '59350,59599' }, 3],
    [{ communes: '59001' }, 0],
    [{ communes: '' }, 3],
    [{ agents: '' }, 3],
    [{ motifs: 'premiere-demande' }, 0],
    [{ communes: '59350', agents: awa.id }, 0],
  ] as const) {
    const puce = (await lire(awa, filtre)).json.compteurs.stock
    const { stock, compteurs, pages } = (await lire(awa, { ...filtre, etat: 'stock' })).json
    expect([puce, compteurs.stock, stock?.total, stock?.lignes.length, pages]).toEqual([...Array(4).fill(attendu), 1])
  }
})

test('les filtres : commune, motif, agent du rendez-vous', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const marc = await essai.unAgent('referent', { nom: 'MARC' })
  const a = await unePersonne(essai, { nom: 'A', entreeRecueLe: '2025-03-08', codeInsee: '59350', commune: 'LILLE' })
  await unePersonne(essai, { nom: 'B', entreeRecueLe: '2025-03-08', motif: 'arrivee-departement' })
  await prendre(awa, a.id, '2025-03-12T09:00', marc.id)
  const noms = async (input: Record<string, string>) => {
    const { json } = await lire(awa, input)
    return json.listes.flatMap(l => l.lignes.map(p => p.nom))
  }
  expect(await noms({ etat: 'a-recevoir', communes: '59350' })).toEqual(['A'])
  expect(await noms({ motifs: 'arrivee-departement' })).toEqual(['B'])
  expect(await noms({ etat: 'a-recevoir', agents: marc.id })).toEqual(['A'])
  expect(await noms({ etat: 'a-recevoir', agents: awa.id })).toEqual([])
  const { choix } = (await lire(awa)).json
  expect(choix.communes).toEqual([
    { valeur: '59350', libelle: 'Lille', nombre: 1 },
    { valeur: '59599', libelle: 'Tourcoing', nombre: 1 },
  ])
  expect(choix.agents).toMatchObject([{ libelle: 'Agent MARC', nombre: 1 }])
})

test('une commune se dit de même dans le filtre et dans la liste, un filtre vide garde tout le monde', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const commune = 'VILLENEUVE D ASCQ'
  await unePersonne(essai, { entreeRecueLe: '2025-03-08', codeInsee: '59009', commune })
  const { choix, compteurs } = (await lire(awa, { communes: '', motifs: '' })).json
  expect(choix.communes.map(c => c.libelle)).toEqual([communeLisible(commune)])
  expect(compteurs['a-convoquer']).toBe(1)
})

test('une commune que le code nomme n’a qu’un nom, dans la liste, le filtre et la recherche, comment que les flux l’écrivent', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const nom = 'Villeneuve-d’Ascq'
  await essai.base.territoire('59').insertInto('commune').values({ code: '59009', nom }).execute()
  for (const commune of ['VILLENEUVE D ASCQ', 'Villeneuve Dascq', 'VLLE ASCQ'])
    await unePersonne(essai, { nom: 'ESSAI-ASCQ', entreeRecueLe: '2025-03-08', codeInsee: '59009', commune })
  const { choix, listes } = (await lire(awa)).json
  expect(choix.communes).toEqual([{ valeur: '59009', libelle: nom, nombre: 3 }])
  expect(listes.flatMap(l => l.lignes.map(e => e.commune))).toEqual([nom, nom, nom])
  const trouvees = await awa.appeler<typeof personnes>('POST /personnes/recherche', { q: 'essai ascq' })
  expect(trouvees.json.personnes.map(p => p.commune)).toEqual([nom, nom, nom])
})

test('une liste se lit par pages de vingt-cinq', async () => {
  const awa = await essai.unAgent('charge-orientation')
  for (let i = 0; i < 53; i++) await unePersonne(essai, { nom: `N${i}`, entreeRecueLe: '2025-03-08' })
  const apercu = (await lire(awa)).json.listes[0]
  expect([apercu?.total, apercu?.lignes.length]).toEqual([53, 10])
  const derniere = (await lire(awa, { etat: 'a-convoquer', page: 3 })).json
  expect([derniere.pages, derniere.listes[0]?.lignes.length]).toEqual([3, 3])
})

test('hors du secteur, rien ; un pilote n’y a pas accès', async () => {
  await unePersonne(essai, { entreeRecueLe: '2025-03-10' })
  await unePersonne(essai, {})
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const { json } = await lire(ailleurs)
  expect([json.bilan.arrivees, json.compteurs['a-convoquer'], json.compteurs.stock]).toEqual([0, 0, 0])
  const dedans = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect((await lire(dedans)).json.compteurs).toMatchObject({ 'a-convoquer': 1, stock: 1 })
  expect((await lire(await essai.unAgent('pilote'))).status).toBe(403)
})
