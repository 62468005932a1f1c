import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Essai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uneStructureACreer } from '../../offre/essai-structure.ts'
import { contexte, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { enService, tuer } from '../../socle/postgres/etat.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { BILANS, compter, desClients, direBilans, FOIS, sousDesCommandes } from './essai-coups.ts'
import { poids, type Serveur, type Service, unService } from './essai-processus.ts'

/**
 * What a neighbour's fault does to the service, in real processes. `PANNES_FOIS`: how many times each, ten by `npm run banc -- pannes`;
 * `PANNES_MINUTES`: how long clients work without a stop.
 */
const MINUTES = Number(process.env.PANNES_MINUTES) || 0
const COUPLES = FOIS > 1 ? 40 : 8

let service: Service
const paires: { id: string; a: string; b: string }[] = []
beforeAll(async () => {
  service = await unService(desPersonnes)
}, 120_000)
afterAll(async () => {
  await service?.fermer()
  direBilans()
})

/** Persons who come in pairs that look alike. */
async function desPersonnes(base: Base): Promise<void> {
  const now = Temporal.Now.instant().toString()
  const territoire = { code: '59', nom: 'Nord', demo: false }
  const ctx = () => contexte(base.territoire('59'), base, { agent: SYSTEME, territoire, now })
  const essai = { base, now, ctx } as Essai
  for (let i = 0; i < COUPLES; i++) {
    const [a, b] = [await unePersonne(essai), await unePersonne(essai, { prenom: 'DOMINIQUE' })]
    const id = uuidv7()
    await base
      .territoire('59')
      .insertInto('doublon')
      .values({
        id,
        personneId: a.id,
        autreId: b.id,
        raisons: ['identite'],
        trouveLe: '2025-03-01',
        statut: 'a-decider',
      })
      .execute()
    paires.push({ id, a: a.id, b: b.id })
  }
}

test('la base tuée sous des commandes : le serveur reste, et repart avec elle', async () => {
  const { pid } = service.serveur
  await sousDesCommandes(service, 'base tuée (kill -9) sous des commandes', async () => tuer(service.donnees))
  expect([service.serveur.vit(), service.serveur.pid]).toEqual([true, pid])
}, 600_000)

test('le serveur tué sous des commandes : le suivant reprend la base, et tout ce qui fut dit est là', async () => {
  await sousDesCommandes(service, 'serveur tué (kill -9) sous des commandes', async () => {
    await service.serveur.finir('SIGKILL')
    service.serveur = await service.demarrer()
  })
}, 600_000)

test('le serveur arrêté sous des commandes : aucune réponse coupée, rien de perdu', async () => {
  await sousDesCommandes(service, 'serveur arrêté (SIGTERM) sous des commandes', async () => {
    const depart = performance.now()
    await service.serveur.finir('SIGTERM')
    expect((performance.now() - depart) / 1000).toBeLessThan(10)
    service.serveur = await service.demarrer()
  })
}, 600_000)

test('deux serveurs sur une base : même identifiant, même créneau, réunions contraires : un seul fait chaque fois', async () => {
  const autre = await service.demarrer({ externe: true })
  const ensemble = (demandes: [string, Record<string, unknown>][]) =>
    Promise.all(
      demandes.map(([route, saisie], i) =>
        service.charge.demander(route, saisie, i ? autre : service.serveur).then(r => r.status),
      ),
    )
  const structures: string[] = []
  const statuts = { creneaux: new Map<string, number>(), reunions: new Map<string, number>() }
  const noter = (ou: Map<string, number>, vus: number[]) => {
    const cle = vus.toSorted().join(' et ')
    ou.set(cle, (ou.get(cle) ?? 0) + 1)
  }
  for (const [i, { id, a, b }] of paires.entries()) {
    const structure = uneStructureACreer()
    structures.push(structure.id)
    const memes = [service.serveur, autre].map(s => service.administrateur.demander('POST /structures', structure, s))
    for (const { status } of await Promise.all(memes)) expect([200, 409]).toContain(status)
    const jour = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 14 + Math.floor(i / 12) * 7 })
    const lundi = jour.subtract({ days: jour.dayOfWeek - 1 })
    const creneau = {
      agentId: service.charge.id,
      debut: `${lundi}T${String(8 + (i % 12)).padStart(2, '0')}:00`,
      dureeMinutes: 30,
      lieu: '1 rue Exemple',
    }
    noter(
      statuts.creneaux,
      await ensemble(
        [a, b].map(personneId => ['POST /personnes/:personneId/rendez-vous', { id: uuidv7(), personneId, ...creneau }]),
      ),
    )
    noter(
      statuts.reunions,
      await ensemble([a, b].map(garder => ['POST /doublons/:doublonId/fusion', { doublonId: id, garder }])),
    )
  }
  await autre.finir('SIGTERM')
  const [perdues, doublees] = await compter(service, structures)
  const [reunies] = await service.lire<{ n: number }>(
    `select count(*)::int as n from t_59.doublon where statut = 'fusionnees'`,
  )
  BILANS.push({
    panne: 'deux serveurs, deux à la fois',
    fois: paires.length * 3,
    ecrites: structures.length,
    perdues,
    doublees,
    secondes: 0,
  })
  expect({ perdues, doublees, reunies: reunies?.n }).toEqual({ perdues: 0, doublees: 0, reunies: paires.length })
  expect([Object.fromEntries(statuts.creneaux), Object.fromEntries(statuts.reunions)]).toEqual([
    { '200 et 409': paires.length },
    { '200 et 409': paires.length },
  ])
}, 600_000)

