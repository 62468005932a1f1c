import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirBase } from '../base.ts'
import { CHIFFREES } from '../chiffrees.ts'
import { CLE_ESSAI } from '../essai.ts'
import { RECITS } from '../recits.ts'
import { poserCle } from '../socle/auth/cles.ts'
import { lireNir } from '../socle/auth/nir.ts'
import type { Base } from '../socle/db.ts'
import type { PostgresDeTest } from '../socle/postgres-local.ts'
import { postgresAvecDemo } from './essai-demo.ts'

/** What whoever steals a backup reads of the demo, without the application's key: all the columns of all the tables, as they are. */
let postgres: PostgresDeTest
let base: Base
let client: pg.Client
/** `table.column` to all that it holds, as text. */
const vole = new Map<string, string>()
const db = () => base.territoire('99')

beforeAll(async () => {
  poserCle(CLE_ESSAI)
  postgres = await postgresAvecDemo('2026-11-20', () => {})
  base = ouvrirBase(postgres.url, 3)
  client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query<{ nom: string; colonne: string }>(
    `select format('%I.%I', n.nspname, c.relname) as nom, a.attname as colonne from pg_class c
       join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname in ('t_99', 'commun', 'graphile_worker') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
  )
  for (const { nom, colonne } of rows) {
    const lu = await client.query<{ tout: string | null }>(
      `select string_agg(distinct "${colonne}"::text, chr(10)) as tout from ${nom}`,
    )
    vole.set(`${nom.replace(/^t_99\./, '')}.${colonne}`, lu.rows[0]?.tout ?? '')
  }
}, 900_000)
afterAll(async () => {
  await client?.end()
  await base?.fermer()
  await postgres?.arreter()
})

const lieuxDe = (mots: readonly string[]) =>
  [...vole]
    .filter(([, tout]) => mots.some(mot => tout.includes(mot)))
    .map(([lieu]) => lieu)
    .sort()

/** At most so many of them, the longest: each is looked for in all that was stolen. */
const quelques = (mots: readonly (string | null)[]) =>
  [...new Set(mots.filter(m => m !== null))].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 60)

const lus = async (table: string, colonne: string) => {
  const { rows } = await sql<{ v: string | null }>`
    select distinct ${sql.ref(colonne)}::text as v from ${sql.table(table)} where ${sql.ref(colonne)} is not null`.execute(
    db(),
  )
  return rows.map(r => r.v)
}

test('ce qui est écrit d’une personne ne se lit nulle part', async () => {
  for (const [table, { closes = [] }] of Object.entries(CHIFFREES))
    for (const colonne of closes) {
      const textes = quelques(await lus(table, colonne)).filter(t => t.length > 20)
      // Where a structure receives is also said of the structure.
      const ailleurs = `${table}.${colonne}` === 'rendezVous.lieu' ? ADRESSES_DES_STRUCTURES : []
      expect([table, colonne, lieuxDe(textes).filter(l => !ailleurs.includes(l))]).toEqual([table, colonne, []])
    }
})
const ADRESSES_DES_STRUCTURES = ['structure.adresse', 'antenne.adresse', 'evenement.apres', 'evenement.avant']

test('la démonstration a de quoi chercher', async () => {
  for (const [table, colonne] of [
    ['diagnostic', 'synthese'],
    ['accompagnement', 'relais'],
    ['orientation', 'motif'],
    ['foyer', 'voie'],
    ['document', 'titre'],
  ] as const)
    expect([table, (await lus(table, colonne)).length > 0]).toEqual([table, true])
})

test('les événements ne redisent en clair aucun de ces textes', async () => {
  for (const { nom, libres } of RECITS.filter(r => r.libres.size)) {
    const { rows } = await client.query<{ avant: unknown; apres: unknown }>(
      'select avant, apres from t_99.evenement where type = $1',
      [nom],
    )
    const enClair = new Set<string>()
    const parcourir = (valeur: unknown) => {
      if (typeof valeur !== 'object' || valeur === null) return
      for (const [cle, v] of Object.entries(valeur))
        if (typeof v !== 'string') parcourir(v)
        else if (libres.has(cle) && v !== '' && !v.startsWith('\u0001')) enClair.add(cle)
    }
    for (const { avant, apres } of rows) {
      parcourir(avant)
      parcourir(apres)
    }
    expect([nom, [...enClair]]).toEqual([nom, []])
  }
})

test('ni la rue, ni le NIR, ni une lettre ne se lisent', async () => {
  const voies = quelques([...(await lus('foyer', 'voie')), ...(await lus('foyer', 'complement'))]).filter(
    v => v.length > 12,
  )
  expect([voies.length > 20, lieuxDe(voies)]).toEqual([true, []])
  const { rows } = await sql<{ nir: Buffer }>`
    select nir_chiffre as nir from personne where nir_chiffre is not null limit 60`.execute(db())
  expect([rows.length, lieuxDe(rows.map(r => lireNir('99', r.nir)))]).toEqual([60, []])
  expect(lieuxDe([Buffer.from('%PDF-').toString('hex')])).toEqual([])
})

/** What a stolen backup shows, and why it is accepted: it is said in docs/securite.md. */
const LU: Readonly<Record<string, { pourquoi: string; ou: readonly string[] }>> = {
  noms: {
    pourquoi: 'cherchés par morceaux, à une faute près, et triés',
    ou: [
      ...[
        'import_personne.nom',
        'import_personne.nom_naissance',
        'mot_nom.mot',
        'mot_nom.variantes',
        'personne.identite',
      ],
      ...['personne.nom', 'personne.nom_naissance', 'personne.recherche'],
    ],
  },
  telephones: {
    pourquoi: 'comparés entre sources, et pour reconnaître une personne',
    ou: [
      ...['donnee.valeur', 'import_difference.apres', 'import_ligne.changements', 'instruction.contenu'],
      'personne.telephone',
    ],
  },
  naissances: {
    pourquoi: 'cherchées, comparées, comptées par âge ; ailleurs, d’autres faits du même jour',
    ou: [
      ...['foyer.adresse_depuis', 'foyer.date_demande', 'foyer.situation_familiale_depuis', 'membre.activite_depuis'],
      'personne.date_naissance',
    ],
  },
}

test('ce qui se lit encore est su, et rien d’autre ne se lit', async () => {
  const mots = {
    noms: quelques(await lus('personne', 'nom')),
    telephones: quelques(await lus('personne', 'telephone')),
    naissances: quelques(await lus('personne', 'date_naissance')).slice(0, 60),
  }
  // Another fact may be of the same day as a birth: columns of days are looked at by their name alone.
  const { rows } = await client.query<{ lieu: string }>(
    `select table_name || '.' || column_name as lieu from information_schema.columns where table_schema = 't_99' and data_type = 'date'`,
  )
  const jours = new Set(rows.map(r => r.lieu))
  for (const [quoi, siens] of Object.entries(mots)) {
    const ou: readonly string[] = LU[quoi]?.ou ?? []
    const trouves = lieuxDe(siens)
    expect([quoi, trouves.filter(lieu => !ou.includes(lieu) && !jours.has(lieu))]).toEqual([quoi, []])
    expect(trouves).toContain(ou.at(-1) === 'personne.recherche' ? 'personne.nom' : ou.at(-1))
  }
})
