import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copieDe, to as copieVers } from 'pg-copy-streams'
import { comparerCles } from '../socle/auth/temoins.ts'
import { dossierDesFichiers, mettreSurDisque, oterDuDisque } from '../socle/fichier/disque.ts'
import { migrationsDe, reconstruireTerritoire, territoireAbsent } from '../socle/migrer.ts'
import { Refusal } from '../socle/refusal.ts'
import { abimee, lireCoffre } from './coffre.ts'
import { joindreComptes, joindreTemoins, recevoirComptes, recue } from './comptes.queries.ts'
import {
  ENTETE,
  Entete,
  FICHIERS,
  FORMAT,
  MANIFESTE,
  Manifeste,
  nomDe,
  REGLAGES,
  type TableGardee,
  unCompte,
} from './format.ts'
import { toutPoser } from './poser.queries.ts'

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
 * (conflict): the territory exists.
 */
export async function restaurer(url: string, coffre: Coffre): Promise<Restauration> {
  const { entete } = coffre
  const fait: Restauration = { lignes: 0, fichiers: 0, comptes: 0, rejoints: 0 }
  const surDisque: { id: string; rang: number }[] = []
  try {
    await reconstruireTerritoire(
      url,
      entete.territoire,
      entete.migrations.territoire.length,
      async (client, schema) => {
        await client.query(REGLAGES)
        await recevoirComptes(client)
        await toutPoser(client, schema, async () => {
          await charger(client, schema, coffre, fait, surDisque)
          for (const { nom, valeur, servie } of coffre.manifeste.sequences)
            await client.query('select setval($1::regclass, $2, $3)', [`${schema}."${nom}"`, valeur, servie])
        })
        const { nouveaux, rejoints } = await joindreComptes(client)
        await joindreTemoins(client, entete.cles)
        fait.comptes = nouveaux + rejoints
        fait.rejoints = rejoints
      },
    )
  } catch (erreur) {
    // What was lost with the connection may have been the answer to a commit: then they are its own.
    if (surDisque.length > 0 && (await territoireAbsent(url, entete.territoire.code)))
      for (const { id, rang } of surDisque) await oterDuDisque(entete.territoire.code, id, rang)
    throw erreur
  }
  return fait
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
    await relire(client, schema, table, manifeste)
    fait.lignes += manifeste.comptes[nomDe(table)]?.lignes ?? 0
  }
  try {
    for await (const { nom, octets } of lireCoffre(chemin, cle)) {
      if (nom === ENTETE || nom === MANIFESTE) continue
      const quoi = quoiDe(nom)
      if (quoi === FICHIERS) {
        await finir()
        await remettreMorceau(client, schema, entete.territoire.code, nom, octets, surDisque)
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
  } catch (erreur) {
    // The server must not wait for rows that won't come.
    enCours?.flux.destroy()
    throw erreur
  }
}

const ouVa = (schema: string, table: TableGardee) => {
  const nom = table.schema === 'commun' ? recue(table.nom) : `${schema}."${table.nom}"`
  return `${nom} (${table.colonnes.map(c => `"${c}"`).join(', ')})`
}

/** What stands in the base is what was written: the rows and their fingerprint, read again. */
async function relire(client: pg.Client, schema: string, table: TableGardee, manifeste: Manifeste): Promise<void> {
  const compte = unCompte()
  for await (const octets of client.query(copieVers(`copy ${ouVa(schema, table)} to stdout`))) compte.rangees(octets)
  const attendu = manifeste.comptes[nomDe(table)]
  const lu = compte.fini()
  if (attendu?.lignes !== lu.lignes || attendu.sha256 !== lu.sha256)
    throw new Error(`la table ${table.nom} relue n’est pas celle de la sauvegarde`)
}

/** Where this server keeps its files: its folder when it has one, else the database. */
async function remettreMorceau(
  client: pg.Client,
  schema: string,
  code: string,
  nom: string,
  octets: Buffer,
  surDisque: { id: string; rang: number }[],
): Promise<void> {
  const [, id = '', chiffres = ''] = /^fichiers\/([0-9a-f-]{36})\.(\d+)$/.exec(nom) ?? []
  const rang = Number(chiffres)
  if (dossierDesFichiers() === null) {
    await client.query(`update ${schema}.fichier_morceau set octets = $3 where fichier_id = $1 and rang = $2`, [
      id,
      rang,
      octets,
    ])
    return
  }
  surDisque.push({ id, rang })
  await mettreSurDisque(code, id, rang, octets)
}
