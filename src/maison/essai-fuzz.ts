import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES, type Role } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import type { Essai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { adresse } from '../socle/api.ts'
import { empreinteJeton } from '../socle/auth/jeton.ts'
import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { avecValeur, champsDOperation, operations, type Schema } from './essai-hostile.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, NOM } from './essai-monde.ts'
import type { unVoisin } from './essai-voisin.ts'

/** What nobody of this territory may be shown: somebody whom no agent follows, in no agent's sector. Her name is asked for, not these. */
const HORS = { nom: 'ESSAI-DEHORS', prenom: 'ZEPHYRINDE', telephone: '0639987654', courriel: 'zephyrinde@example.org' }
const NIR_HORS = '1850459999002'
const SECRETS_HORS = /zephyrinde|0639987654|06 39 98 76 54|1850459999002|1 85 04 59 999 002/i
/** What nobody without a session, of another territory, nor any software may be shown: who is known here. */
const SECRETS_ICI = new RegExp(`${NOM}|ESSAI-ANNULATION|ESSAI-ARCHIVE|${SECRETS_HORS.source}`, 'i')
/** What no answer holds: how the software is made, what a password is kept as. */
const ENTRAILLES = /\$argon2|node_modules|\.ts:\d|syntax error at|violates \w+ constraint|postgres:\/\/|t_59\./

/** Who asks: with which headers, and what they may not see. */
export type Demandeur = { nom: string; role?: Role; ailleurs?: true; entetes: Record<string, string>; interdit: RegExp }
export type Demande = {
  qui: Demandeur
  route: string
  methode: string
  url: string
  corps: string | Buffer | undefined
  type: string
}

/** Numbers from 0 to 1, the same for the same seed and rank: each request is replayed alone. */
function hasard(graine: number, rang: number): () => number {
  let etat = Math.imul(graine ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(rang + 1, 0xc2b2ae35)
  return () => {
    etat = (etat + 0x6d2b79f5) | 0
    let t = Math.imul(etat ^ (etat >>> 15), 1 | etat)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const TEXTES = [
  ...['', ' ', 'a\0b', '\ud83d', '𝕏'.repeat(3000), '%', '%%00', '_', '\\', "'; drop table personne; --", "' or 1=1 --"],
  ...[
    '=1+1',
    '@SUM(A1)',
    '\u0660\u0661',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '#{7*7}',
    '{{7*7}}',
    '\r\nX-A: b',
  ],
  ...[
    'null',
    'undefined',
    '[object Object]',
    'constructor',
    '__proto__',
    'é'.repeat(500),
    '\u202e\u200b',
    '9'.repeat(400),
  ],
  ...[
    HORS.nom,
    NOM,
    'ESSAI',
    'e',
    '2025-03-10',
    '0000-01-01',
    '9999-12-31',
    '2025-02-30',
    '0000-01-01T10:00',
    '9999-12',
    '٢٠٢٥',
  ],
]
const AUTRES = [
  null,
  [],
  {},
  [null],
  { $ne: 1 },
  -1,
  0,
  1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  true,
  false,
  JSON.parse('{"__proto__":{"a":1}}'),
]

/** The person out of everybody's reach, the key of a software, and all who ask. */
export async function lesDemandeurs(essai: Essai, monde: Monde, voisin: Awaited<ReturnType<typeof unVoisin>>) {
  const db = essai.base.territoire('59')
  const hors = await unePersonne(essai, {
    ...HORS,
    codeInsee: '59512',
    commune: 'ROUBAIX',
    entreeRecueLe: '2025-03-03',
  })
  await db
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', NIR_HORS), nirChiffre: chiffrerNir('59', NIR_HORS) })
    .where('id', '=', hors.id)
    .execute()
  const cle = 'une-cle-de-logiciel-pour-essai'
  await essai.base.commun
    .insertInto('clientApi')
    .values({
      ...{ id: uuidv7(), territoire: '59', nom: 'Logiciel', creeLe: essai.now, creePar: 'Agent ESSAI' },
      ...{ droits: ['import.deposer:beneficiaires'], empreinte: empreinteJeton(cle) },
    })
    .execute()
  const avec = (jeton: string) => ({ cookie: `${COOKIE}=${jeton}` })
  const jetons = [
    ...Object.values(monde.dedans).map(a => a.jeton),
    ...Object.values(monde.dehors).flatMap(d => d.map(({ agent }) => agent.jeton)),
    ...Object.values(voisin.jetons),
  ]
  const qui: Demandeur[] = [
    ...NOMS_ROLES.map(role => ({ nom: role, role, entetes: avec(monde.dedans[role].jeton), interdit: SECRETS_HORS })),
    ...NOMS_ROLES.flatMap(role =>
      monde.dehors[role].map(({ lien, agent }) => ({
        nom: lien,
        role,
        entetes: avec(agent.jeton),
        interdit: SECRETS_HORS,
      })),
    ),
    ...NOMS_ROLES.map(role => ({
      nom: `${role} voisin`,
      ailleurs: true as const,
      role,
      entetes: avec(voisin.jetons[role]),
      interdit: SECRETS_ICI,
    })),
    { nom: 'personne', entetes: {}, interdit: SECRETS_ICI },
    { nom: 'un jeton inventé', entetes: avec('A'.repeat(43)), interdit: SECRETS_ICI },
    { nom: 'un logiciel', entetes: { authorization: `Bearer ${cle}` }, interdit: SECRETS_ICI },
  ]
  const ids = [hors.id, hors.foyerId, hors.entreeId, ...Object.values(monde)].filter(
    (v): v is string => typeof v === 'string' && v.length === 36,
  )
  return { qui, jetons: [...jetons, cle], ids }
}

const permissions = new Map<string, string>(
  [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: d }) => [d.route, d.permission]),
)

/** Makes requests: every route by every asker in turn, mixed, each with values of this seed and of its rank; one in two is allowed. */
export function generateur(monde: Monde, qui: readonly Demandeur[], ids: readonly string[], graine: number) {
  const adresses = [...operations()]
  const couples = adresses.flatMap(([route, operation]) => qui.map(q => ({ route, operation, qui: q })))
  // The same mix for a seed, so that a thousand requests go through a thousand different pairs.
  const des = hasard(graine, -2)
  for (let i = couples.length - 1; i > 0; i--) {
    const j = Math.floor(des() * (i + 1))
    ;[couples[i], couples[j]] = [couples[j] as never, couples[i] as never]
  }
  const permis = couples.filter(({ route, qui: { role } }) => {
    const permission = permissions.get(route)
    return !permission || (role && autorise({ genre: 'agent', role }, permission))
  })
  return (rang: number): Demande => {
    const tirer = hasard(graine, rang)
    const parmi = <T>(liste: readonly T[]): T => liste[Math.floor(tirer() * liste.length)] as T
    const parmiEux = rang % 2 ? permis : couples
    const couple = parmiEux[(rang >> 1) % parmiEux.length] as (typeof couples)[number]
    const champs = champsDOperation(couple.operation)
    const plausible = ({ enum: choix, format, type }: Schema): unknown => {
      if (choix) return parmi(choix)
      if (format === 'uuid') return tirer() < 0.9 ? parmi(ids) : uuidv7()
      if (format === 'date') return parmi(['2025-03-10', '2025-03-31', '2024-01-01', '2025-12-31'])
      if (type === 'boolean') return tirer() < 0.5
      if (type === 'integer' || type === 'number') return Math.floor(tirer() * 100)
      return type === 'array' || type === 'object' ? undefined : parmi([HORS.nom, NOM, 'Tourcoing', '2025-03', '12'])
    }
    // An input that succeeds, of which little is changed; or what the description says, made up.
    const ligne = LIGNES[couple.route]
    const agent = parmi(Object.values(monde.dedans))
    let entree: unknown = ligne && tirer() < 0.6 ? ligne.entree(monde, agent.id) : {}
    const depart = entree as Record<string, unknown>
    if (Object.keys(depart).length === 0)
      for (const { chemin, schema } of champs) {
        const valeur = plausible(schema)
        if (valeur !== undefined) entree = avecValeur(entree, chemin, valeur)
      }
    for (let n = Math.floor(tirer() * 4); n > 0 && champs.length; n--) {
      const { chemin, schema } = parmi(champs)
      const sort = tirer()
      const valeur = sort < 0.4 ? plausible(schema) : sort < 0.8 ? parmi(TEXTES) : parmi(AUTRES)
      // Half of a character has no address.
      if (valeur === '\ud83d' && couple.route.includes(`:${chemin[0]}`)) continue
      entree = avecValeur(entree, chemin, valeur)
    }
    const { method, url, body, type } = adresse(couple.route, entree as Record<string, unknown>)
    const corps = body === undefined || typeof body === 'string' ? body : Buffer.from(body)
    const brouille = tirer() < 0.03 && method !== 'GET'
    return {
      ...{ qui: couple.qui, route: couple.route, methode: method, url },
      corps: brouille ? parmi(['{', '[]', '"', 'null', Buffer.from([0xff, 0xfe, 0, 1]), '{"a":'.repeat(2000)]) : corps,
      type: brouille
        ? parmi(['application/json', 'text/plain', 'application/octet-stream', 'x/y; charset=\u00e9'.slice(0, 3)])
        : (type ?? ''),
    }
  }
}

/** What is wrong with an answer; null when nothing is. `jetons`: every session and key there is. */
export function faute(
  { qui, corps, url }: Demande,
  reponse: { status: number; texte: string; entetes: Record<string, unknown> },
  jetons: readonly string[],
): string | null {
  const { status, texte } = reponse
  if (status >= 500) return `panne ${status}`
  const tout = `${texte}\n${JSON.stringify(reponse.entetes)}`
  const vu = qui.interdit.exec(tout)
  if (vu) return `montre « ${vu[0]} »`
  if (jetons.some(jeton => tout.includes(jeton) && !`${corps}${url}`.includes(jeton)))
    return 'rend un jeton de session ou une clé'
  const dedans = ENTRAILLES.exec(texte)
  if (dedans) return `montre ses entrailles : ${dedans[0]}`
  if (status >= 400 && !/\p{L}{3}/u.test(texte)) return `refus ${status} sans un mot`
  return null
}
