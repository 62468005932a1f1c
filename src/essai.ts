import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { ROLES, type Role } from './agent/roles.ts'
import { ouvrirSession } from './agent/session/sessions-ouvertes.queries.ts'
import { ouvrirBase } from './base.ts'
import { videur } from './essai-etat.ts'
import { serveur } from './serveur.ts'
import { adresse } from './socle/api.ts'
import { poserCle } from './socle/auth/cles.ts'
import { empreinteJeton } from './socle/auth/jeton.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import { COOKIE } from './socle/http/routes-http.ts'
import type { Context, Input, Output, RouteOf } from './socle/use-case.ts'
import { uuidv7 } from './socle/uuid.ts'
import { FUSEAU_METROPOLE } from './territoire/fuseau.ts'

export type Reponse<T> = { status: number; json: T; texte: string; brut: Buffer; entetes: Record<string, unknown> }

/** An agent signed in, speaking HTTP to the real server. */
export type Navigateur = {
  id: string
  habilitationId: string
  structureId: string | null
  /** Of its cookie. */
  jeton: string
  appeler: <U>(route: RouteOf<U>, input: Input<U>) => Promise<Reponse<Output<U>>>
  /** Any route by its text, for what the types would forbid. */
  brut: (
    route: string,
    input?: Record<string, unknown>,
    entetes?: Record<string, string>,
  ) => Promise<Reponse<Record<string, unknown>>>
}

export type Essai = {
  base: Base
  /** The instant the server believes it is; change it to replay any date. */
  now: string
  url: string
  ctx: () => Context
  enTransaction: <T>(agir: (ctx: Context) => Promise<T>) => Promise<T>
  /** Empties the territory, as before each test. */
  vider: () => Promise<void>
  unAgent: (
    role: Role,
    options?: { secteur?: string[]; structureId?: string; equipeId?: string; nom?: string },
  ) => Promise<Navigateur>
  uneStructure: (options?: {
    nom?: string
    dominantes?: string[]
    organisme?: string
    communes?: string[] | null
    publics?: string[]
    capacite?: number | null
    /** Where one is received; null: not known. */
    adresse?: string | null
  }) => Promise<string>
}

export const SANS_FIN = '2099-01-01T00:00:00Z'

/** What the tests close with; for a program that reads the same base. */
export const CLE_ESSAI = 'une clé d’essai assez longue pour servir'

/**
 * A real database of one's own (a clone of the migrated template, territory 59 empty before each test) and the real server.
 * Call once at the top of a test file. `vider: false`: what the first test wrote is there for the next ones (`retenirEtat`).
 * `fuseau`: the time zone that the territory keeps. `raison`: files out of one's usual persons ask why, and `inactivite`: sessions end
 * without activity, as by default; elsewhere the test is about something else.
 */
