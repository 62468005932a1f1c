import { expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES, type Role } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { serveur } from '../serveur.ts'
import { adresse } from '../socle/api.ts'

/**
 * The order in which a request is looked at (ARCHITECTURE.md): where it comes from, who asks, whether they may, then only what is
 * asked. Who may not ask learns nothing of what an address expects, and none of what they send is read.
 */
const essai = unEssai()
const roles = NOMS_ROLES
/**
 * Each route with an input of which no field is right, and what it answers: 404 when what the address names can't be, 400 when the
 * schema refuses the rest; null where any words will do (a search).
 */
const ROUTES = [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: { route, permission, input } }) => {
  const entree = Object.fromEntries(Object.keys(input.shape).map(nom => [nom, 'pas cela']))
  const { error } = input.safeParse(entree)
  const duChemin = error?.issues.some(({ path }) => route.includes(`:${String(path[0])}`))
  return { route, permission, entree, refus: error ? (duChemin ? 404 : 400) : null }
})
const ILLISIBLE = { 'content-type': 'text/vcard' }

test('sans session ou avec une clé inconnue, une demande malformée reçoit 401, jamais 400', async () => {
  const app = await serveur(essai.base, { ecrans: undefined, retardMaxMs: 0 })
  const autres: string[] = []
  for (const [i, { route, entree }] of ROUTES.entries()) {
    const { method, url } = adresse(route, entree)
    for (const authorization of [undefined, 'Bearer fr_inconnue']) {
      const { statusCode } = await app.inject({
        method: method as 'GET',
        url,
        // Who brings wrong keys on and on is asked to wait.
        remoteAddress: `198.51.100.${i % 250}`,
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        ...(method === 'GET' ? {} : { payload: '{' }),
      })
      if (statusCode !== 401) autres.push(`${route} répond ${statusCode}`)
    }
  }
  await app.close()
  expect(autres).toEqual([])
})

test('un rôle sans la permission reçoit 403 pour une demande malformée, un rôle qui l’a reçoit 400, ou 404 quand l’adresse ne désigne rien', async () => {
  const agents = new Map<Role, Awaited<ReturnType<typeof essai.unAgent>>>()
  for (const role of roles) agents.set(role, await essai.unAgent(role))
  const autres: string[] = []
  let refusees = 0
  for (const { route, permission, entree, refus } of ROUTES) {
    for (const [role, agent] of agents) {
      const permis = autorise({ genre: 'agent', role }, permission)
      const { status, json } = await agent.brut(route, entree)
      if (!permis && (status !== 403 || json.code !== 'hors-role')) autres.push(`${route} répond ${status} à ${role}`)
      if (permis && refus && status !== refus) autres.push(`${route} répond ${status} à ${role}, qui peut`)
      if (permis && refus) refusees++
      if (permis || route.startsWith('GET ')) continue
      const illisible = await agent.brut(route, entree, ILLISIBLE)
      if (illisible.status !== 403) autres.push(`${route} répond ${illisible.status} à ${role} et à un corps illisible`)
    }
  }
  expect(autres).toEqual([])
  expect(refusees).toBeGreaterThan(50)
})

test('une commande venue d’un autre site est refusée avant de savoir de qui', async () => {
  const app = await serveur(essai.base, { ecrans: undefined, retardMaxMs: 0 })
  const codes = new Set<string>()
  for (const { route, entree } of ROUTES.filter(r => !r.route.startsWith('GET '))) {
    const { method, url } = adresse(route, entree)
    const headers = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' }
    const reponse = await app.inject({ method: method as 'POST', url, headers, payload: '{' })
    codes.add(`${reponse.statusCode} ${reponse.json().code}`)
  }
  await app.close()
  expect([...codes]).toEqual(['403 autre-site'])
})
