import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copieDe, to as copieVers } from 'pg-copy-streams'
import { comparerCles } from '../socle/auth/temoins.ts'
import { dossierDesFichiers, finirEffacement, mettreSurDisque, oterDuDisque } from '../socle/fichier/disque.ts'
import { migrationsDe, reconstruireTerritoire, siAbsent } from '../socle/migrer.ts'
import { Refusal } from '../socle/refusal.ts'
import { fauteDesNoms, placeDe } from './catalogue.queries.ts'
import { abimee, etrangere, lireCoffre } from './coffre.ts'
import { fauteDesComptes, joindreComptes, joindreTemoins, recevoirComptes, recue } from './comptes.queries.ts'
import {
  colonnesDe,
  ENTETE,
  Entete,
  enSql,
  FICHIERS,
  FORMAT,
  MANIFESTE,
  Manifeste,
  morceauDe,
  nomDe,
  REGLAGES,
  type TableGardee,
  unCompte,
} from './format.ts'
import { toutPoser } from './poser.queries.ts'
import { remettreTravaux } from './travaux.queries.ts'

export type Coffre = { chemin: string; cle: string | undefined; entete: Entete; manifeste: Manifeste }

/**
 * Reads a backup from one end to the other, before anything of it is put anywhere. Refused (invalid): not one, cut, altered, of a newer
 * version, closed by keys that aren't those given.
 */
export async function examiner(chemin: string, cle?: string): Promise<Coffre> {
  let entete: Entete | null = null
  let manifeste: Manifeste | null = null
  const comptes = new Map<string, ReturnType<typeof unCompte>>()
  for await (const { nom, octets } of lireCoffre(chemin, cle)) {
    if (manifeste) throw abimee(chemin)
    if (!entete) {
      if (nom !== ENTETE) throw abimee(chemin)
      entete = lire(Entete, octets, chemin)
      refuserSiPlusRecente(entete)
      comparerCles(
        entete.cles.map(({ numero, temoin }) => ({ numero, temoin: Buffer.from(temoin, 'hex') })),
        'cette sauvegarde',
      )
      for (const quoi of [...entete.tables.map(nomDe), FICHIERS]) comptes.set(quoi, unCompte())
    } else if (nom === MANIFESTE) manifeste = lire(Manifeste, octets, chemin)
    else {
      const quoi = quoiDe(nom)
      const compte = comptes.get(quoi)
      if (!compte) throw abimee(chemin)
      if (quoi === FICHIERS) compte.piece(octets)
      else compte.rangees(octets)
    }
  }
  if (!entete || !manifeste) throw abimee(chemin)
  for (const [quoi, compte] of comptes) {
    const attendu = manifeste.comptes[quoi]
    const lu = compte.fini()
    if (attendu?.lignes !== lu.lignes || attendu.sha256 !== lu.sha256) throw abimee(chemin)
  }
  return { chemin, cle, entete, manifeste }
}

/** `territoire/personne.12` to `territoire/personne`; a piece of a file to `fichiers`. */
const quoiDe = (nom: string) => (nom.startsWith(`${FICHIERS}/`) ? FICHIERS : nom.replace(/\.\d+$/, ''))

function lire<T>(schema: { safeParse: (v: unknown) => { data?: T } }, octets: Buffer, chemin: string): T {
  try {
    const { data } = schema.safeParse(JSON.parse(octets.toString()))
    if (data) return data
  } catch {}
  throw abimee(chemin)
}

function refuserSiPlusRecente({ format, migrations }: Entete): void {
  const connue = (nom: 'commun' | 'territoire') => {
    const ici = migrationsDe(nom)
    return migrations[nom].every((m, i) => ici[i] === m)
  }
  if (format <= FORMAT && connue('commun') && connue('territoire')) return
  throw new Refusal(
    'conflict',
    'sauvegarde-plus-recente',
    'Cette sauvegarde est d’une version de Filrouge plus récente que celle-ci. Installez la version qui l’a faite, ou une plus récente, puis recommencez. Rien n’a changé.',
  )
}

/** What came back: `rejoints`, accounts that the base already had. */
export type Restauration = { lignes: number; fichiers: number; comptes: number; rejoints: number }

/**
 * Puts a territory back, whole or not at all, as it was, then brought to this version. `url`: a base that is at this version. Refused
 * (conflict): the territory exists. Refused (invalid): it isn't what Filrouge writes, in its names, its rows, its accounts or its pieces.
 */
export async function restaurer(url: string, coffre: Coffre): Promise<Restauration> {
  const { chemin, entete, manifeste } = coffre
  const fait: Restauration = { lignes: 0, fichiers: 0, comptes: 0, rejoints: 0 }
  const surDisque: { id: string; rang: number }[] = []
  try {
    await reconstruireTerritoire(
      url,
      entete.territoire,
      entete.migrations.territoire.length,
      async (client, schema) => {
        await client.query(REGLAGES)
        const noms = await fauteDesNoms(client, schema, entete, manifeste)
        if (noms) throw etrangere(chemin, noms)
        await remettre(client, schema, coffre, fait, surDisque).catch(erreur => {
          throw deSesLignes(erreur, chemin)
        })
      },
    )
  } catch (erreur) {
    // What was lost with the connection may have been the answer to a commit: then they are its own.
    // And nobody puts the same ones back meanwhile. A base that doesn't answer says nothing of it: they stay.
    const oter = async () => {
      for (const { id, rang } of surDisque) await oterDuDisque(entete.territoire.code, id, rang)
    }
    if (surDisque.length > 0) await siAbsent(url, entete.territoire.code, oter).catch(() => {})
    throw erreur
  }
  return fait
}