export function unEssai({ vider = true, fuseau = FUSEAU_METROPOLE, raison = false, inactivite = false } = {}): Essai {
  const { serveur: urlServeur, nom } = inject('modele')
  const clone = `${nom}_${randomBytes(4).toString('hex')}`
  const url = new URL(urlServeur)
  url.pathname = `/${clone}`
  poserCle(CLE_ESSAI)
  let base: Base | undefined
  let app: Awaited<ReturnType<typeof serveur>> | undefined
  let menage: Awaited<ReturnType<typeof videur>> | undefined
  const origine = (): Origine => ({
    agent: SYSTEME,
    territoire: { code: '59', nom: 'Nord', demo: false },
    now: essai.now,
  })

  const essai: Essai = {
    get base() {
      if (!base) throw new Error('la base n’est ouverte que pendant les tests')
      return base
    },
    now: '2025-03-10T09:00:00Z',
    url: url.href,
    ctx: () => contexte(essai.base.territoire('59'), essai.base, origine()),
    enTransaction: agir => dansTransaction(essai.base, origine(), agir),
    vider: async () => {
      menage ??= await videur(url.href)
      await menage.vider()
      await regler()
    },
    uneStructure: async (options = {}) => {
      const id = uuidv7()
      await essai.base
        .territoire('59')
        .insertInto('structure')
        .values({
          id,
          nom: options.nom ?? `Structure ${id.slice(-6)}`,
          organisme: options.organisme ?? 'conseil-departemental',
          dominantes: options.dominantes ?? ['emploi', 'equilibre', 'remobilisation'],
          communes: options.communes ?? null,
          publics: options.publics ?? [],
          capacite: options.capacite ?? null,
          adresse: options.adresse === undefined ? '5 rue Exemple, 59200 Tourcoing' : options.adresse,
        })
        .execute()
      return id
    },
    unAgent: async (role, options = {}) => {
      const id = uuidv7()
      const habilitationId = uuidv7()
      const courriel = `${id}@example.org`
      const structureId = options.structureId ?? (ROLES[role].structure ? await essai.uneStructure() : null)
      await essai.base.commun.insertInto('identite').values({ id, courriel }).execute()
      await essai.base.commun.insertInto('acces').values({ identiteId: id, territoire: '59', agentId: id }).execute()
      const db = essai.base.territoire('59')
      await db
        .insertInto('agent')
        .values({ id, nom: options.nom ?? 'ESSAI', prenom: 'Agent', courriel })
        .execute()
      await db
        .insertInto('habilitation')
        .values({
          id: habilitationId,
          agentId: id,
          role,
          structureId,
          equipeId: options.equipeId ?? null,
          secteur: options.secteur ?? null,
          debut: '2024-01-01',
          depuis: '2024-01-01T00:00:00Z',
        })
        .execute()
      const jeton = await ouvrirSession(essai.base, essai.now, id, '59', habilitationId)
      // The test is about something else: whatever day it goes to, they are signed in.
      if (!inactivite)
        await essai.base.commun
          .updateTable('session')
          .set({ dernierUsageLe: SANS_FIN, expireLe: SANS_FIN })
          .where('empreinte', '=', empreinteJeton(jeton))
          .execute()
      const brut: Navigateur['brut'] = async (route, input = {}, entetes = {}) => {
        const { method, url: chemin, body, type } = adresse(route, input)
        const reponse = await app!.inject({
          method: method as 'GET',
          url: chemin,
          payload: typeof body === 'string' || body === undefined ? body : Buffer.from(body),
          headers: { ...(type ? { 'content-type': type } : {}), ...entetes },
          cookies: { [COOKIE]: jeton },
        })
        const estJson = String(reponse.headers['content-type']).includes('json')
        return {
          status: reponse.statusCode,
          json: estJson ? reponse.json() : {},
          texte: reponse.body,
          brut: reponse.rawPayload,
          entetes: reponse.headers,
        }
      }
      return {
        id,
        habilitationId,
        structureId,
        jeton,
        brut,
        appeler: (route, input) => brut(route, input as Record<string, unknown>) as never,
      }
    },
  }

  const regler = async () => {
    const [effetLe, saisiLe] = ['2000-01-01', '2000-01-01T00:00:00Z']
    const regles = [
      ...(raison ? [] : [{ cle: 'acces.raison', valeur: '"libre"', effetLe, saisiLe }]),
      ...(inactivite ? [] : [{ cle: 'acces.inactivite-minutes', valeur: '600', effetLe, saisiLe }]),
    ]
    if (regles.length > 0) await essai.base.territoire('59').insertInto('parametre').values(regles).execute()
  }

  beforeAll(async () => {
    const admin = new pg.Client({ connectionString: urlServeur })
    await admin.connect()
    await admin.query(`create database ${clone} template ${nom} strategy file_copy`)
    await admin.end()
    base = ouvrirBase(url.href, 5, () => fuseau)
    if (!vider) await regler()
    app = await serveur(base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
  })
  beforeEach(async () => {
    essai.now = '2025-03-10T09:00:00Z'
    if (vider) await essai.vider()
  })
  afterAll(async () => {
    await app?.close()
    await base?.fermer()
    await menage?.fermer()
  })
  return essai
}

/** How many rows a table of the territory holds. */
export async function compter(essai: Essai, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
    essai.base.territoire('59'),
  )
  return rows[0]?.n ?? 0
}

/** One statement as the owner of the tables, who may what the application may not. */
export async function enMaitre(essai: Essai, ordre: string): Promise<void> {
  const maitre = new pg.Client({ connectionString: essai.url })
  await maitre.connect()
  await maitre.query(ordre)
  await maitre.end()
}
