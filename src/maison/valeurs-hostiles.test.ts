import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { avecValeur, type Champ, champsDOperation, hostiles, operations } from './essai-hostile.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, unMonde } from './essai-monde.ts'

const adresses = operations()

/** What the API says that a route takes. */
function champs(route: string): Champ[] {
  const operation = adresses.get(route)
  if (!operation) throw new Error(`${route} n’est pas dans docs/openapi.json`)
  return champsDOperation(operation)
}

const permissionDe = new Map<string, string>(
  [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: d }) => [d.route, d.permission]),
)
/** Where what is written shows. */
const LECTURES = [
  ...['GET /personnes/:personneId', 'GET /personnes/:personneId/evenements', 'GET /personnes/:personneId/rendez-vous'],
  ...['GET /rendez-vous', 'GET /aujourdhui', 'GET /portefeuille', 'GET /imports', 'GET /structures', 'GET /agents'],
]

const essai = unEssai({ vider: false })
let monde: Monde
let revenir: () => Promise<void>
beforeAll(async () => {
  monde = await unMonde(essai)
  revenir = await retenirEtat(essai.url)
})

test('aucune valeur hostile, à aucune adresse, ne fait une panne : elle est prise, ou refusée en français', {
  timeout: 600_000,
}, async () => {
  const pris = Object.values(monde).filter((v): v is string => typeof v === 'string' && v.length === 36)
  const fautes: unknown[] = []
  const envoyer = async (route: string, changer = (entree: Record<string, unknown>) => entree) => {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permissionDe.get(route) ?? ''))
    const ligne = LIGNES[route]
    if (!role || !ligne) throw new Error(`${route} ne se demande pas`)
    const agent = monde.dedans[role]
    return agent.brut(route, changer(ligne.entree(monde, agent.id)))
  }
  for (const route of permissionDe.keys()) {
    let ecrit = false
    for (const champ of champs(route)) {
      for (const valeur of hostiles(champ, pris)) {
        // Half of a character has no address.
        if (valeur === '\ud83d' && route.includes(`:${champ.chemin[0]}`)) continue
        const { status, json } = await envoyer(route, e => avecValeur(e, champ.chemin, valeur) as typeof e)
        const refus = { route, champ: champ.chemin.join('.'), valeur: JSON.stringify(valeur).slice(0, 60), status }
        if (status >= 500 || (status >= 400 && !/\p{L}{3}.*\.$/u.test(String(json.detail)))) fautes.push(refus)
        ecrit ||= status < 400 && !route.startsWith('GET ')
      }
    }
    if (!ecrit) continue
    for (const lecture of LECTURES) {
      const { status } = await envoyer(lecture)
      if (status >= 500) fautes.push({ route, lecture, status })
    }
    await revenir()
  }
  expect(fautes).toEqual([])
})
