import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { CLE_ESSAI, enMaitre, unEssai } from './essai.ts'
import { uneLigneDeCommande } from './essai-cli.ts'
import { poserCle } from './socle/auth/cles.ts'
import { reprendreBaseVide } from './socle/auth/temoins.ts'
import { garderOctets } from './socle/fichier/fichier.ts'
import { creerTerritoire } from './socle/migrer.ts'
import { uuidv7 } from './socle/uuid.ts'
import { travailleur } from './travailleur.ts'

const essai = unEssai()
const { dossier, filrouge, filrougeAvec } = uneLigneDeCommande(essai)
const AUTRE = 'une autre clé d’essai, assez longue elle aussi'
const lire = ['personnes', '--territoire', '59'] as const
const gardees = () => essai.base.commun.selectFrom('temoinCle').select('numero').orderBy('numero').execute()

test('une autre clé du même numéro ne lit, n’écrit ni ne sert rien, même où rien n’est encore chiffré', async () => {
  expect((await filrouge(...lire)).code).toBe(0)
  expect(await gardees()).toEqual([{ numero: 0 }])
  const creer = ['agent', 'creer', '--territoire', '59', '--courriel', 'a@example.org', '--role', 'administrateur']
  for (const args of [lire, creer, ['demarrer', '--sans-demo', '--port', '0']]) {
    const { code, erreurs } = await filrougeAvec({ FILROUGE_CLE: AUTRE }, ...args)
    expect([args[0], code, erreurs]).toEqual([args[0], 2, expect.stringMatching(/La clé n° 0 .*FILROUGE_CLE/)])
    expect(erreurs).not.toContain(AUTRE)
  }
  expect(await essai.base.commun.selectFrom('identite').selectAll().execute()).toEqual([])
}, 60_000)

test('le fichier de la clé a disparu : aucune n’est faite, et la phrase dit où elle est cherchée', async () => {
  const sans = { FILROUGE_CLE: '' }
  const fichier = join(dossier, 'donnees/cle')
  const { code, erreurs } = await filrougeAvec(sans, ...lire)
  expect([code, erreurs]).toEqual([2, expect.stringContaining(fichier)])
  expect(existsSync(fichier)).toBe(false)
})

test('sans FILROUGE_CLE, une base sans rien reçoit une clé ; elle disparaît, puis revient', async () => {
  const sans = { FILROUGE_CLE: '' }
  await enMaitre(essai, 'create table retenu as select * from commun.territoire; delete from commun.territoire')
  expect((await filrougeAvec(sans, 'territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais')).code).toBe(0)
  await enMaitre(
    essai,
    `delete from commun.territoire; drop schema t_62 cascade; insert into commun.territoire select * from retenu; drop table retenu`,
  )
  const fichier = join(dossier, 'donnees/cle')
  renameSync(fichier, `${fichier}.perdue`)
  const perdue = await filrougeAvec(sans, ...lire)
  expect([perdue.code, existsSync(fichier)]).toEqual([2, false])
  renameSync(`${fichier}.perdue`, fichier)
  expect((await filrougeAvec(sans, ...lire)).code).toBe(0)
  expect(readFileSync(fichier, 'utf8').trim()).toMatch(/^[\w-]{64}$/)
}, 60_000)

test('un territoire n’est pas créé avec une autre clé que celle de la base, fût-elle venue entre-temps', async () => {
  expect((await filrouge(...lire)).code).toBe(0)
  poserCle(AUTRE)
  const creation = creerTerritoire(essai.url, { code: '62', nom: 'Pas-de-Calais' })
  await expect(creation.finally(() => poserCle(CLE_ESSAI))).rejects.toMatchObject({ code: 'cle-fausse' })
  expect(await essai.base.commun.selectFrom('territoire').select('code').execute()).toEqual([{ code: '59' }])
})

test('un territoire créé pendant qu’une autre clé se pose l’attend, et la voit', async () => {
  expect((await filrouge(...lire)).code).toBe(0)
  const autre = new pg.Client({ connectionString: essai.url })
  await autre.connect()
  try {
    await autre.query(`begin; update commun.temoin_cle set temoin = decode(repeat('00', 32), 'hex')`)
    const creation = creerTerritoire(essai.url, { code: '62', nom: 'Pas-de-Calais' }).catch(erreur => erreur)
    for (let fois = 0; fois < 200 && !(await autre.query(ATTENDUE)).rowCount; fois++) await attendre(50)
    await autre.query('commit')
    expect(await creation).toMatchObject({ code: 'cle-fausse' })
  } finally {
    await autre.end()
  }
  expect(await essai.base.commun.selectFrom('territoire').select('code').execute()).toEqual([{ code: '59' }])
})
const ATTENDUE = `select from pg_locks where not granted and relation = 'commun.temoin_cle'::regclass`

test('une base qui a un territoire, fût-il venu entre-temps, garde la clé qu’elle connaît', async () => {
  expect((await filrouge(...lire)).code).toBe(0)
  poserCle(AUTRE)
  await reprendreBaseVide(essai.base).finally(() => poserCle(CLE_ESSAI))
  expect((await filrouge(...lire)).code).toBe(0)
})

