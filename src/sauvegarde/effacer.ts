import pg from 'pg'
import { COMPTE_SEUL } from '../agent/comptes-seuls.queries.ts'
import { schemaTerritoire } from '../socle/db.ts'
import { condamnerLeDisque, dossierDesFichiers, epargnerLeDisque, viderDuDisque } from '../socle/fichier/disque.ts'
import { connexion } from '../socle/migrer.ts'
import { Refusal } from '../socle/refusal.ts'

/** Persons, and accounts that worked nowhere else. `roleReste`: its role of PostgreSQL, that another base uses or no owner may drop. */
type Fait = { code: string; nom: string; personnes: number; comptes: number; roleReste: boolean }
/** `fichiersRestent`: why its pieces of files couldn't be taken away, all of them, by the code of the system; null: none is left. */
export type Effacement = Fait & { fichiersRestent: string | null }

/**
 * Takes a territory away for ever, whole or not at all, then its pieces of files: persons, agents, keys of partners, jobs that wait,
 * accounts that work nowhere else nor are waited for. `nom`: its name, said again by who asks. Refused: no such territory (not-found);
 * another name (conflict); pieces in a folder that isn't given (conflict); an act that holds it doesn't end within `attenteMs` (conflict).
 */
export async function effacerTerritoire(
  url: string,
  { code, nom, attenteMs = 30_000 }: { code: string; nom: string; attenteMs?: number },
): Promise<Effacement> {
  return connexion(url, async client => {
    const { rows } = await client.query<{ territoire: string }>(
      'select nom as territoire from commun.territoire where code = $1',
      [code],
    )
    const [connu] = rows
    if (!connu)
      throw new Refusal('not-found', 'territoire-inconnu', `Le territoire ${code} n’existe pas. Rien n’a changé.`)
    if (connu.territoire !== nom)
      throw new Refusal(
        'conflict',
        'autre-nom',
        `Le territoire ${code} s’appelle « ${connu.territoire} »\u00a0: dites ce nom (--nom) pour l’effacer. Rien n’a changé.`,
      )
    const role = await numeroDuRole(client, schemaTerritoire(code))
    try {
      await client.query(`set lock_timeout = ${attenteMs}`)
      const fait = await effacer(client, code, nom)
      // It is done, whatever comes now.
      if (role) await congedier(client, role).catch(() => {})
      // Under the lock: one that is put back meanwhile waits for it.
      const fichiersRestent = await viderDuDisque(code).then(
        () => null,
        (erreur: NodeJS.ErrnoException) => erreur.code ?? erreur.name,
      )
      return { ...fait, fichiersRestent }
    } catch (erreur) {
      const reste = await client
        .query('rollback')
        .then(() => client.query('select from commun.territoire where code = $1', [code]))
        .then(
          ({ rowCount }) => rowCount === 1,
          () => false,
        )
      if (reste) await epargnerLeDisque(code)
      if (!(erreur instanceof pg.DatabaseError) || !/^(55P03|40P01)$/.test(erreur.code ?? '')) throw erreur
      throw new Refusal(
        'conflict',
        'territoire-occupe',
        'Un travail est en cours dans ce territoire (un import, un enregistrement)\u00a0: attendez sa fin ou arrêtez les serveurs, puis recommencez. Rien n’a changé.',
      )
    }
  })
}

async function numeroDuRole(client: pg.Client, nom: string): Promise<number | undefined> {
  const { rows } = await client.query<{ oid: number }>('select oid from pg_roles where rolname = $1', [nom])
  return rows[0]?.oid
}

/**
 * Ends the sessions that servers keep as a role (its number: its name may be gone): they wouldn't see a territory that comes back under
 * the same name. What may not be ended stays, and is left by its server at its first failure (socle/db.ts).
 */
const congedier = (client: pg.Client, role: number) =>
  client.query(`do $$ declare session int; begin
    for session in select pid from pg_stat_activity where datname = current_database() and usesysid = ${role}
    loop begin perform pg_terminate_backend(session); exception when insufficient_privilege then null; end; end loop; end $$`)

async function effacer(client: pg.Client, code: string, nom: string): Promise<Fait> {
  const schema = schemaTerritoire(code)
  await client.query(`begin; set local client_min_messages = warning`)
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${schema}.personne`)
  const { rows: ailleurs } = await client.query(`select from ${schema}.fichier_morceau where octets is null limit 1`)
  if (ailleurs.length > 0 && dossierDesFichiers() === null)
    throw new Refusal(
      'conflict',
      'fichiers-ailleurs',
      'Des fichiers de ce territoire sont dans un dossier que cette commande ne connaît pas\u00a0: donnez-lui le même FILROUGE_FICHIERS qu’au serveur, puis recommencez. Rien n’a changé.',
    )
  await condamnerLeDisque(code)
  await client.query(`drop schema ${schema} cascade; drop owned by ${schema}`)
  // Under its lock: who was at work in it has ended. Those who come now are ended after, if the owner may end who has no role any more.
  const role = await numeroDuRole(client, schema)
  if (role) await congedier(client, role)
  await client.query(`delete from graphile_worker._private_jobs where jsonb_exists(flags, 'territoire:' || $1)`, [code])
  const siens = await client.query<{ id: string }>(
    `select identite_id as id from commun.acces where territoire = $1
     union select identite_id from commun.lien_compte where territoire = $1 and identite_id is not null`,
    [code],
  )
  await client.query('delete from commun.territoire where code = $1', [code])
  const comptes = await client.query(`delete from commun.identite i where id = any($1) and ${COMPTE_SEUL}`, [
    siens.rows.map(r => r.id),
  ])
  await client.query('savepoint role')
  const roleReste = await client.query(`drop role ${schema}`).then(
    () => false,
    async erreur => {
      if (!(erreur instanceof pg.DatabaseError) || !/^(2BP01|42501)$/.test(erreur.code ?? '')) throw erreur
      await client.query('rollback to role')
      return true
    },
  )
  await client.query('commit')
  return { code, nom, personnes: rows[0]?.n ?? 0, comptes: comptes.rowCount ?? 0, roleReste }
}
