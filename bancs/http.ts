import { fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { COOKIE } from '../src/socle/http/routes-http.ts'
import { serveurDuBanc } from './import.ts'
import { MAINTENANT, type Monde, peuplerTerritoire } from './territoire-http.ts'

export type OptionsHttp = { clients: number; secondes: number; fois: number; json: boolean }

export type Requete = { method?: 'PUT' | 'POST'; path: string; headers: Record<string, string>; body?: string }
type Mesure = {
  route: string
  fois: number
  requetes: number
  echecs: number
  p50: number
  p95: number
  p99: number
  /** Of the p95 to that of the page's floor (null: none), then to the bare route's. */
  rapport: number | null
  rapportNu: number
}

const n = (x: number, decimales = 1) => x.toFixed(decimales).replace('.', ',')
const avec = (path: string, jeton: string): Requete => ({ path, headers: { cookie: `${COOKIE}=${jeton}` } })
const auHasard = <T>(liste: readonly T[]): T => liste[Math.floor(Math.random() * liste.length)] as T

const surUnDossier = (dossiers: Monde['dossiers'], partie = ''): Requete => {
  const { personneId, jeton } = auHasard(dossiers)
  return avec(`/api/personnes/${personneId}${partie}`, jeton)
}

type Page = {
  requete: (monde: Monde) => Requete
  /** The persons on whom its floor is read, by the same readers: whom a role may open costs more or less to check. */
  plancher: (monde: Monde) => Monde['dossiers']
}

/** One request at random for each page measured. */
const PAGES: Record<string, Page> = {
  'Aujourd’hui': {
    requete: monde => avec('/api/aujourdhui', auHasard(monde.charges)),
    plancher: monde => monde.deCharges,
  },
  Dossier: { requete: monde => surUnDossier(monde.dossiers), plancher: monde => monde.dossiers },
  'Dossier suivi, court': { requete: monde => surUnDossier(monde.courts), plancher: monde => monde.courts },
  'Dossier suivi, 2 000 événements': {
    requete: monde => surUnDossier(monde.longs),
    plancher: monde => monde.longs,
  },
  'Fil de 2 000 événements': {
    requete: monde => surUnDossier(monde.longs, '/evenements'),
    plancher: monde => monde.longs,
  },
  'Portefeuille de 200': {
    requete: monde => avec('/api/portefeuille', auHasard(monde.referents)),
    plancher: monde => monde.deReferents,
  },
}

const plancher = (dossiers: Monde['dossiers']): Requete => {
  const { personneId, jeton } = auHasard(dossiers)
  return avec(`/api/plancher/${personneId}`, jeton)
}

/** A colleague who writes without a stop: what is read beside them is read from the base, not from what was kept. */
function ecrire(monde: Monde): Requete {
  const { personneId, jeton } = auHasard(monde.dossiers)
  const telephone = `06 39 98 ${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`
  return {
    method: 'PUT',
    path: `/api/personnes/${personneId}/contact`,
    headers: { cookie: `${COOKIE}=${jeton}`, 'content-type': 'application/json' },
    body: JSON.stringify({ telephone, telephoneAccord: true, courriel: null, courrielAccord: false }),
  }
}

/** Loads a route with `clients` at once, each going through its own random requests; the time of every answer, in ms. */
export async function charger(url: string, clients: number, secondes: number, requete: () => Requete) {
  const temps: number[] = []
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const canon = autocannon(
    {
      url,
      connections: clients,
      duration: secondes,
      setupClient: client => client.setRequests(Array.from({ length: 200 }, requete)),
    },
    (erreur, bilan) => (erreur ? reject(erreur) : resolve(bilan.non2xx + bilan.errors + bilan.timeouts)),
  )
  canon.on('response', (_client: unknown, _statut: number, _octets: number, ms: number) => temps.push(ms))
  const echecs = await promise
  const tries = Float64Array.from(temps).sort()
  const centile = (p: number) => tries[Math.min(tries.length - 1, Math.floor(tries.length * p))] ?? 0
  return { requetes: tries.length, echecs, p50: centile(0.5), p95: centile(0.95), p99: centile(0.99) }
}

/**
 * Pages of a territory of 100,000 persons while a colleague writes, each right after the floor of an honest page on the same persons by
 * the same readers, and beside the barest route, in the same process and on the same pool.
 */
export async function mesurerHttp({ clients, secondes, fois, json }: OptionsHttp): Promise<void> {
  const serveur = await serveurDuBanc()
  const mesures: Mesure[] = []
  try {
    const url = await serveur.neuve()
    process.stderr.write('Import de deux flux, reprise des suivis…\n')
    const monde = await peuplerTerritoire(url)
    process.stderr.write(
      `${monde.personnes} personnes, ${monde.suivis} suivies, ${monde.entrants} entrées en cours ; ${clients} clients, ${secondes} s par mesure\n`,
    )
    const enfant = fork(new URL('./serveur-http.ts', import.meta.url), [url, MAINTENANT], { execArgv: [] })
    const [[produit, seul, nue]] = (await once(enfant, 'message')) as [[string, string, string]]
    try {
      for (const page of Object.values(PAGES)) await charger(produit, clients, 2, () => page.requete(monde))
      for (let tour = 1; tour <= fois; tour++) {
        const nu = await charger(nue, clients, secondes, () => ({ path: '/', headers: {} }))
        dire({ route: 'select 1', fois: tour, ...nu, rapport: null, rapportNu: 1 })
        for (const [route, page] of Object.entries(PAGES)) {
          const bas = await charger(seul, clients, secondes, () => plancher(page.plancher(monde)))
          dire({ route: 'son plancher', fois: tour, ...bas, rapport: 1, rapportNu: bas.p95 / nu.p95 })
          const [mesure, ecrits] = await Promise.all([
            charger(produit, clients, secondes, () => page.requete(monde)),
            charger(produit, 1, secondes, () => ecrire(monde)),
          ])
          const echecs = mesure.echecs + ecrits.echecs
          dire({ route, fois: tour, ...mesure, echecs, rapport: mesure.p95 / bas.p95, rapportNu: mesure.p95 / nu.p95 })
        }
      }
    } finally {
      enfant.disconnect()
      await once(enfant, 'exit')
    }
  } finally {
    await serveur.arreter()
  }
  // An answer that refuses is soon given: such figures are worth nothing.
  if (mesures.some(m => m.echecs)) process.exitCode = 1
  if (json) process.stdout.write(`${JSON.stringify(mesures, null, 2)}\n`)
  else for (const route of Object.keys(PAGES)) direSynthese(mesures.filter(m => m.route === route))

  function dire(mesure: Mesure): void {
    mesures.push(mesure)
    if (json) return
    const { route, requetes, echecs, p50, p95, p99, rapport, rapportNu } = mesure
    console.log(
      `${route.padEnd(32)} p50 ${n(p50)} ms, p95 ${n(p95)} ms, p99 ${n(p99)} ms, ${requetes} réponses, ${echecs} échecs ; p95 ${rapport === null ? '' : `${n(rapport, 2)} fois celui du plancher, `}${n(rapportNu, 2)} fois celui de la route nue`,
    )
  }
}

function direSynthese(mesures: readonly Mesure[]): void {
  const rapports = mesures.map(m => m.rapport ?? 0).toSorted((a, b) => a - b)
  console.log(
    `${mesures[0]?.route} en ${mesures.length} fois : ${n(rapports[0] ?? 0, 2)} au mieux, ${n(rapports[Math.floor(rapports.length / 2)] ?? 0, 2)} en médiane`,
  )
}
