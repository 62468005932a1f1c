import { expect, test } from 'vitest'
import { enMaitre, type Navigateur, unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { demanderA } from './essai-sauvegarde.ts'

/** A territory that goes and comes back while a server serves it. */
const essai = unEssai({ vider: false })
const { filrouge } = uneLigneDeCommande(essai)
const reussir = async (...args: string[]) =>
  expect(await filrouge(...args)).toMatchObject({ code: 0, erreurs: expect.any(String) })
const EFFACER = ['territoire', 'effacer', '--code', '59', '--nom', 'Nord'] as const

const demander = async (agent: Navigateur, fois: number) =>
  (await Promise.all(Array.from({ length: fois }, () => agent.brut('GET /travaux')))).map(r => r.status)
/** The sessions of the server that are open on the territory, of any role. */
const ouvertes = () =>
  demanderA<{ pid: number }>(
    essai.url,
    `select pid from pg_stat_activity where datname = current_database() and application_name = 'filrouge t_59'`,
  )

test('effacé puis restauré pendant qu’un serveur le sert : la première demande est répondue, et toutes les autres', async () => {
  const agent = await essai.unAgent('administrateur')
  // Who was signed in is again, so that nothing but requests wakes the server.
  await enMaitre(essai, 'create table extensions.sessions_avant as select * from commun.session')
  await reussir('territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')
  await reussir('sauvegarder', '--territoire', '59', '--vers', 'servi')
  expect(new Set(await demander(agent, 20))).toEqual(new Set([200]))
  expect((await ouvertes()).length).toBeGreaterThan(1)
  await reussir(...EFFACER)
  expect(await ouvertes()).toEqual([])
  await reussir('restaurer', 'servi')
  await enMaitre(essai, 'insert into commun.session select * from extensions.sessions_avant')
  expect(await demander(agent, 1)).toEqual([200])
  expect(new Set(await demander(agent, 50))).toEqual(new Set([200]))
}, 120_000)

test('une connexion qui n’a pas pu être coupée ne sert qu’une fois à celui qui revient', async () => {
  const agent = await essai.unAgent('administrateur')
  expect(await demander(agent, 1)).toEqual([200])
  const avant = (await ouvertes()).map(o => o.pid)
  // As when the schema is another's: what they are signed in as no more sees it.
  await enMaitre(essai, 'revoke usage on schema t_59 from t_59')
  for (let fois = 0; fois < 8; fois++) await demander(agent, 5)
  await enMaitre(essai, 'grant usage on schema t_59 to t_59')
  const apres = (await ouvertes()).map(o => o.pid)
  expect(apres.filter(pid => avant.includes(pid))).toEqual([])
  expect(new Set(await demander(agent, 10))).toEqual(new Set([200]))
}, 60_000)
