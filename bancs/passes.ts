import { createReadStream, createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { SaxesParser } from 'saxes'
import { avertir } from '../src/avis/avertir.queries.ts'
import { ouvrirBase } from '../src/base.ts'
import { CHIFFREES } from '../src/chiffrees.ts'
import { importerCnaf } from '../src/echanges/cnaf/beneficiaires/importer-fichier.ts'
import type { Rapport } from '../src/echanges/cnaf/beneficiaires/rapport.ts'
import { decodeurPour } from '../src/lecture/xml/decodeur.ts'
import { examiner, type Restauration, restaurer } from '../src/sauvegarde/restaurer.ts'
import { type Sauvegarde, sauvegarder } from '../src/sauvegarde/sauvegarder.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { SYSTEME } from '../src/socle/contexte.ts'
import { ouvrirBase as ouvrirSans } from '../src/socle/db.ts'
import { fuseauDe } from '../src/territoire/fuseau.ts'
import { type Ecrit, exporterTout } from './passe-export.ts'

/**
 * The clock starts when the process is up and connected: what is compared is the work, not the start of Node. `processeur`: seconds of
 * processor of this process and of its PostgreSQL backend, which other work on the machine disturbs less than the clock.
 */
type Mesure<T> = { secondes: number; processeur: number; resultat: T }
export type Passes = {
  /** `sansEcheances`: what is due isn't drawn, to tell what drawing it costs. */
  importer: { url: string; chemin: string; recuLe: string; sansEcheances?: boolean }
  sax: { chemin: string }
  garder: { url: string; dossier: string }
  copie: { url: string; dossier: string }
  export: { url: string; ecrit: Ecrit }
  sauvegarder: { url: string; vers: string; pour: string[] }
  /** `cle`: the secret key of age; `dossier`: where its file may stand. */
  restaurer: { url: string; chemin: string; cle: string | null; dossier: string }
}
export type Resultats = {
  importer: Mesure<Rapport>
  sax: Mesure<{ elements: number }>
  garder: Mesure<null>
  copie: Mesure<{ octets: number }>
  export: Mesure<{ lignes: number; octets: number }>
  sauvegarder: Mesure<Sauvegarde>
  restaurer: Mesure<Restauration>
}

/** The key the NIRs of the bench are encrypted with. */
export const CLE_DU_BANC = 'une clé de banc d’essai assez longue'

const TABLES = ['import_foyer', 'import_personne'] as const
const SCHEMA = 't_59'
const MORCEAU = 64 * 1024

async function chronometrer<T>(faire: () => Promise<T>, client?: pg.Client | pg.Pool): Promise<Mesure<T>> {
  const lu = client && (await client.query<{ pid: number }>('select pg_backend_pid() as pid'))
  const avant = processeur(lu?.rows[0]?.pid)
  const debut = performance.now()
  const resultat = await faire()
  const secondes = (performance.now() - debut) / 1000
  return { secondes, processeur: processeur(lu?.rows[0]?.pid) - avant, resultat }
}

/** Seconds of processor taken so far by this process and by a PostgreSQL backend of this machine (0 for one elsewhere). */
function processeur(backend: number | undefined): number {
  const { user, system } = process.cpuUsage()
  const ici = (user + system) / 1e6
  if (!backend) return ici
  try {
    // proc(5): after the name, utime is the 12th field and stime the 13th, in hundredths of a second.
    const champs = readFileSync(`/proc/${backend}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return ici + (Number(champs[11]) + Number(champs[12])) / 100
  } catch {
    return ici
  }
}

async function connecte<T>(url: string, faire: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await faire(client)
  } finally {
    await client.end()
  }
}

/** Each runs alone in its own process, so that its time and its memory are its own. */
export const PASSES: { [Nom in keyof Passes]: (demande: Passes[Nom]) => Promise<Resultats[Nom]> } = {
  /** What is measured: the import itself, as the command line does it. */
  importer: async ({ url, chemin, recuLe, sansEcheances = false }) => {
    poserCle(CLE_DU_BANC)
    const base = sansEcheances
      ? ouvrirSans(url, { suite: async () => {}, avertir, fuseau: fuseauDe, chiffrees: CHIFFREES }, 4)
      : ouvrirBase(url, 4)
    const origine = {
      agent: SYSTEME,
      territoire: { code: '59', nom: 'Nord', demo: false },
      now: `${recuLe}T08:00:00Z`,
    }
    try {
      return await chronometrer(() => importerCnaf(base, origine, { chemin, recuLe }), base.poolTerritoire('59'))
    } finally {
      await base.fermer()
    }
  },

  /** First half of the floor: the same bytes, decoded as the reader does, through saxes in strict mode, and nothing done with them. */
  sax: ({ chemin }) =>
    chronometrer(async () => {
      const xml = new SaxesParser({ position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
      let elements = 0
      xml.on('opentag', () => {
        elements++
      })
      xml.on('closetag', () => {})
      xml.on('text', () => {})
      xml.on('attribute', () => {})
      let decodeur: ReturnType<typeof decodeurPour> | null = null
      for await (const octets of createReadStream(chemin, { highWaterMark: 1 << 18 })) {
        decodeur ??= decodeurPour(octets as Buffer)
        if (typeof decodeur === 'string') throw new Error(decodeur)
        for (let i = 0; i < octets.length; i += MORCEAU) xml.write(decodeur.ecrire(octets.subarray(i, i + MORCEAU)))
      }
      xml.close()
      return { elements }
    }),

  sauvegarder: ({ url, vers, pour }) => chronometrer(() => sauvegarder(url, { code: '59', vers, pour })),

  restaurer: async ({ url, chemin, cle, dossier }) => {
    poserCle(CLE_DU_BANC)
    const fichier = join(dossier, 'cle')
    if (cle) writeFileSync(fichier, cle)
    return chronometrer(async () => restaurer(url, await examiner(chemin, cle ? fichier : undefined)))
  },

  /** Keeps the rows the import has just staged, for `copie`. */
  garder: ({ url, dossier }) =>
    chronometrer(() =>
      connecte(url, async client => {
        for (const table of TABLES)
          await pipeline(
            client.query(copyTo(`copy ${SCHEMA}.${table} to stdout`)),
            createWriteStream(`${dossier}/${table}.copie`),
          )
        return null
      }),
    ),

  /** Second half of the floor: the same rows, already in memory as COPY text, into unlogged tables of the same shape without index. */
  copie: async ({ url, dossier }) => {
    const lignes = TABLES.map(table => [table, readFileSync(`${dossier}/${table}.copie`)] as const)
    return connecte(url, async client => {
      for (const [table] of lignes)
        await client.query(
          `drop table if exists banc_${table}; create unlogged table banc_${table} (like ${SCHEMA}.${table})`,
        )
      return chronometrer(async () => {
        for (const [table, octets] of lignes) {
          const flux = client.query(copyFrom(`copy banc_${table} from stdin`))
          for (let i = 0; i < octets.length; i += MORCEAU)
            if (!flux.write(octets.subarray(i, i + MORCEAU)))
              await new Promise<void>(suite => flux.once('drain', () => suite()))
          flux.end()
          await finished(flux)
        }
        return { octets: lignes.reduce((total, [, octets]) => total + octets.length, 0) }
      }, client)
    })
  },

  /** A list of persons taken out, or only read. */
  export: async ({ url, ecrit }) => {
    const base = ouvrirBase(url, 4)
    try {
      return await chronometrer(() => exporterTout(base, ecrit))
    } finally {
      await base.fermer()
    }
  },
}
