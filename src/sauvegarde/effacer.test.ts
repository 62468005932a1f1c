import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ecrireLien } from '../agent/compte/lien-compte.queries.ts'
import { unEssai } from '../essai.ts'
import { uneLigneDeCommande } from '../essai-cli.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unTravailEnEchec } from '../essai-travaux.ts'
import { TERRITOIRE } from '../import/essai-import.ts'
import { balayerFichiers } from '../socle/fichier/balayer-fichiers.job.ts'
import { viderDuDisque } from '../socle/fichier/disque.ts'
import { garderOctets } from '../socle/fichier/fichier.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { effacerTerritoire } from './effacer.ts'
import { demanderA } from './essai-sauvegarde.ts'

const essai = unEssai({ vider: false })
const { dossier, filrouge } = uneLigneDeCommande(essai)
const disque = join(dossier, 'fichiers')
const reussir = async (...args: string[]) => {
  const { code, sortie, erreurs } = await filrouge(...args)
  expect([code, erreurs]).toEqual([0, expect.any(String)])
  return sortie
}

beforeAll(() => {
  process.env.FILROUGE_FICHIERS = disque
})
afterAll(() => {
  delete process.env.FILROUGE_FICHIERS
})

const resteDe59 = async () => {
  const [reste] = await demanderA(
    essai.url,
    `select (select count(*)::int from commun.territoire where code = '59') as territoire,
       (select count(*)::int from pg_namespace where nspname = 't_59') as schema,
       (select count(*)::int from graphile_worker._private_jobs where flags ? 'territoire:59') as travaux,
       (select count(*)::int from commun.session where territoire = '59') as sessions,
       (select count(*)::int from commun.identite) as comptes`,
  )
  return { ...reste, disque: existsSync(join(disque, '59')) }
}

test('un territoire s’efface en entier, pendant que le serveur sert les autres, et une sauvegarde le rend', async () => {
  await reussir('territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')
  const { id: personneId } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
  const agent = await essai.unAgent('administrateur')
  const ailleursAussi = await essai.unAgent('pilote')
  await essai.base.commun
    .insertInto('acces')
    .values({ identiteId: ailleursAussi.id, territoire: '62', agentId: uuidv7() })
    .execute()
  // Waited for in 62, where their access was reset.
  const attendue = await essai.unAgent('referent')
  const lien = { genre: 'activation', montre: true, reinitialise: true, minutes: 60, now: essai.now } as const
  const aqui = { territoire: '62', agentId: uuidv7(), identiteId: attendue.id, courriel: `${attendue.id}@example.org` }
  await ecrireLien(essai.base.commun, { ...lien, ...aqui })
  await essai.enTransaction(ctx => garderOctets(ctx, uuidv7(), Buffer.from('un document')))
  await unTravailEnEchec(essai)
  await reussir('sauvegarder', '--territoire', '59', '--vers', 'avant')
  const avant = await resteDe59()
  expect(avant).toEqual({ territoire: 1, schema: 1, travaux: 1, sessions: 3, comptes: 3, disque: true })

  // Nothing goes on a slip, nor while somebody writes.
  const autre = await filrouge('territoire', 'effacer', '--code', '59', '--nom', 'Pas-de-Calais')
  expect([autre.code, autre.erreurs]).toEqual([2, expect.stringMatching(/s’appelle « Nord »/)])
  expect((await filrouge('territoire', 'effacer', '--code', '60', '--nom', 'Oise')).erreurs).toMatch(/60 n’existe pas/)
  await essai.enTransaction(async ({ db }) => {
    await db.selectFrom('personne').select('id').where('id', '=', personneId).forUpdate().execute()
    await expect(effacerTerritoire(essai.url, { code: '59', nom: 'Nord', attenteMs: 200 })).rejects.toThrow(
      /Un travail est en cours/,
    )
  })
  expect(await resteDe59()).toEqual(avant)

  // A command that isn't told where the files are would leave them.
  delete process.env.FILROUGE_FICHIERS
  const sans = await filrouge('territoire', 'effacer', '--code', '59', '--nom', 'Nord')
  process.env.FILROUGE_FICHIERS = disque
  expect([sans.code, sans.erreurs]).toEqual([2, expect.stringMatching(/même FILROUGE_FICHIERS/)])
  expect(await resteDe59()).toEqual(avant)
  expect(readdirSync(join(disque, '59'))).not.toContain('.efface')

  expect((await agent.brut('GET /travaux')).status).toBe(200)
  expect(await reussir('territoire', 'effacer', '--code', '59', '--nom', 'Nord')).toMatch(
    /effacé pour toujours\u00a0: 1 personnes, 1 comptes/,
  )
  expect(await resteDe59()).toEqual({ territoire: 0, schema: 0, travaux: 0, sessions: 0, comptes: 2, disque: false })
  expect((await agent.brut('GET /travaux')).status).toBe(401)

  // Of an erasure that was stopped before its end: what comes back isn't taken for it.
  mkdirSync(join(disque, '59'))
  for (const nom of ['.efface', 'reste']) writeFileSync(join(disque, '59', nom), '')
  expect(await reussir('restaurer', 'avant')).toMatch(/Territoire 59 \(Nord\) restauré/)
  expect(readdirSync(join(disque, '59'))).toEqual([expect.stringMatching(/^[0-9a-f]{2}$/)])
  expect(await resteDe59()).toEqual({ ...avant, sessions: 0 })
  expect(await essai.enTransaction(({ db }) => db.selectFrom('personne').select('id').execute())).toEqual([
    { id: personneId },
  ])
}, 120_000)

test('arrêté après avoir effacé, avant d’ôter les fichiers : la ronde de l’heure finit, et ne touche à rien d’autre', async () => {
  for (const [nom, condamne] of [
    ['59', true],
    ['60', true],
    ['61', false],
    ['.efface-1', false],
  ] as const) {
    mkdirSync(join(disque, nom), { recursive: true })
    writeFileSync(join(disque, nom, 'reste'), 'x')
    if (condamne) writeFileSync(join(disque, nom, '.efface'), '')
  }
  await balayerFichiers({ base: essai.base, territoire: TERRITOIRE, maintenant: () => essai.now }, {})
  expect(readdirSync(disque).sort()).toEqual(['59', '61'])
  expect(readdirSync(join(disque, '59'))).not.toContain('.efface')
  expect(readdirSync(join(disque, '59'))).toContain('reste')
})

test('deux rondes qui ôtent le même dossier au même moment ne se gênent pas', async () => {
  mkdirSync(join(disque, '63'))
  writeFileSync(join(disque, '63', 'reste'), 'x')
  await Promise.all([viderDuDisque('63'), viderDuDisque('63')])
  expect(readdirSync(disque)).not.toContain('63')
})