test('la base arrêtée cinq secondes, chez quelqu’un d’autre : 503 pendant, et tout revient avec elle', async () => {
  const ici = service.serveur
  const dehors = await service.demarrer({ externe: true })
  // Who watches the base leaves: nobody starts it again by itself.
  await ici.finir('SIGKILL')
  service.serveur = dehors
  const vus = new Set<number>()
  await sousDesCommandes(service, 'base d’ailleurs tuée, absente 5 s', async () => {
    tuer(service.donnees)
    const jusqua = performance.now() + 5000
    while (performance.now() < jusqua) vus.add((await service.administrateur.demander('GET /structures')).status)
    await relever()
  })
  expect([...vus]).toEqual([503])
  expect(dehors.vit()).toBe(true)
  await dehors.finir('SIGTERM')
  service.serveur = await service.demarrer()
}, 600_000)

/** Starts the base as its own administrator would. */
async function relever(): Promise<void> {
  const { demarrer, trouverGrappe } = await import('../../socle/postgres/service.ts')
  await demarrer(await trouverGrappe(service.dossier, () => {}), () => {}, true)
  expect(enService(service.donnees)).not.toBeNull()
}

const RELEVES_PAR_MINUTE = 12
/** What a series gains at each step, by least squares. */
function pente(serie: readonly number[]): number {
  const [x, y] = [(serie.length - 1) / 2, serie.reduce((a, b) => a + b, 0) / serie.length]
  const ecarts = serie.map((v, i) => [(i - x) * (v - y), (i - x) ** 2] as const)
  return ecarts.reduce((s, [xy]) => s + xy, 0) / ecarts.reduce((s, [, xx]) => s + xx, 0)
}

if (MINUTES > 0)
  test('des clients sans relâche : ni mémoire, ni poignées, ni connexions qui montent', async () => {
    const clients = desClients(service, 20)
    const releves: { memoire: number; poignees: number; connexions: number }[] = []
    const fin = performance.now() + MINUTES * 60_000
    while (performance.now() < fin) {
      await sleep(60_000 / RELEVES_PAR_MINUTE)
      const [c] = await service.lire<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where usename like 't\\_%'`,
      )
      releves.push({ ...poids((service.serveur as Serveur).pid), connexions: c?.n ?? 0 })
    }
    await clients.arreter()
    const tiers = Math.floor(releves.length / 3)
    const mediane = (cle: keyof (typeof releves)[number], debut: number) =>
      releves
        .slice(debut, debut + tiers)
        .map(r => r[cle])
        .toSorted((a, b) => a - b)[Math.floor(tiers / 2)] ?? 0
    console.table(
      (['memoire', 'poignees', 'connexions'] as const).map(cle => ({
        quoi: cle,
        'premier tiers': mediane(cle, 0),
        'dernier tiers': mediane(cle, releves.length - tiers),
        'par minute': pente(releves.map(r => r[cle])) * RELEVES_PAR_MINUTE,
      })),
    )
    const [perdues, doublees] = await compter(service, clients.ecrites)
    BILANS.push({
      panne: `${MINUTES} minutes de 20 clients`,
      fois: 1,
      ecrites: clients.ecrites.length,
      perdues,
      doublees,
      secondes: 0,
    })
    expect({ perdues, doublees }).toEqual({ perdues: 0, doublees: 0 })
    expect(mediane('memoire', releves.length - tiers)).toBeLessThan(mediane('memoire', 0) * 1.3)
    expect(mediane('poignees', releves.length - tiers)).toBeLessThan(mediane('poignees', 0) + 20)
    expect(mediane('connexions', releves.length - tiers)).toBeLessThanOrEqual(mediane('connexions', 0) + 2)
  }, 3_600_000)
