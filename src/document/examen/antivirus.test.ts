import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { compter, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { documentsDe } from '../documents-de.ts'
import { deposerParEcran, examiner, unPdf } from '../essai-documents.ts'

/** Against a real clamd, with one signature of ours: the bytes below, in any file. `npm test` installs it. */
const SIGNATURE = 'FILROUGE-ESSAI-DE-VIRUS'
const essai = unEssai()
const dossier = mkdtempSync(join(tmpdir(), 'clamd-'))
const prise = join(dossier, 'clamd.ctl')
let clamd: ChildProcess

beforeAll(async () => {
  const base = join(dossier, 'base')
  mkdirSync(base)
  writeFileSync(join(base, 'essai.ndb'), `Filrouge.Essai:0:*:${Buffer.from(SIGNATURE).toString('hex')}\n`)
  const reglages = join(dossier, 'clamd.conf')
  const port = await portLibre()
  writeFileSync(
    reglages,
    [
      ...[`DatabaseDirectory ${base}`, `LocalSocket ${prise}`, `TCPSocket ${port}`, 'TCPAddr 127.0.0.1'],
      ...[
        'Foreground yes',
        'StreamMaxLength 25M',
        `TemporaryDirectory ${dossier}`,
        `User ${process.env.USER ?? 'root'}`,
      ],
      '',
    ].join('\n'),
  )
  adresses.tcp = `tcp://127.0.0.1:${port}`
  clamd = spawn('clamd', ['--config-file', reglages], { stdio: 'ignore', env: { ...process.env, PATH: CHEMIN } })
  const rate = once(clamd, 'error').then(([erreur]) => {
    throw new Error(`clamd ne démarre pas (Debian : apt-get install clamav-daemon) : ${(erreur as Error).message}`)
  })
  const pret = (async () => {
    for (let i = 0; i < 300 && !existsSync(prise); i++) await attendre(100)
    if (!existsSync(prise)) throw new Error('clamd n’a pas ouvert sa prise')
  })()
  await Promise.race([rate, pret])
}, 60_000)
afterAll(async () => {
  clamd.kill()
  rmSync(dossier, { recursive: true, force: true })
})
afterEach(() => {
  delete process.env.FILROUGE_ANTIVIRUS
})

const CHEMIN = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`
const adresses = { unix: `unix:${prise}`, tcp: '' }

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1')
  await once(serveur, 'listening')
  const { port } = serveur.address() as { port: number }
  serveur.close()
  await once(serveur, 'close')
  return port
}

/** A PDF that opens, and holds the signature after its end. */
const infecte = () => Buffer.concat([unPdf(), Buffer.from(`\n% ${SIGNATURE}\n`)])
async function unDossier() {
  const [agent, { id: personneId }] = [await essai.unAgent('charge-orientation'), await unePersonne(essai)]
  const documents = async () =>
    (await agent.appeler<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId })).json.documents
  return { agent, personneId, documents }
}

test.each(['unix', 'tcp'] as const)(
  'par %s : un document sain est gardé, un infecté est refusé et rien n’en reste',
  async par => {
    process.env.FILROUGE_ANTIVIRUS = adresses[par]
    const { agent, personneId, documents } = await unDossier()
    const [sain, mauvais] = [
      await deposerParEcran(agent, personneId, unPdf()),
      await deposerParEcran(agent, personneId, infecte(), { type: 'autre' }),
    ]
    expect(await examiner(essai)).toEqual([])
    const lus = await documents()
    expect(lus.find(d => d.id === sain.id)).toMatchObject({ etat: 'garde', antivirus: 'sain' })
    expect(lus.find(d => d.id === mauvais.id)).toMatchObject({ etat: 'refuse', refus: { code: 'virus' } })
    expect(await compter(essai, 'fichier')).toBe(1)
    const { rows } = await essai.base
      .poolTerritoire('59')
      .query(`select apres from evenement where type = 'document-refuse'`)
    expect(rows).toEqual([{ apres: { documentId: mauvais.id, type: 'autre', code: 'virus' } }])
  },
)

test('un fichier de 20 Mo passe par morceaux', async () => {
  process.env.FILROUGE_ANTIVIRUS = adresses.unix
  const { agent, personneId, documents } = await unDossier()
  const gros = Buffer.alloc(20 * 1024 * 1024, ' ')
  unPdf().copy(gros)
  gros.write(SIGNATURE, gros.length - SIGNATURE.length)
  await deposerParEcran(agent, personneId, gros, { morceau: 1024 * 1024 })
  expect(await examiner(essai)).toEqual([])
  expect(await documents()).toMatchObject([{ etat: 'refuse', refus: { code: 'virus' } }])
})

test('sans antivirus, le document s’ouvre et dit qu’il n’est pas analysé', async () => {
  const { agent, personneId, documents } = await unDossier()
  await deposerParEcran(agent, personneId, unPdf())
  await examiner(essai)
  expect(await documents()).toMatchObject([{ etat: 'garde', antivirus: 'non-analyse' }])
})

test('l’antivirus en panne, le document attend sans s’ouvrir à personne ; revenu, il est analysé', async () => {
  const { agent, personneId, documents } = await unDossier()
  process.env.FILROUGE_ANTIVIRUS = `unix:${dossier}/absent.ctl`
  const { id: documentId } = await deposerParEcran(agent, personneId, unPdf())
  const plaintes = await examiner(essai)
  expect(plaintes.join()).toMatch(/examiner-documents, territoire 59/)
  expect(plaintes.join()).not.toContain(personneId)
  expect(await documents()).toMatchObject([{ etat: 'examen' }])
  const ouvrir = () =>
    agent.brut('GET /documents/:documentId/contenu', { documentId }).then(r => r.json.code ?? r.status)
  expect(await ouvrir()).toBe('document-en-examen')
  process.env.FILROUGE_ANTIVIRUS = adresses.unix
  await essai.enTransaction(async ctx => {
    const { examinerDocuments } = await import('./examiner-documents.job.ts')
    await ctx.enqueue(examinerDocuments, {})
  })
  expect(await examiner(essai)).toEqual([])
  expect(await documents()).toMatchObject([{ etat: 'garde', antivirus: 'sain' }])
  expect(await ouvrir()).toBe(200)
})

test('un antivirus qui raccroche ou répond autre chose ne laisse rien passer', async () => {
  const { agent, personneId, documents } = await unDossier()
  await deposerParEcran(agent, personneId, unPdf())
  for (const reponse of ['', 'INSTREAM size limit exceeded. ERROR\0']) {
    const serveur = createServer(s =>
      s
        .on('error', () => {})
        .resume()
        .end(reponse),
    ).listen(join(dossier, 'faux.ctl'))
    await once(serveur, 'listening')
    process.env.FILROUGE_ANTIVIRUS = `unix:${dossier}/faux.ctl`
    await essai.base.poolTerritoire('59').query(`select commun.ajouter_tache('examiner-documents', '{}')`)
    expect((await examiner(essai)).length).toBeGreaterThan(0)
    expect(await documents()).toMatchObject([{ etat: 'examen' }])
    serveur.close()
    await once(serveur, 'close')
  }
})