async function remettre(
  client: pg.Client,
  schema: string,
  coffre: Coffre,
  fait: Restauration,
  surDisque: { id: string; rang: number }[],
): Promise<void> {
  const { chemin, entete, manifeste } = coffre
  await finirEffacement(entete.territoire.code)
  await recevoirComptes(client)
  await toutPoser(client, schema, async () => {
    await charger(client, schema, coffre, fait, surDisque)
    for (const { nom, valeur, servie } of manifeste.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [`${schema}.${enSql(nom)}`, valeur, servie])
  })
  const comptes = await fauteDesComptes(client, entete.territoire.code)
  if (comptes) throw etrangere(chemin, comptes)
  const { nouveaux, rejoints } = await joindreComptes(client)
  await joindreTemoins(client, entete.cles)
  await remettreTravaux(client, entete.territoire.code, manifeste.travaux)
  fait.comptes = nouveaux + rejoints
  fait.rejoints = rejoints
}

/** What PostgreSQL finds in the rows themselves: values not of their type (class 22), or that contradict each other (23). */
function deSesLignes(erreur: unknown, chemin: string): unknown {
  if (!(erreur instanceof pg.DatabaseError) || !/^2[23]/.test(erreur.code ?? '')) return erreur
  const { table, constraint } = erreur
  const ou = [table && `table ${table}`, constraint].filter(Boolean).join(', ')
  return etrangere(chemin, `des lignes se contredisent, ou ne sont pas de leur type${ou && ` (${ou})`}`)
}

type Chargement = { table: TableGardee; flux: ReturnType<typeof copieDe>; fini: Promise<void> }

async function charger(
  client: pg.Client,
  schema: string,
  { chemin, cle, entete, manifeste }: Coffre,
  fait: Restauration,
  surDisque: { id: string; rang: number }[],
): Promise<void> {
  let enCours: Chargement | null = null
  const finir = async () => {
    if (!enCours) return
    const { table, flux, fini } = enCours
    enCours = null
    flux.end()
    await fini
    await relire(client, schema, table, manifeste, chemin)
    fait.lignes += manifeste.comptes[nomDe(table)]?.lignes ?? 0
  }
  try {
    for await (const { nom, octets } of lireCoffre(chemin, cle)) {
      if (nom === ENTETE || nom === MANIFESTE) continue
      const quoi = quoiDe(nom)
      if (quoi === FICHIERS) {
        await finir()
        if (!(await remettreMorceau(client, schema, entete.territoire.code, nom, octets, surDisque)))
          throw etrangere(chemin, SANS_LIGNE)
        fait.fichiers++
        continue
      }
      if (!enCours || nomDe(enCours.table) !== quoi) {
        await finir()
        const table = entete.tables.find(t => nomDe(t) === quoi)
        if (!table) throw abimee(chemin)
        const flux = client.query(copieDe(`copy ${ouVa(schema, table)} from stdin`))
        const fini = finished(flux)
        // Awaited in its turn: what fails meanwhile must not be an unhandled rejection.
        fini.catch(() => {})
        enCours = { table, flux, fini }
      }
      if (!enCours.flux.write(octets)) await Promise.race([once(enCours.flux, 'drain'), enCours.fini])
    }
    await finir()
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from ${schema}.fichier_morceau where octets is null`,
    )
    if (rows[0]?.n !== surDisque.length) throw etrangere(chemin, SANS_LIGNE)
  } catch (erreur) {
    // The server must not wait for rows that won't come.
    enCours?.flux.destroy()
    throw erreur
  }
}

const ouVa = (schema: string, table: TableGardee) => {
  const place = table.schema === 'commun' ? recue(table.nom) : placeDe(table, schema)
  return `${place} (${colonnesDe(table)})`
}

const SANS_LIGNE = 'des morceaux de fichiers et leurs lignes ne vont pas ensemble'

/** What stands in the base is what was written: the rows and their fingerprint, read again. */
async function relire(
  client: pg.Client,
  schema: string,
  table: TableGardee,
  manifeste: Manifeste,
  chemin: string,
): Promise<void> {
  const compte = unCompte()
  for await (const octets of client.query(copieVers(`copy ${ouVa(schema, table)} to stdout`))) compte.rangees(octets)
  const attendu = manifeste.comptes[nomDe(table)]
  const lu = compte.fini()
  if (attendu?.lignes !== lu.lignes || attendu.sha256 !== lu.sha256)
    throw etrangere(chemin, `la table ${table.nom}, relue, n’est pas celle du fichier`)
}

/** Puts a piece where this server keeps its files: its folder when it has one, else the database. False: no row waits for it. */
async function remettreMorceau(
  client: pg.Client,
  schema: string,
  code: string,
  nom: string,
  octets: Buffer,
  surDisque: { id: string; rang: number }[],
): Promise<boolean> {
  const { id, rang } = morceauDe(nom)
  const attend = 'where fichier_id = $1 and rang = $2 and octets is null'
  if (dossierDesFichiers() === null) {
    const mis = await client.query(`update ${schema}.fichier_morceau set octets = $3 ${attend}`, [id, rang, octets])
    return mis.rowCount === 1
  }
  if ((await client.query(`select from ${schema}.fichier_morceau ${attend}`, [id, rang])).rowCount !== 1) return false
  surDisque.push({ id, rang })
  await mettreSurDisque(code, id, rang, octets)
  return true
}
