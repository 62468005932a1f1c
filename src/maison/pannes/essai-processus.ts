import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Role } from '../../agent/roles.ts'
import { ouvrirSession } from '../../agent/session/sessions-ouvertes.queries.ts'
import { ouvrirBase } from '../../base.ts'
import { adresse as adresseDe } from '../../socle/api.ts'
import { prendreCle } from '../../socle/auth/cle.ts'
import type { Base } from '../../socle/db.ts'
import { COOKIE } from '../../socle/http/routes-http.ts'
import { creerTerritoire, migrer } from '../../socle/migrer.ts'
import { lireFiche } from '../../socle/postgres/fiche.ts'
import { adresse as adresseBase, portLibre } from '../../socle/postgres/grappe.ts'
import { baseDeDonnees } from '../../socle/postgres-local.ts'
import { uuidv7 } from '../../socle/uuid.ts'

export const RACINE = path.join(import.meta.dirname, '../../..')
const CODE = '59'

/** What came back; status 0: nothing did. */
export type Reponse = { status: number; json: Record<string, unknown> }
export type Agent = {
  id: string
  demander: (route: string, saisie?: Record<string, unknown>, ou?: Serveur) => Promise<Reponse>
}
export type Serveur = {
  adresse: string
  pid: number
  journal: () => string
  /** Ends it by a signal and waits until it is gone. */
  finir: (signal: NodeJS.Signals) => Promise<void>
  vit: () => boolean
}
export type Demarrage = { externe?: boolean; env?: Record<string, string | undefined>; code?: string }
/** A whole service in processes of its own, on a data folder of its own, as it is put in service: what it is made to suffer is real. */
export type Service = {
  dossier: string
  donnees: string
  /** What the owner of the base sees; null while the base isn't there. */
  lire: <T extends pg.QueryResultRow>(sql: string, valeurs?: unknown[]) => Promise<T[]>
  administrateur: Agent
  charge: Agent
  serveur: Serveur
  /** The address of its base. */
  url: () => string
  /** Starts one more; `externe`: on the base as on somebody else's, that it doesn't watch; `code`: where the software is. */
  demarrer: (options?: Demarrage) => Promise<Serveur>
  fermer: () => Promise<void>
}

/** `preparer`: what the base holds before anything is started; `disque`: where its folder is made. */
export async function unService(
  preparer: (base: Base) => Promise<void> = async () => {},
  disque = tmpdir(),
): Promise<Service> {
  const parent = mkdtempSync(path.join(disque, 'filrouge-pannes-'))
  // As root, PostgreSQL runs as another user, who must pass through.
  chmodSync(parent, 0o711)
  const dossier = path.join(parent, 'donnees')
  const cookies = await unTerritoire(dossier, preparer)
  const serveurs: Serveur[] = []
  const url = () => {
    const { motDePasse, port } = lireFiche(dossier) ?? { motDePasse: '', port: 0 }
    return adresseBase(motDePasse, port)
  }
  const demarrer: Service['demarrer'] = async ({ externe = false, env = {}, code = RACINE } = {}) => {
    const serveur = await unServeur(code, {
      FILROUGE_DONNEES: dossier,
      DATABASE_URL: externe ? url() : '',
      FILROUGE_JOURNAL: 'error',
      ...env,
    })
    serveurs.push(serveur)
    return serveur
  }
  const agent = ({ id, jeton }: { id: string; jeton: string }): Agent => ({
    id,
    demander: (route, saisie = {}, ou = service.serveur) => demander(ou, jeton, route, saisie),
  })
  const service: Service = {
    dossier,
    donnees: path.join(dossier, 'postgres'),
    url,
    lire: (sql, valeurs) => unQuiLit(url(), sql, valeurs),
    serveur: await demarrer(),
    administrateur: agent(cookies.administrateur),
    charge: agent(cookies.charge),
    demarrer,
    fermer: async () => {
      for (const s of serveurs) if (s.vit()) await s.finir('SIGTERM')
      rmSync(parent, { recursive: true, force: true })
    },
  }
  return service
}

/** A territory with two agents signed in, in a data folder that nobody uses afterwards. */
async function unTerritoire(dossier: string, preparer: (base: Base) => Promise<void>) {
  const { url, arreter } = await baseDeDonnees({ dossier, dire: () => {} })
  await prendreCle(dossier, async () => false)
  await migrer(url)
  await creerTerritoire(url, { code: CODE, nom: 'Nord' })
  const base = ouvrirBase(url, 3)
  try {
    await base.territoire(CODE).insertInto('parametre').values(REGLAGES).execute()
    await preparer(base)
    return { administrateur: await unAgent(base, 'administrateur'), charge: await unAgent(base, 'charge-orientation') }
  } finally {
    await base.fermer()
    await arreter()
  }
}

