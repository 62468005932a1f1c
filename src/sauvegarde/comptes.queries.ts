import type pg from 'pg'
import { colonnesDe, type TableGardee } from './format.ts'

// What of `commun` goes with a territory: those who work there, how they sign in, the keys of its partners. No session, no attempt, no
// link that serves once: none of it outlives a server.

const DES_SIENS = `identite_id in (select identite_id from commun.acces where territoire = $$)`
const DU_TERRITOIRE = 'territoire = $$'

/** In the order in which they are put back, with the rows that are of the territory. */
const TABLES: Record<string, string> = {
  identite: DES_SIENS.replace('identite_id', 'id'),
  acces: DU_TERRITOIRE,
  totp: DES_SIENS,
  cle_acces: DES_SIENS,
  code_secours: DES_SIENS,
  identite_federee: DES_SIENS,
  client_api: DU_TERRITOIRE,
}

export const TABLES_DE_COMPTES: readonly string[] = Object.keys(TABLES)

/** Rows of the territory, as a query to copy. `code`: a territory's, which holds letters and figures only. */
export const lignesDe = ({ nom, colonnes }: TableGardee, code: string): string =>
  `select ${colonnesDe({ colonnes })} from commun.${nom} where ${(TABLES[nom] ?? 'false').replaceAll('$$', `'${code}'`)} order by 1, 2`

/** Where the rows of a table are put before they join those that are there. */
export const recue = (nom: string): string => `pg_temp.recu_${nom}`

/** Makes a place for the rows of each table, until the end of the transaction. */
export async function recevoirComptes(client: pg.Client): Promise<void> {
  for (const nom of TABLES_DE_COMPTES)
    await client.query(`create temporary table recu_${nom} (like commun.${nom} including defaults) on commit drop`)
}

/**
 * What was received of accounts that isn't of this territory alone; null: nothing. A backup opens its own territory, to accounts that it
 * tells, and says of no other account what opens it.
 */
export async function fauteDesComptes(client: pg.Client, code: string): Promise<string | null> {
  const aucune = async (texte: string, valeurs: unknown[] = []) =>
    (await client.query(`${texte} limit 1`, valeurs)).rowCount === 0
  for (const nom of ['acces', 'client_api'])
    if (!(await aucune(`select from ${recue(nom)} where territoire is distinct from $1`, [code])))
      return 'il ouvre un autre territoire que le sien'
  for (const nom of TABLES_DE_COMPTES.filter(t => TABLES[t] === DES_SIENS || t === 'acces'))
    if (
      !(await aucune(
        `select from ${recue(nom)} where identite_id is null or identite_id not in (select id from ${recue('identite')})`,
      ))
    )
      return 'il dit ce qui ouvre un compte qu’il ne dit pas'
  if (!(await aucune(`select from ${recue('identite')} where id not in (select identite_id from ${recue('acces')})`)))
    return 'il dit un compte qui ne travaille pas dans son territoire'
  return null
}

/**
 * Joins what was received to what is there. An account that the base already has, by its number or its address, is that one: it keeps its
 * password and its second factors, and gets its access to this territory.
 */
export async function joindreComptes(client: pg.Client): Promise<{ nouveaux: number; rejoints: number }> {
  await client.query(`
    create temporary table meme_compte on commit drop as
      select r.id as de, coalesce(i.id, j.id, r.id) as vers, coalesce(i.id, j.id) is null as nouveau
      from pg_temp.recu_identite r left join commun.identite i on i.id = r.id left join commun.identite j on j.courriel = r.courriel`)
  for (const nom of TABLES_DE_COMPTES) {
    if (nom === 'client_api') await client.query('insert into commun.client_api select * from pg_temp.recu_client_api')
    else if (nom === 'identite')
      await client.query(
        'insert into commun.identite select r.* from pg_temp.recu_identite r join pg_temp.meme_compte m on m.de = r.id where m.nouveau',
      )
    else {
      const quand = nom === 'acces' ? '' : 'where m.nouveau'
      await client.query(`
        update ${recue(nom)} r set identite_id = m.vers from pg_temp.meme_compte m where m.de = r.identite_id;
        insert into commun.${nom} select r.* from ${recue(nom)} r join (select distinct vers, nouveau from pg_temp.meme_compte) m
          on m.vers = r.identite_id ${quand} on conflict do nothing`)
    }
  }
  // What another base kept of who has an address proves nothing here.
  await client.query(
    'update commun.identite set adresse_prouvee = false where id in (select vers from pg_temp.meme_compte where nouveau)',
  )
  const { rows } = await client.query<{ nouveaux: number; rejoints: number }>(`
    select count(*) filter (where nouveau)::int as nouveaux, count(*) filter (where not nouveau)::int as rejoints from pg_temp.meme_compte`)
  return rows[0] ?? { nouveaux: 0, rejoints: 0 }
}

/** The base knows by what its keys are known. */
export async function joindreTemoins(
  client: pg.Client,
  cles: readonly { numero: number; temoin: string }[],
): Promise<void> {
  for (const { numero, temoin } of cles)
    await client.query('insert into commun.temoin_cle (numero, temoin) values ($1, $2) on conflict do nothing', [
      numero,
      Buffer.from(temoin, 'hex'),
    ])
}
