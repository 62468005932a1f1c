import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { demandeAgent, jetonDe, unVisiteur } from '../agent/compte/essai-compte.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../essai.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { verifierFlux } from '../import/calendrier/verifier-flux.job.ts'
import { JOBS } from '../jobs.ts'
import { texteDe, unServeurDeCourriel } from '../socle/mail/essai-courriel.ts'
import { signalerEchecs } from './signaler-echecs.job.ts'
import type { travauxEnEchec } from './travaux-en-echec.ts'

const essai = unEssai()
const courriel = unServeurDeCourriel()
let admin: pg.Client
let enPanne = false
beforeAll(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
  return () => admin.end()
})
beforeEach(() => {
  process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org'
})
afterEach(async () => {
  if (enPanne) await reparer()
  delete process.env.FILROUGE_ADRESSE
})
const casser = async () => {
  await courriel.arreter()
  enPanne = true
}
const reparer = async () => {
  await courriel.repartir()
  enPanne = false
}
const travailler = () => travaillerUneFois(essai, JOBS)
/** Time passes, try after try: the queue's own clock is brought forward. */
async function passer(minutes: number, pas = 30): Promise<string[]> {
  const dits: string[] = []
  for (let passees = 0; passees < minutes; passees += pas) {
    essai.now = Temporal.Instant.from(essai.now)
      .add({ minutes: Math.min(pas, minutes - passees) })
      .toString()
    await admin.query('update graphile_worker._private_jobs set run_at = now() where attempts < max_attempts')
    dits.push(...(await travailler()).filter(d => d.startsWith('travail en échec')))
  }
  return dits
}
const file = async () =>
  (
    await admin.query<{ tache: string; reste: number; dans: number }>(
      `select task_identifier as tache, max_attempts - attempts as reste, extract(epoch from run_at - now())::int as dans
       from graphile_worker.jobs order by 1`,
    )
  ).rows
/** A flow is late, its alert waits for a mail server that nobody is. */
async function uneAlerte(): Promise<void> {
  await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  essai.now = '2025-03-11T06:00:00Z'
  await casser()
  await sonner(essai, verifierFlux)
}

test('le courriel en panne trois jours : chaque message attend, essayé toutes les sept minutes, et part une fois', async () => {
  await uneAlerte()
  const visiteur = await essai.unAgent('administrateur')
  const demande = demandeAgent('nina.trame@example.org')
  expect((await visiteur.brut('POST /agents', demande)).json.envoye).toBe(true)
  // Half an hour of tries: each was given up then.
  const dits = await passer(60, 5)
  // Said once by each at most: those who wait while another was told that nobody answers say nothing.
  const noms = dits.map(d => /^travail en échec\s: ([a-z-]+),/.exec(d)?.[1])
  expect(noms.length).toBeGreaterThan(0)
  expect(noms).toEqual([...new Set(noms)])
  for (const { reste, dans } of await file()) {
    expect(reste).toBeGreaterThan(0)
    expect(dans).toBeLessThan(8 * 60)
  }
  expect(await passer(70 * 60, 180)).toEqual([])
  expect(await file()).toHaveLength(2)
  await reparer()
  await passer(30)
  await passer(60)
  expect(await file()).toEqual([])
  expect(courriel.recus.map(r => r.a.length).sort()).toEqual([1, 2])
  // A link lives from when it leaves: it opens though it was made three days before.
  const lien = courriel.recus.find(r => r.a.includes('nina.trame@example.org'))
  expect((await unVisiteur(visiteur).activer(jetonDe(texteDe(lien!)))).status).toBe(200)
}, 120_000)

test('au-delà du délai du territoire, le message est abandonné, et les administrateurs l’apprennent', async () => {
  await essai.base
    .territoire('59')
    .insertInto('parametre')
    .values({ cle: 'courriel.attente-jours', valeur: '1', effetLe: '2025-01-01', saisiLe: '2025-01-01T00:00:00Z' })
    .execute()
  await uneAlerte()
  await passer(23 * 60, 120)
  expect((await file())[0]?.reste).toBeGreaterThan(0)
  const dits = await passer(240)
  expect(dits.join()).toMatch(/prevenir-alerte.*Abandonné après 1 jour d’essais/)
  expect(await file()).toMatchObject([{ tache: 'prevenir-alerte', reste: 0 }])
  await sonner(essai, signalerEchecs)
  await travailler()
  const { rows } = await admin.query(`select apres from t_59.evenement where type = 'travail-echoue'`)
  expect(rows).toMatchObject([{ apres: { raison: expect.stringContaining('Abandonné après 1 jour d’essais') } }])
  const lecteur = await essai.unAgent('administrateur')
  const { json } = await lecteur.appeler<typeof travauxEnEchec>('GET /travaux', {})
  expect(json.echecs).toMatchObject([{ etat: 'arrete', prochainLe: null }])
}, 60_000)

test('le flux arrivé pendant la panne : l’alerte qui ne tient plus ne part pas', async () => {
  await uneAlerte()
  await passer(60)
  await importerMois(essai, '2025-02', [foyer(), temoin])
  await reparer()
  await passer(60)
  expect([courriel.recus, await file()]).toEqual([[], []])
})

test('muet, le serveur de courriel n’est appelé qu’une fois par essai : ce n’est pas la base qui s’est tue', async () => {
  let appels = 0
  const muet = createServer(prise => {
    appels++
    prise.on('error', () => {})
  })
  await new Promise<void>(pret => muet.listen(0, '127.0.0.1', pret))
  process.env.FILROUGE_SMTP = `smtp://127.0.0.1:${(muet.address() as AddressInfo).port}`
  const admin = await essai.unAgent('administrateur')
  await admin.brut('POST /agents', demandeAgent('nina.trame@example.org'))
  const [dit] = await travailler()
  muet.close()
  expect([appels, dit]).toEqual([1, expect.stringMatching(/n’a pas répondu \(code ETIMEDOUT\)/)])
}, 60_000)

test('une heure d’oublis sans courriel : un seul travail attend, et chaque lien part une fois', async () => {
  const agent = await essai.unAgent('administrateur')
  const visiteur = unVisiteur(agent)
  await casser()
  await visiteur.oublier(`${agent.id}@example.org`)
  const oublis = JOBS.find(j => j.declaration.nom === 'envoyer-oublis')!
  for (let i = 0; i < 5; i++) {
    await sonner(essai, oublis)
    await passer(1, 1)
  }
  expect(await file()).toHaveLength(1)
  await reparer()
  await sonner(essai, oublis)
  await passer(1, 1)
  expect([courriel.recus.length, await file()]).toEqual([1, []])
})
