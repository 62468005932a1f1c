import { createHash, createHmac, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto'
import pg from 'pg'
import { Refusal } from '../refusal.ts'

// How the application signs in: under an ordinary role, one per territory, one for what belongs to none, one for the queue of jobs. None
// may become another, nor the owner, who only migrates (docs/adr/0001-un-schema-par-territoire.md).

/** Who signs in, whose sessions, which attempts, which keys of partners: the only role that reads them. */
export const ROLE_COMMUN = 'filrouge_commun'
/** The queue of background jobs, and nothing else. */
export const ROLE_TRAVAUX = 'filrouge_travaux'

const SECRET_MIN = 32
const derives = new Map<string, Buffer>()

/** What the passwords of the roles come from: FILROUGE_ROLES, else the password of the owner; slow to guess it back from one of them. */
function secretDe(url: URL): Buffer {
  const donne = process.env.FILROUGE_ROLES?.trim()
  if (donne && donne.length < SECRET_MIN)
    throw new Refusal(
      'invalid',
      'secret-des-roles-trop-court',
      `FILROUGE_ROLES compte ${donne.length} caractères : il en faut au moins ${SECRET_MIN}.`,
    )
  const source = donne || decodeURIComponent(url.password) || url.searchParams.get('password')
  if (!source)
    throw new Refusal(
      'invalid',
      'secret-des-roles-absent',
      'L’adresse de DATABASE_URL ne porte pas de mot de passe : donnez dans FILROUGE_ROLES de quoi tirer ceux des rôles de l’application (32 caractères au moins, les mêmes partout).',
    )
  let derive = derives.get(source)
  if (!derive) {
    derive = scryptSync(source, 'filrouge roles', 32)
    derives.set(source, derive)
  }
  return derive
}

const motDePasseDe = (url: URL, role: string) => createHmac('sha256', secretDe(url)).update(role).digest('base64url')

/** Where `role` signs in, from where the owner does. Refused (invalid): nothing to draw its password from. */
export function adresseDe(proprietaire: string, role: string): string {
  const url = new URL(proprietaire)
  const motDePasse = motDePasseDe(url, role)
  // In the query: an address without a host (a socket) holds no name before it.
  url.searchParams.set('user', role)
  url.searchParams.set('password', motDePasse)
  url.username = ''
  url.password = ''
  return url.href
}

const ITERATIONS = 4096

/** A password as PostgreSQL keeps it (RFC 5803): the clear one is in no statement, hence in no log of the server. */
function verificateur(motDePasse: string): string {
  const sel = randomBytes(16)
  const sale = pbkdf2Sync(motDePasse, sel, ITERATIONS, 32, 'sha256')
  const hmac = (texte: string) => createHmac('sha256', sale).update(texte).digest()
  const gardee = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${sel.toString('base64')}$${gardee}:${hmac('Server Key').toString('base64')}`
}

/** What an administrator of the server runs for these roles when the owner may not make them; safe to run again. */
export function sqlDePortes(proprietaire: string, roles: readonly string[]): string {
  const url = new URL(proprietaire)
  const dedans = decodeURIComponent(url.username) || url.searchParams.get('user') || 'filrouge'
  return roles
    .flatMap(role => [
      `do $$ begin create role ${role} login; exception when duplicate_object then null; end $$;`,
      `alter role ${role} login password '${verificateur(motDePasseDe(url, role))}';`,
      `grant ${role} to "${dedans.replaceAll('"', '""')}";`,
    ])
    .join('\n')
}

/** PostgreSQL: wrong password; no right to come in that way. */
const PORTE_FERMEE = new Set(['28P01', '28000'])
const SANS_DROIT = '42501'

/** Does the role sign in? Refused (forbidden): one that may do more than what it is granted. */
async function entre(proprietaire: string, role: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adresseDe(proprietaire, role) })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ plus: boolean }>(
      `select r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls
         or exists (select from pg_auth_members m where m.member = r.oid) as plus
       from pg_roles r where r.rolname = session_user`,
    )
    if (!rows[0]?.plus) return true
  } catch (erreur) {
    if (PORTE_FERMEE.has((erreur as { code?: string }).code ?? '')) return false
    throw erreur
  } finally {
    await client.end().catch(() => {})
  }
  throw new Refusal(
    'forbidden',
    'role-trop-puissant',
    `Le rôle ${role} du serveur PostgreSQL a plus de droits qu’il n’en faut : l’application ne s’en sert pas. Retirez-lui ses attributs (superuser, createrole…) et les rôles dont il est membre.`,
  )
}

/** Roles belong to the whole server: two databases of it may ask for the same one at the same time. */
const ENSEMBLE = /tuple concurrently|already a member|circular/

async function faire(client: pg.Client, role: string, sql: string): Promise<void> {
  try {
    await client.query(sql)
  } catch (erreur) {
    const { code, message } = erreur as { code?: string; message: string }
    if (code === SANS_DROIT)
      throw new Refusal(
        'forbidden',
        'role-impossible',
        `Le rôle ${role} manque, ou n’a pas le bon mot de passe, et celui de DATABASE_URL n’a pas le droit de le créer ni de le changer. Donnez-lui CREATEROLE, ou faites exécuter par l’administrateur du serveur PostgreSQL ce qu’écrit la commande : filrouge roles`,
      )
    if (!ENSEMBLE.test(message)) throw erreur
  }
}

/** The role exists, and its maker is of it: `client` is the owner's. Refused (forbidden): the owner may not make roles. */
export async function creerRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query(`select pg_has_role(oid, 'member') as dedans from pg_roles where rolname = $1`, [
    role,
  ])
  if (rows[0]?.dedans) return
  if (!rows[0])
    await faire(
      client,
      role,
      `do $$ begin create role ${role} login; exception when duplicate_object or unique_violation then null; end $$`,
    )
  await faire(client, role, `grant ${role} to current_user`)
}

/**
 * The role signs in with the password that is drawn for it, set when it isn't that one. Refused (forbidden): the owner may not set it,
 * or the server lets that role in by no way.
 */
export async function ouvrirPorte(client: pg.Client, proprietaire: string, role: string): Promise<void> {
  if (await entre(proprietaire, role)) return
  const motDePasse = verificateur(motDePasseDe(new URL(proprietaire), role))
  await faire(client, role, `alter role ${role} login password '${motDePasse}'`)
  if (await entre(proprietaire, role)) return
  throw new Refusal(
    'forbidden',
    'role-sans-porte',
    `Le serveur PostgreSQL ne laisse pas entrer le rôle ${role} par son mot de passe. Son fichier pg_hba.conf, ou le mandataire placé devant lui, doit laisser entrer ${ROLE_COMMUN}, ${ROLE_TRAVAUX} et les rôles t_… des territoires sur cette base.`,
  )
}
