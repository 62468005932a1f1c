import { fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { COOKIE } from '../src/socle/http/routes-http.ts'
import { serveurDuBanc } from './import.ts'
import { MAINTENANT, type Monde, peuplerTerritoire } from './territoire-http.ts'

export type OptionsHttp = { clients: number; secondes: number; fois: number; json: boolean }

type Requete = { path: string; headers: Record<string, string> }
type Mesure = {
  route: string
  fois: number
  requetes: number
  echecs: number
  p50: number
  p95: number
  p99: number
  rapport: number
}

const n = (x: number, decimales = 1) => x.toFixed(decimales).replace('.', ',')
const avec = (path: string, jeton: string): Requete => ({ path, headers: { cookie: `${COOKIE}=${jeton}` } })
const auHasard = <T>(liste: readonly T[]): T => liste[Math.floor(Math.random() * liste.length)] as T

/** One request at random for each page measured. */
const ROUTES: Record<string, (monde: Monde) => Requete> = {
  'À faire': monde => avec('/api/aujourdhui', auHasard(monde.charges)),
  Dossier: monde => {
    const { personneId, jeton } = auHasard(monde.dossiers)
    return avec(`/api/personnes/${personneId}`, jeton)
  },
  Portefeuille: monde => avec('/api/portefeuille', auHasard(monde.referents)),
}

/** Loads a route with `clients` at once, each going through its own random requests; the time of every answer, in ms. */
async function charger(url: string, clients: number, secondes: number, requete: () => Requete) {
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

/** Three pages of a territory of 100,000 persons, each beside a bare route of the same process on the same pool. */
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
    const [[produit, nue]] = (await once(enfant, 'message')) as [[string, string]]
    try {
      for (const requete of Object.values(ROUTES)) await charger(produit, clients, 2, () => requete(monde))
      for (let tour = 1; tour <= fois; tour++) {
        const plancher = await charger(nue, clients, secondes, () => ({ path: '/', headers: {} }))
        dire({ route: 'select 1', fois: tour, ...plancher, rapport: 1 })
        for (const [route, requete] of Object.entries(ROUTES)) {
          const mesure = await charger(produit, clients, secondes, () => requete(monde))
          dire({ route, fois: tour, ...mesure, rapport: mesure.p95 / plancher.p95 })
        }
      }
    } finally {
      enfant.disconnect()
      await once(enfant, 'exit')
    }
  } finally {
    await serveur.arreter()
  }
  if (json) process.stdout.write(`${JSON.stringify(mesures, null, 2)}\n`)
  else for (const route of Object.keys(ROUTES)) direSynthese(mesures.filter(m => m.route === route))

  function dire(mesure: Mesure): void {
    mesures.push(mesure)
    if (json) return
    const { route, requetes, echecs, p50, p95, p99, rapport } = mesure
    console.log(
      `${route.padEnd(12)} p50 ${n(p50)} ms, p95 ${n(p95)} ms, p99 ${n(p99)} ms, ${requetes} réponses, ${echecs} échecs ; p95 ${n(rapport, 2)} fois celui de la route nue`,
    )
  }
}

function direSynthese(mesures: readonly Mesure[]): void {
  const rapports = mesures.map(m => m.rapport).toSorted((a, b) => a - b)
  console.log(
    `${mesures[0]?.route} en ${mesures.length} fois : ${n(rapports[0] ?? 0, 2)} au mieux, ${n(rapports[Math.floor(rapports.length / 2)] ?? 0, 2)} en médiane`,
  )
}
