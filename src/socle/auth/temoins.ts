import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Base } from '../db.ts'
import { Refusal } from '../refusal.ts'
import { serviceSousAutreCle } from '../travaux/service.ts'
import { provenance } from './cle.ts'
import { cleDe, numeroCourant, trousseauPose } from './cles.ts'

// The base keeps, by number, what only the right key gives: a wrong one is seen before anything is served or written, even where
// nothing is encrypted yet. Nothing of a key can be drawn from it, but by trying every secret.

export type Temoin = { numero: number; temoin: Buffer }

const temoinDe = (numero: number): Buffer =>
  createHmac('sha256', cleDe('commun', 'temoin-de-cle', numero))
    .update('filrouge')
    .digest()

/** Refuses (conflict) keys that aren't those of `temoins`: one that isn't the right one, one that isn't given. `quoi`: what they close. */
export function comparerCles(temoins: readonly Temoin[], quoi = 'cette base'): void {
  const { courante, secrets } = trousseauPose()
  for (const { numero, temoin } of temoins) {
    const ou = numero === courante ? provenance() : 'FILROUGE_CLES_ANCIENNES'
    if (!secrets.has(numero))
      throw new Refusal(
        'conflict',
        'cle-manquante',
        `Des données de ${quoi} sont chiffrées avec la clé n° ${numero}, qui n’est pas donnée (la clé donnée est la n° ${courante}, ${provenance()}). Redonnez-la dans FILROUGE_CLES_ANCIENNES\u00a0: ${numero}:…, ou vérifiez le numéro de FILROUGE_CLE. Rien n’a changé.`,
      )
    if (!temoinDe(numero).equals(temoin))
      throw new Refusal(
        'conflict',
        'cle-fausse',
        `La clé n° ${numero} n’est pas celle de ${quoi}\u00a0: aucun numéro de sécurité sociale, aucun fichier ne s’ouvrirait. Vérifiez-la dans ${ou}. Rien n’a changé.`,
      )
  }
}

/**
 * The same, of the whole base, as long as the transaction of `client` (the owner's) lasts: to be called before a territory is declared.
 * Somebody with another key may have come since this process knew its own.
 */
export async function tenirCles(client: pg.Client): Promise<void> {
  await client.query('lock table commun.temoin_cle in share row exclusive mode')
  comparerCles((await client.query<Temoin>('select numero, temoin from commun.temoin_cle order by numero')).rows)
}

export const temoins = ({ commun }: Pick<Base, 'commun'>): Promise<Temoin[]> =>
  commun.selectFrom('temoinCle').select(['numero', 'temoin']).orderBy('numero').execute()

/** Keeps what these keys give. Two servers that start at once keep one: the other is then compared with it. */
export async function poserTemoins({ commun }: Pick<Base, 'commun'>, numeros: readonly number[]): Promise<void> {
  if (numeros.length === 0) return
  await commun
    .insertInto('temoinCle')
    .values(numeros.map(numero => ({ numero, temoin: temoinDe(numero) })))
    .onConflict(oc => oc.doNothing())
    .execute()
}

/**
 * Does what makes data depend on the current key. One that the base didn't know is kept with what is done, and only then: what is refused
 * leaves nothing of it, and the former one goes on opening. Refused (conflict): a server serves with another key, that this one would
 * shut out; keys that aren't those of the base. Until it is done nobody makes a territory, nor brings another key.
 */
export async function engagerCle<T>(base: Pick<Base, 'commun' | 'url'>, agir: () => Promise<T>): Promise<T> {
  const numero = numeroCourant()
  const connue = (gardes: readonly Temoin[]) => {
    comparerCles(gardes)
    return gardes.some(g => g.numero === numero)
  }
  if (connue(await temoins(base))) return agir()
  return base.commun.transaction().execute(async commun => {
    await sql`lock table temoin_cle in share row exclusive mode`.execute(commun)
    if (connue(await temoins({ commun }))) return agir()
    if (await serviceSousAutreCle(base.url))
      throw new Refusal(
        'conflict',
        'serveur-en-service',
        `Un serveur Filrouge se sert de cette base avec une autre clé que la n° ${numero}, ${provenance()}\u00a0: il ne lirait ni ne retrouverait plus ce qu’elle chiffre. Arrêtez-le, puis recommencez. Rien n’a changé.`,
      )
    await poserTemoins({ commun }, [numero])
    return agir()
  })
}

/** Nothing of this base is closed by another key than the current one any more. */
export async function oublierTemoins({ commun }: Pick<Base, 'commun'>): Promise<void> {
  await commun.deleteFrom('temoinCle').where('numero', '<>', numeroCourant()).execute()
}

/** A base without a territory is closed by no key: it takes the current one, at once for whoever makes a territory meanwhile. */
export async function reprendreBaseVide({ commun }: Pick<Base, 'commun'>): Promise<void> {
  await commun.transaction().execute(async trx => {
    const { numDeletedRows } = await trx
      .deleteFrom('temoinCle')
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('territoire').select('code'))))
      .executeTakeFirst()
    if (numDeletedRows > 0n) await poserTemoins({ commun: trx }, [numeroCourant()])
  })
}

/** Has a key already closed something there? What is at `url` may be of before these checks, or empty. */
export async function aUneCle(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const a = async (table: string) => {
      const { rows } = await client.query(`select to_regclass('commun.${table}') is not null as la`)
      return rows[0]?.la && (await client.query(`select from commun.${table} limit 1`)).rowCount !== 0
    }
    // Whoever makes a territory has a key.
    return (await a('temoin_cle')) || (await a('territoire'))
  } finally {
    await client.end()
  }
}