test('un serveur sur une base vide, où une commande crée un territoire avec une autre clé : il s’arrête et le dit', async () => {
  await enMaitre(essai, 'create table retenu as select * from commun.territoire; delete from commun.territoire')
  const serveur = spawn(process.execPath, [join(import.meta.dirname, 'essai-service.ts'), essai.url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const fini = once(serveur, 'exit')
  let dit = ''
  for (const sortie of [serveur.stdout, serveur.stderr]) sortie.on('data', morceau => (dit += morceau))
  while (!dit.includes('Filrouge est prêt')) await attendre(50)
  const creer = ['territoire', 'creer', '--code', '62', '--nom', 'Pas-de-Calais'] as const
  expect((await filrougeAvec({ FILROUGE_CLE: AUTRE }, ...creer)).code).toBe(0)
  await fini
  expect(dit).toContain('La clé n° 0 n’est pas celle de cette base')
  await enMaitre(
    essai,
    `drop schema t_62 cascade; delete from commun.territoire; insert into commun.territoire select * from retenu; drop table retenu`,
  )
}, 60_000)

test('changer de clé : l’ancienne manque, c’est dit ; une fois fait, elle ne sert plus', async () => {
  const nouvelle = { FILROUGE_CLE: `1:${AUTRE}` }
  expect((await filrouge(...lire)).code).toBe(0)
  const seule = await filrougeAvec(nouvelle, ...lire)
  expect([seule.code, seule.erreurs]).toEqual([2, expect.stringMatching(/clé n° 0, qui n’est pas donnée.*0:…/)])
  const fausse = await filrougeAvec({ ...nouvelle, FILROUGE_CLES_ANCIENNES: `0:${AUTRE}` }, ...lire)
  expect([fausse.code, fausse.erreurs]).toEqual([2, expect.stringMatching(/La clé n° 0 .*FILROUGE_CLES_ANCIENNES/)])
  const deux = { ...nouvelle, FILROUGE_CLES_ANCIENNES: '0:une clé d’essai assez longue pour servir' }
  expect((await filrougeAvec(deux, ...lire)).code).toBe(0)
  expect(await gardees()).toEqual([{ numero: 0 }])
  expect((await filrougeAvec(deux, 'cles', 'renouveler')).code).toBe(0)
  expect(await gardees()).toEqual([{ numero: 1 }])
  expect((await filrougeAvec(nouvelle, ...lire)).code).toBe(0)
  expect((await filrouge(...lire)).erreurs).toMatch(/clé n° 1, qui n’est pas donnée/)
}, 60_000)

test('une nouvelle clé refusée, ou qui ne fait que lire, ne laisse rien : l’ancienne ouvre toujours', async () => {
  const deux = { FILROUGE_CLE: `1:${AUTRE}`, FILROUGE_CLES_ANCIENNES: `0:${CLE_ESSAI}` }
  const agent = (role: string) => [
    ...['agent', 'creer', '--territoire', '59', '--courriel', 'a@example.org', '--role', role],
  ]
  expect((await filrouge(...lire)).code).toBe(0)
  const ouvrier = await travailleur(essai.base, () => {})
  try {
    const ecrivent = [
      agent('administrateur'),
      ['cles', 'renouveler'],
      ['demarrer', '--sans-demo', '--port', '0'],
      ['demo'],
    ]
    for (const args of ecrivent) {
      const { code, erreurs } = await filrougeAvec(deux, ...args)
      expect([args[0], code, erreurs]).toEqual([
        args[0],
        2,
        expect.stringMatching(/serveur Filrouge .*Rien n’a changé/),
      ])
    }
    expect((await filrougeAvec(deux, ...lire)).code).toBe(0)
    expect(await gardees()).toEqual([{ numero: 0 }])
  } finally {
    await ouvrier.arreter(10_000)
  }
  expect((await filrougeAvec(deux, ...agent('inconnu'))).code).toBe(2)
  expect(await gardees()).toEqual([{ numero: 0 }])
  expect((await filrouge(...lire)).code).toBe(0)
  expect((await filrougeAvec(deux, ...agent('administrateur'))).code).toBe(0)
  expect(await gardees()).toEqual([{ numero: 0 }, { numero: 1 }])
  expect((await filrouge(...lire)).erreurs).toMatch(/clé n° 1, qui n’est pas donnée/)
}, 120_000)

test('une base d’avant : la clé n’est reconnue que si ce qui est là s’ouvre', async () => {
  await essai.enTransaction(ctx => garderOctets(ctx, uuidv7(), Buffer.from('gardé')))
  const autre = await filrougeAvec({ FILROUGE_CLE: AUTRE }, ...lire)
  expect([autre.code, autre.erreurs]).toEqual([2, expect.stringMatching(/clé n° 0/)])
  expect(await gardees()).toEqual([])
  expect((await filrouge(...lire)).code).toBe(0)
  expect(await gardees()).toEqual([{ numero: 0 }])
}, 60_000)