/** Hours of drills without a rest are no absence, files are opened without a word, and small disks are filled. */
const DEPUIS = { effetLe: '2000-01-01', saisiLe: '2000-01-01T00:00:00Z' }
const REGLAGES = [
  { cle: 'acces.inactivite-minutes', valeur: '600', ...DEPUIS },
  { cle: 'acces.raison', valeur: '"libre"', ...DEPUIS },
  { cle: 'serveur.disque-libre', valeur: '0', ...DEPUIS },
]

export async function unAgent(base: Base, role: Role): Promise<{ id: string; jeton: string }> {
  const [id, habilitationId, courriel] = [uuidv7(), uuidv7(), `${uuidv7()}@example.org`]
  const now = Temporal.Now.instant().toString()
  const db = base.territoire(CODE)
  await base.commun.insertInto('identite').values({ id, courriel }).execute()
  await base.commun.insertInto('acces').values({ identiteId: id, territoire: CODE, agentId: id }).execute()
  await db.insertInto('agent').values({ id, nom: 'ESSAI', prenom: 'Agent', courriel }).execute()
  await db
    .insertInto('habilitation')
    .values({ id: habilitationId, agentId: id, role, debut: '2024-01-01', depuis: '2024-01-01T00:00:00Z' })
    .execute()
  return { id, jeton: await ouvrirSession(base, now, id, CODE, habilitationId) }
}

async function unServeur(code: string, env: Record<string, string | undefined>): Promise<Serveur> {
  const port = await portLibre()
  let journal = ''
  const enfant: ChildProcess = spawn(
    process.execPath,
    ['src/cli.ts', 'demarrer', '--sans-demo', '--port', String(port)],
    { cwd: code, env: { ...process.env, VITEST: undefined, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const dire = (morceau: Buffer) => {
    journal += morceau
  }
  enfant.stdout?.on('data', dire)
  enfant.stderr?.on('data', dire)
  const fini = once(enfant, 'exit')
  const vit = () => enfant.exitCode === null && enfant.signalCode === null
  let adresse: string | undefined
  while (!adresse) {
    adresse = /Filrouge est prêt\s*:\s*(\S+)/.exec(journal)?.[1]
    if (!vit()) throw new Error(`le service n’a pas démarré :\n${journal}`)
    if (!adresse) await sleep(20)
  }
  return {
    adresse,
    pid: enfant.pid ?? 0,
    journal: () => journal,
    vit,
    finir: async signal => {
      enfant.kill(signal)
      await fini
    },
  }
}

async function demander(
  { adresse }: Serveur,
  jeton: string,
  route: string,
  saisie: Record<string, unknown>,
): Promise<Reponse> {
  const { method, url, body, type } = adresseDe(route, saisie)
  try {
    const reponse = await fetch(new URL(url, adresse), {
      method,
      body: body as BodyInit | undefined,
      headers: { cookie: `${COOKIE}=${jeton}`, ...(type ? { 'content-type': type } : {}) },
      signal: AbortSignal.timeout(30_000),
    })
    return { status: reponse.status, json: (await reponse.json().catch(() => ({}))) as Record<string, unknown> }
  } catch {
    return { status: 0, json: {} }
  }
}

async function unQuiLit<T extends pg.QueryResultRow>(url: string, sql: string, valeurs: unknown[] = []): Promise<T[]> {
  for (let essai = 1; ; essai++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<T>(sql, valeurs)).rows
    } catch (erreur) {
      if (essai === 100) throw erreur
      await sleep(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** Memory of a process (MB), and how many files and sockets it holds. */
export function poids(pid: number): { memoire: number; poignees: number } {
  const statut = readFileSync(`/proc/${pid}/status`, 'utf8')
  const memoire = Number(/^VmRSS:\s+(\d+)/m.exec(statut)?.[1] ?? 0) / 1024
  return { memoire, poignees: readdirSync(`/proc/${pid}/fd`).length }
}

/** The processes that another one started and whose command holds `quoi`. */
export function enfants(pid: number, quoi: string): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(enfant => enfant && commande(enfant).includes(quoi))
    .map(Number)
}
function commande(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
