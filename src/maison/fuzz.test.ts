import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { serveur } from '../serveur.ts'
import { type Demande, faute, generateur, lesDemandeurs } from './essai-fuzz.ts'
import { operations } from './essai-hostile.ts'
import { unMonde } from './essai-monde.ts'
import { unVoisin } from './essai-voisin.ts'

/**
 * Requests nobody thought of, drawn from `docs/openapi.json`: every route by every role, by those who were dismissed, by another
 * territory, by a software, by nobody. `FUZZ_REQUETES`, `FUZZ_GRAINE`: how many, which; `FUZZ_RANG`: one of them alone.
 */
const essai = unEssai({ vider: false })
const REQUETES = Number(process.env.FUZZ_REQUETES) || 1000
const GRAINE = Number(process.env.FUZZ_GRAINE) || Math.floor(Math.random() * 1e9)
const SEULE = process.env.FUZZ_RANG
const BANC = Boolean(process.env.FUZZ_REQUETES)

let app: FastifyInstance
let voisin: Awaited<ReturnType<typeof unVoisin>>
let tirer: (rang: number) => Demande
let jetons: readonly string[]
let couples: number
let revenir: () => Promise<void>
beforeAll(async () => {
  const monde = await unMonde(essai)
  voisin = await unVoisin(essai)
  const la = await lesDemandeurs(essai, monde, voisin)
  jetons = la.jetons
  tirer = generateur(monde, la.qui, la.ids, GRAINE)
  couples = operations().size * la.qui.length
  revenir = await retenirEtat(essai.url)
  app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
}, 120_000)
afterAll(async () => {
  await app.close()
  await voisin.fermer()
})

test(`${REQUETES} demandes au hasard, graine ${GRAINE} : aucune panne, rien de qui n’est pas à voir`, {
  timeout: 1_800_000,
}, async () => {
  const fautes: unknown[] = []
  const temps: { ms: number; route: string; qui: string; status: number; rang: number }[] = []
  let remis = 0
  const statuts = new Map<number, number>()
  const rangs = SEULE ? [Number(SEULE)] : Array.from({ length: REQUETES }, (_, i) => i)
  for (const rang of rangs) {
    const demande = tirer(rang)
    const debut = performance.now()
    const reponse = await app.inject({
      method: demande.methode as 'GET',
      url: demande.url,
      payload: demande.corps,
      headers: { ...demande.qui.entetes, ...(demande.type ? { 'content-type': demande.type } : {}) },
    })
    const { statusCode: status, body: texte } = reponse
    temps.push({ ms: performance.now() - debut, route: demande.route, qui: demande.qui.nom, status, rang })
    statuts.set(status, (statuts.get(status) ?? 0) + 1)
    const quoi = faute(demande, { status, texte, entetes: reponse.headers }, jetons)
    if (quoi)
      fautes.push({
        rang,
        quoi,
        route: demande.route,
        qui: demande.qui.nom,
        url: demande.url.slice(0, 200),
        corps: String(demande.corps).slice(0, 300),
        texte: texte.slice(0, 200),
      })
    // What was written here is taken back: each request meets the same world.
    if (status < 400 && demande.methode !== 'GET' && !demande.qui.ailleurs) {
      const ecrit = performance.now()
      await revenir()
      remis += performance.now() - ecrit
    }
  }
  if (BANC || fautes.length) {
    const lignes = [...statuts].sort(([a], [b]) => a - b).map(([s, n]) => `${s} : ${n}`)
    console.log(
      `graine ${GRAINE}, ${temps.length} demandes ; ${lignes.join(', ')} ; ${(remis / 1000).toFixed(0)} s à défaire ce qui était écrit`,
    )
    for (const t of temps.sort((a, b) => b.ms - a.ms).slice(0, 10))
      console.log(`${t.ms.toFixed(0).padStart(6)} ms  ${t.status}  ${t.route}  (${t.qui}, rang ${t.rang})`)
  }
  expect(fautes, `Pour rejouer : FUZZ_GRAINE=${GRAINE} npx vitest run src/maison/fuzz.test.ts`).toEqual([])
})

test('la règle se voit échouer', () => {
  const demande = tirer(0)
  const dire = (texte: string, status = 200, entetes: Record<string, unknown> = {}) =>
    faute({ ...demande, corps: '', url: '/' }, { status, texte, entetes }, jetons)
  expect(dire('{"nom":"Tissage"}')).toBe(null)
  expect(dire('{}', 500)).toMatch(/panne/)
  expect(dire('{"prenom":"Zéphyrinde","telephone":"06 39 98 76 54"}')).toMatch(/montre/)
  expect(dire('{}', 200, { 'set-cookie': jetons[0] })).toMatch(/jeton/)
  expect(dire(`{"cle":"${jetons.at(-1)}"}`)).toMatch(/clé/)
  for (const dedans of ['at lire (src/a.ts:12)', 'relation t_59.personne', '$argon2id$v=19'])
    expect([dedans, dire(dedans)]).toEqual([dedans, expect.stringMatching(/entrailles/)])
  expect(dire('{}', 400)).toMatch(/sans un mot/)
})

test('chaque adresse, par chacun : aucune n’est oubliée', () => {
  const vus = new Set(Array.from({ length: 2 * couples }, (_, rang) => tirer(rang)).map(d => `${d.route} ${d.qui.nom}`))
  expect(vus.size).toBe(couples)
})
