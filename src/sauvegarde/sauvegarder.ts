import type { Socket } from 'node:net'
import pg from 'pg'
import { to as copieVers } from 'pg-copy-streams'
import { schemaTerritoire } from '../socle/db.ts'
import { lireDuDisque } from '../socle/fichier/disque.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Piece } from './archive.ts'
import { placeDe, suitesDe, tablesDe } from './catalogue.queries.ts'
import { destinataires, ecrireCoffre } from './coffre.ts'
import { lignesDe } from './comptes.queries.ts'
import {
  colonnesDe,
  ENTETE,
  type Entete,
  enSql,
  FICHIERS,
  FORMAT,
  MANIFESTE,
  type Manifeste,
  nomDe,
  REGLAGES,
  type TableGardee,
  unCompte,
} from './format.ts'
import { travauxDe } from './travaux.queries.ts'

/** Bytes of rows in one piece of the archive, at least: what is in memory. */
const PIECE = 4 * 1024 * 1024

export type Sauvegarde = { personnes: number; lignes: number; fichiers: number }

/**
 * Writes into `vers` all that a territory is, as it stands at one instant, while servers serve: no lock that they wait for. `pour`: public
 * keys of age, of who may restore it. Needs no key: what is encrypted stays so. Refused: no such territory; a file that exists.
 */
export async function sauvegarder(
  url: string,
  { code, vers, pour = [] }: { code: string; vers: string; pour?: readonly string[] },
): Promise<Sauvegarde> {
  const age = destinataires(pour)
  const schema = schemaTerritoire(code)
  const client = new pg.Client({ connectionString: url })
  // What is under way hears of a lost connection; nobody else need.
  client.on('error', () => {})
  await client.connect()
  try {
    const tables = await tablesDe(client, schema)
    await client.query('begin isolation level repeatable read read only')
    await client.query(REGLAGES)
    // Before the first read: what empties or rewrites a table must not come between.
    if (tables.length > 0)
      await client.query(`lock table ${tables.map(t => placeDe(t, schema)).join(', ')} in access share mode`)
    const entete = await lireEntete(client, code, schema, tables)
    const fait: Sauvegarde = { personnes: 0, lignes: 0, fichiers: 0 }
    await ecrireCoffre(vers, pieces(client, schema, entete, fait), age)
    await client.query('commit')
    await client.end()
    return fait
  } catch (erreur) {
    // Rows may be on their way, that nobody reads any more: no goodbye would be heard before them.
    couper(client)
    throw erreur
  }
}

const couper = (client: pg.Client) =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy()

async function lireEntete(client: pg.Client, code: string, schema: string, tables: TableGardee[]): Promise<Entete> {
  const un = async <T extends pg.QueryResultRow>(texte: string, valeurs: unknown[] = []) =>
    (await client.query<T>(texte, valeurs)).rows
  const [la] = await un<{ la: boolean }>(`select to_regclass('commun.temoin_cle') is not null as la`)
  const cles = la?.la
    ? await un<{ numero: number; temoin: string }>(
        `select numero, encode(temoin, 'hex') as temoin from commun.temoin_cle order by 1`,
      )
    : []
  if (cles.length === 0)
    throw new Refusal(
      'conflict',
      'cle-inconnue',
      'Cette base ne sait pas encore de quelle clé sont ses données. Démarrez une fois le serveur de cette version, puis recommencez. Rien n’est écrit.',
    )
  const [territoire] = await un<Entete['territoire']>(
    `select code, nom, demo, cree_le::text as "creeLe" from commun.territoire where code = $1`,
    [code],
  )
  if (!territoire)
    throw new Refusal('not-found', 'territoire-inconnu', `Le territoire ${code} n’existe pas. Rien n’est écrit.`)
  const migrations = async (ou: string) =>
    (await un<{ name: string }>(`select name from ${ou}.migration order by run_on, id`)).map(m => m.name)
  const [{ maintenant } = { maintenant: '' }] = await un<{ maintenant: string }>('select now()::text as maintenant')
  return {
    format: FORMAT,
    faitLe: maintenant,
    territoire,
    migrations: { commun: await migrations('commun'), territoire: await migrations(schema) },
    cles,
    tables,
  }
}

async function* pieces(client: pg.Client, schema: string, entete: Entete, fait: Sauvegarde): AsyncGenerator<Piece> {
  const manifeste: Manifeste = {
    comptes: {},
    travaux: await travauxDe(client, entete.territoire.code),
    sequences: await sequences(client, schema),
  }
  yield { nom: ENTETE, octets: enJson(entete) }
  for (const table of entete.tables) {
    const compte = unCompte()
    let rang = 0
    for await (const octets of lignes(client, table, schema, entete.territoire.code)) {
      compte.rangees(octets)
      yield { nom: `${nomDe(table)}.${++rang}`, octets }
    }
    const dit = compte.fini()
    manifeste.comptes[nomDe(table)] = dit
    fait.lignes += dit.lignes
    if (nomDe(table) === 'territoire/personne') fait.personnes = dit.lignes
  }
  const compte = unCompte()
  const { rows } = await client.query<{ id: string; rang: number }>(
    `select fichier_id as id, rang from ${schema}.fichier_morceau where octets is null order by 1, 2`,
  )
  for (const { id, rang } of rows) {
    const octets = await lireDuDisque(entete.territoire.code, id, rang)
    compte.piece(octets)
    yield { nom: `${FICHIERS}/${id}.${rang}`, octets }
  }
  manifeste.comptes[FICHIERS] = compte.fini()
  fait.fichiers = rows.length
  yield { nom: MANIFESTE, octets: enJson(manifeste) }
}

const enJson = (valeur: unknown) => Buffer.from(JSON.stringify(valeur, null, 1))

/** The rows of a table as COPY writes them, in pieces that end where a row does. */
async function* lignes(client: pg.Client, table: TableGardee, schema: string, code: string): AsyncGenerator<Buffer> {
  const quoi =
    table.schema === 'commun' ? `(${lignesDe(table, code)})` : `${placeDe(table, schema)} (${colonnesDe(table)})`
  let attente: Buffer[] = []
  let taille = 0
  for await (const octets of client.query(copieVers(`copy ${quoi} to stdout`))) {
    attente.push(octets)
    taille += octets.length
    if (taille < PIECE || octets.at(-1) !== 10) continue
    yield Buffer.concat(attente)
    attente = []
    taille = 0
  }
  if (taille > 0) yield Buffer.concat(attente)
}

async function sequences(client: pg.Client, schema: string): Promise<Manifeste['sequences']> {
  const toutes: Manifeste['sequences'] = []
  for (const nom of await suitesDe(client, schema)) {
    const { rows } = await client.query<{ valeur: string; servie: boolean }>(
      `select last_value::text as valeur, is_called as servie from ${schema}.${enSql(nom)}`,
    )
    if (rows[0]) toutes.push({ nom, ...rows[0] })
  }
  return toutes
}
