import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ouvrirBase } from '../src/base.ts'
import { unAgent } from '../src/maison/pannes/essai-processus.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { COOKIE } from '../src/socle/http/routes-http.ts'
import { charger, type Requete } from './http.ts'
import { serveurDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'

export type OptionsReprises = { clients: number; secondes: number; fois: number; json: boolean }
type Mesure = {
  demande: string
  traces: boolean
  tour: number
  p50: number
  p95: number
  parSeconde: number
  echecs: number
  /** Milliseconds of processor of Node for each answer. */
  processeur: number
  /** Of that, and of its p50, to those of the same statements alone, just before in the same process. */
  rapport: number
  rapportP50: number
}

const n = (x: number) => x.toFixed(2).replace('.', ',')
const mediane = (valeurs: number[]) => valeurs.toSorted((a, b) => a - b)[Math.floor(valeurs.length / 2)] ?? 0

/** Takes the traces it is sent, and keeps none. */
async function unReceveur() {
  let recus = 0
  const serveur = createServer((demande, reponse) => {
    recus++
    demande.resume().on('end', () => reponse.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
  })
  await new Promise<void>(pret => serveur.listen(0, '127.0.0.1', pret))
  const adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`
  return { adresse, recus: () => recus, fermer: () => serveur.close() }
}

async function unServeur(url: string, traces: string) {
  const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: traces }
  const enfant = fork(new URL('./serveur-reprises.ts', import.meta.url), [url], { execArgv: [], env })
  const [[maison, nue]] = (await once(enfant, 'message')) as [[string, string]]
  const processeur = async (): Promise<number> => {
    enfant.send('processeur')
    const [ms] = await once(enfant, 'message')
    return ms as number
  }
  /** Loads one of its addresses, and counts what each answer takes of its processor. */
  const mesurer = async (adresse: string, clients: number, secondes: number, demande: Requete) => {
    const avant = await processeur()
    const mesure = await charger(adresse, clients, secondes, () => demande)
    return { ...mesure, processeur: ((await processeur()) - avant) / mesure.requetes }
  }
  const fermer = async () => {
    enfant.disconnect()
    await once(enfant, 'exit')
  }
  return { maison, nue, mesurer, fermer, traces: traces !== '' }
}

/**
 * The least request, read or command, through all that the house puts around it (session heard of by the listening line, permission,
 * retries when the base is lost, traces or not), each right after the same statements alone in the same process and on the same pool.
 */
export async function mesurerReprises({ clients, secondes, fois, json }: OptionsReprises): Promise<void> {
  const banc = await serveurDuBanc()
  const mesures: Mesure[] = []
  try {
    const url = await banc.neuve()
    poserCle(CLE_DU_BANC)
    const base = ouvrirBase(url, 2)
    const { jeton } = await unAgent(base, 'administrateur')
    await base.fermer()
    const headers = { cookie: `${COOKIE}=${jeton}` }
    const demandes: Requete[] = [
      { path: '/api/lecture', headers },
      {
        method: 'POST',
        path: '/api/commande',
        headers: { ...headers, 'content-type': 'application/json' },
        body: '{}',
      },
    ]
    const receveur = await unReceveur()
    const serveurs = [await unServeur(url, ''), await unServeur(url, receveur.adresse)]
    for (const s of serveurs) for (const d of demandes) await charger(s.maison, clients, 2, () => d)
    for (let tour = 1; tour <= fois; tour++)
      for (const demande of demandes)
        for (const { maison, nue, mesurer, traces } of serveurs) {
          const bas = await mesurer(nue, clients, secondes, demande)
          const haut = await mesurer(maison, clients, secondes, demande)
          dire({
            demande: demande.path,
            traces,
            tour,
            p50: haut.p50,
            p95: haut.p95,
            parSeconde: haut.requetes / secondes,
            echecs: haut.echecs + bas.echecs,
            processeur: haut.processeur,
            rapport: haut.processeur / bas.processeur,
            rapportP50: haut.p50 / bas.p50,
          })
        }
    for (const s of serveurs) await s.fermer()
    receveur.fermer()
    // Traces that nobody took cost less: such figures are worth nothing.
    if (receveur.recus() === 0 || mesures.some(m => m.echecs)) process.exitCode = 1
  } finally {
    await banc.arreter()
  }
  if (json) process.stdout.write(`${JSON.stringify(mesures, null, 2)}\n`)
  else
    for (const demande of new Set(mesures.map(m => m.demande))) {
      const [sans, avec] = [false, true].map(traces =>
        mediane(mesures.filter(m => m.demande === demande && m.traces === traces).map(m => m.rapport)),
      )
      console.log(
        `${demande} en ${fois} fois : ${n(sans ?? 0)} fois le processeur du plancher sans traces, ${n(avec ?? 0)} avec, en médiane`,
      )
    }

  function dire(mesure: Mesure): void {
    mesures.push(mesure)
    if (json) return
    const { demande, traces, p50, p95, parSeconde, echecs, processeur, rapport, rapportP50 } = mesure
    console.log(
      `${demande.padEnd(14)} ${traces ? 'avec' : 'sans'} traces : p50 ${n(p50)} ms, p95 ${n(p95)} ms, ${Math.round(parSeconde)} par seconde, ${echecs} échecs ; ${n(processeur)} ms de processeur, ${n(rapport)} fois le plancher, p50 ${n(rapportP50)} fois`,
    )
  }
}
