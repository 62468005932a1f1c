import { afterAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { chiffrerMotDePasse } from '../auth/mot-de-passe.ts'
import { unJournal } from '../observer/essai-journal.ts'

const essai = unEssai()
const BON = 'un mot de passe solide'
const { lignes, logger } = unJournal('info')
const fermer: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const f of fermer) await f()
})

/** Behind the proxy of this machine, on a closed line (https) or an open one. */
async function unVisiteur() {
  const app = await serveur(essai.base, {
    now: () => essai.now,
    ecrans: undefined,
    logger,
  })
  fermer.push(() => app.close())
  const { id } = await essai.unAgent('referent')
  const motDePasse = await chiffrerMotDePasse(BON)
  await essai.base.commun.updateTable('identite').set({ motDePasse }).where('id', '=', id).execute()
  const envoyer = (proto: string, method: 'GET' | 'POST', url: string, payload?: object, cookie = '') =>
    app.inject({ method, url: `/api${url}`, payload, headers: { 'x-forwarded-proto': proto, cookie } })
  return { courriel: `${id}@example.org`, envoyer }
}
const dits = (reponse: { headers: Record<string, unknown> }) => [reponse.headers['set-cookie']].flat().map(String)

test('sur une ligne fermée, le nom de chaque cookie le garde d’une ligne ouverte et d’un voisin de domaine', async () => {
  const { courriel, envoyer } = await unVisiteur()
  const entree = await envoyer('https', 'POST', '/connexion', { courriel, motDePasse: BON })
  expect(dits(entree)).toEqual([
    expect.stringMatching(/^__Secure-filrouge_appareil=.*; Path=\/api; HttpOnly; Secure; SameSite=Strict$/),
    expect.stringMatching(
      /^__Host-filrouge_session=[\w-]{43}; Max-Age=36000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    ),
  ])
  const jeton = /__Host-filrouge_session=([\w-]+)/.exec(dits(entree).join())?.[1]
  const session = (proto: string, nom: string) => envoyer(proto, 'GET', '/session', undefined, `${nom}=${jeton}`)
  expect((await session('https', '__Host-filrouge_session')).statusCode).toBe(200)
  // Under the name of an open line, somebody on that line may have put it there.
  expect((await session('https', 'filrouge_session')).statusCode).toBe(401)
  const sortie = await envoyer('https', 'POST', '/deconnexion', {}, `__Host-filrouge_session=${jeton}`)
  expect(dits(sortie)).toEqual([
    expect.stringMatching(/^__Host-filrouge_session=; Max-Age=0; Path=\/; HttpOnly; Secure;/),
  ])
  expect(sortie.headers['clear-site-data']).toBe('"cache"')
  expect((await session('https', '__Host-filrouge_session')).statusCode).toBe(401)
})

test('qui n’a pas le droit, ou devine, laisse une ligne au journal : quoi et où, jamais qui', async () => {
  const { courriel, envoyer } = await unVisiteur()
  lignes.length = 0
  await envoyer('http', 'POST', '/connexion', { courriel, motDePasse: 'un autre, deviné' })
  expect(lignes.map(l => JSON.parse(l))).toEqual([
    expect.objectContaining({ msg: 'refus', refus: 'connexion-refusee', route: '/api/connexion' }),
  ])
  expect(lignes.join()).not.toMatch(/example\.org|deviné/)
})

test('seul un mandataire de confiance dit d’où l’on vient, et par quelle ligne', async () => {
  const app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined })
  fermer.push(() => app.close())
  const entrer = async (remoteAddress: string, dite: string) => {
    const { statusCode } = await app.inject({
      ...{ method: 'POST', url: '/api/connexion', remoteAddress },
      headers: { 'x-forwarded-for': dite, 'x-forwarded-proto': 'https' },
      payload: { courriel: 'personne@example.org', motDePasse: 'deviné' },
    })
    return statusCode
  }
  const essais = async (remoteAddress: string) => {
    const statuts: number[] = []
    for (let i = 0; i < 7; i++) statuts.push(await entrer(remoteAddress, `192.0.2.${i}`))
    return statuts
  }
  // A stranger who says to come from elsewhere each time is counted where they are.
  expect(await essais('198.51.100.7')).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect(await entrer('127.0.0.1', '192.0.2.1')).toBe(401)
})
