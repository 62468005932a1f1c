import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { avecValeur, type Champ, champsDe, hostiles, type Schema } from './essai-hostile.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, unMonde } from './essai-monde.ts'
import { RACINE } from './sources.ts'

type Operation = {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}
const { paths } = JSON.parse(readFileSync(`${RACINE}docs/openapi.json`, 'utf8')) as {
  paths: Record<string, Record<string, Operation>>
}

/** What the API says that a route takes. */
function champs(route: string): Champ[] {
  const [method = '', url = ''] = route.split(' ')
  const operation = paths[`/api${url.replaceAll(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
  if (!operation) throw new Error(`${route} n’est pas dans docs/openapi.json`)
  const corps = operation.requestBody?.content['application/json']?.schema
  return [
    ...(operation.parameters ?? []).map(({ name, schema }) => ({ chemin: [name], schema })),
    ...(corps ? champsDe(corps) : []),
  ]
}

const TOUTES = [...CAS_USAGE, ...DOCUMENTS].map(u => u.declaration)
const permissionDe = new Map<string, string>(TOUTES.map(d => [d.route, d.permission]))
const LECTURES = TOUTES.map(d => d.route).filter(r => r.startsWith('GET ') && !/pdf|fichier|contenu|modeles/.test(r))

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
  let demandes = 0
  let retours = 0
  const t: Record<string, number> = {}
  for (const { route, permission } of [...CAS_USAGE, ...DOCUMENTS].map(u => u.declaration)) {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    const ligne = LIGNES[route]
    if (!role || !ligne) continue
    const agent = monde.dedans[role]
    const d = performance.now()
    for (const { chemin, schema } of champs(route)) {
      const ecrit: unknown[] = []
      for (const valeur of hostiles(schema, pris)) {
        if (valeur === '\ud83d' && route.includes(`:${chemin[0]}`)) continue
        const entree = avecValeur(ligne.entree(monde, agent.id), chemin, valeur) as Record<string, unknown>
        const { status, json } = await agent.brut(route, entree)
        demandes++
        if (status >= 500 || (status >= 400 && !/\p{L}{3}.*\.$/u.test(String(json.detail))))
          fautes.push({
            route,
            champ: chemin.join('.'),
            valeur: JSON.stringify(valeur).slice(0, 60),
            status,
            detail: json.detail,
          })
        if (status < 400 && !route.startsWith('GET ')) ecrit.push(valeur)
      }
      if (!ecrit.length) continue
      // What was taken is read afterwards, by all the screens that show it.
      for (const lecture of LECTURES) {
        const lecteur =
          NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permissionDe.get(lecture) ?? '')) ?? role
        const { status } = await monde.dedans[lecteur].brut(
          lecture,
          LIGNES[lecture]?.entree(monde, monde.dedans[lecteur].id),
        )
        demandes++
        if (status >= 500) fautes.push({ route, champ: chemin.join('.'), lecture, status })
      }
      retours++
      await revenir()
    }
    t[route] = Math.round(performance.now() - d)
  }
  console.log(
    demandes,
    retours,
    Object.entries(t)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 15),
  )
  console.log(JSON.stringify(fautes, null, 1).slice(0, 15000))
  expect(fautes).toEqual([])
})
