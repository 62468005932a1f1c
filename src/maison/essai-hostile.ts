import { readFileSync } from 'node:fs'
import { RACINE } from './sources.ts'

/** A schema of `docs/openapi.json`, as far as a hostile value needs it. */
export type Schema = {
  type?: string
  format?: string
  pattern?: string
  enum?: readonly unknown[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: readonly Schema[]
  allOf?: readonly Schema[]
  oneOf?: readonly Schema[]
}
/** An address of `docs/openapi.json`, as far as a hostile request needs it. */
export type Operation = {
  parameters?: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
}
/** Where a value stands in an input, and what it is. */
export type Champ = { chemin: readonly string[]; schema: Schema }

/** Every field of a schema, those inside of others and of the first element of a list too. */
export function champsDe(schema: Schema, chemin: readonly string[] = []): Champ[] {
  const ici = chemin.length ? [{ chemin, schema }] : []
  const dedans = Object.entries(schema.properties ?? {}).flatMap(([nom, s]) => champsDe(s, [...chemin, nom]))
  const element = schema.items ? champsDe(schema.items, [...chemin, '0']) : []
  const choix = [schema.anyOf, schema.allOf, schema.oneOf].flatMap(s => s ?? []).filter(s => s.type !== 'null')
  return [...(choix.length ? [] : ici), ...dedans, ...element, ...choix.flatMap(s => champsDe(s, chemin))]
}

/** `HOSTILES=tout`: every value, in minutes; else those that ever made a failure, in seconds. */
const TOUT = process.env.HOSTILES === 'tout'
const choisir = <T>(peu: readonly T[], reste: readonly T[]): T[] => (TOUT ? [...peu, ...reste] : [...peu])

const PARTOUT = choisir<unknown>(['a\0b'], [null, [], { $ne: 1 }])
const TEXTES = choisir(['\ud83d', '𝕏'.repeat(3000)], ['%', '\\', "'; drop table personne; --", '=1+1', '\u0660\u0661'])
const JOURS = choisir(
  ['0000-01-01', '9999-12-31'],
  ['0001-01-01', '0001-12-31', '9999-01-01', '-0001-01-01', '+010000-01-01'],
)
const INSTANTS = choisir(['0000-01-01T10:00', '9999-12-31T23:59'], ['9999-12-31T00:00', '9999-12-31T10:00'])
const MOIS = ['0000-01', '9999-12']
const NOMBRES = choisir([-1, 2 ** 31], [0, 1, 1.5, 2 ** 53, -(2 ** 53), 1e308])
/** No id of anything, and the same in capitals. */
const IDENTIFIANTS = choisir(['00000000-0000-0000-0000-000000000000'], ['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'])

/** What somebody who wishes no good puts there. `pris`: ids that are already those of something. */
export function hostiles({ chemin, schema }: Champ, pris: readonly string[]): unknown[] {
  const { type, format, enum: choix } = schema
  // What is made takes an id of its own; what is pointed at is seldom of the right kind.
  const nouveau = /^(nouveauI|i)d$/.test(chemin.at(-1) ?? '')
  if (format === 'uuid') return [...PARTOUT, ...IDENTIFIANTS, ...(TOUT || nouveau ? pris : pris.slice(0, 1))]
  if (format === 'date') return [...PARTOUT, ...JOURS]
  if (choix) return [...PARTOUT, 'constructor', ...choisir([], ['__proto__', ...choix])]
  if (type === 'integer' || type === 'number') return [...PARTOUT, ...NOMBRES]
  if (type === 'boolean') return [...PARTOUT, ...choisir<unknown>([], [true, false, 'oui'])]
  if (type === 'array' || type === 'object')
    return [...PARTOUT, [null], ...choisir<unknown>([], ['', 7, { constructor: {} }])]
  // A day, a month or an instant is often but a text that looks like one.
  return [...PARTOUT, ...TEXTES, ...JOURS, ...INSTANTS, ...MOIS]
}

/** The same input with this value there; what is on the way is made when it is missing. */
export function avecValeur(entree: unknown, [tete, ...reste]: readonly string[], valeur: unknown): unknown {
  if (tete === undefined) return valeur
  const deja = typeof entree === 'object' && !Array.isArray(entree) ? entree : {}
  const sien = tete === '0' || Array.isArray(entree) ? (Array.isArray(entree) ? [...entree] : []) : { ...deja }
  const dedans = sien as Record<string, unknown>
  dedans[tete] = avecValeur(dedans[tete], reste, valeur)
  return sien
}

/** What the API says that an address takes. */
export function champsDOperation(operation: Operation): Champ[] {
  const corps = operation.requestBody?.content['application/json']?.schema
  return [
    ...(operation.parameters ?? []).map(({ name, schema }) => ({ chemin: [name], schema })),
    ...(corps ? champsDe(corps) : []),
  ]
}

/** Every address of `docs/openapi.json`, by its route: « GET /personnes/:personneId ». */
export function operations(): Map<string, Operation> {
  const { paths } = JSON.parse(readFileSync(`${RACINE}docs/openapi.json`, 'utf8')) as {
    paths: Record<string, Record<string, Operation>>
  }
  return new Map(
    Object.entries(paths).flatMap(([chemin, methodes]) =>
      Object.entries(methodes).map(([methode, operation]) => [
        `${methode.toUpperCase()} ${chemin.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, ':$1')}`,
        operation,
      ]),
    ),
  )
}
