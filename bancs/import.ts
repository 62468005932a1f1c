import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type FluxEcrit, genererFlux } from '../src/demo/generer/generer-flux.ts'
import type { Version } from '../src/echanges/cnaf/beneficiaires/lire/foyer-flux.ts'
import { creerTerritoire, migrer } from '../src/socle/migrer.ts'
import { baseDeDonnees } from '../src/socle/postgres-local.ts'
import { passer } from './processus.ts'

export type OptionsImport = {
  foyers: number
  mois: number
  fois: number
  graine: number
  version: Version
  json: boolean
}

/** One monthly file: what its import took, beside its floor. Seconds and MiB. */
type Ligne = {
  fois: number
  mois: string
  foyers: number
  changes: number
  entrees: number
  secondes: number
  memoireMio: number
  /** The same import, what is due not drawn. */
  sansEcheances: number
  sax: number
  copie: number
  rapport: number
  /** Seconds of processor of the import, and of the floor. */
  processeur: number
  processeurPlancher: number
}

const dire = (texte: string) => process.stderr.write(`${texte}\n`)
const n = (x: number, decimales = 1) => x.toFixed(decimales).replace('.', ',')

/** The files of a population, written once and kept from one run to the next. */
export async function fluxDuBanc(options: {
  foyers: number
  mois: number
  graine: number
  version?: Version
}): Promise<FluxEcrit[]> {
  const { foyers, mois, graine, version = 'VRSB0801' } = options
  const dossier = join(tmpdir(), 'filrouge-banc', `${version}-${foyers}-${mois}-${graine}`)
  const liste = join(dossier, 'liste.json')
  if (!existsSync(liste)) {
    dire(`Écriture de ${mois} flux mensuels ${version} de ${foyers} foyers…`)
    mkdirSync(dossier, { recursive: true })
    const flux = await genererFlux({
      foyers,
      mois,
      graine,
      version,
      debut: '2025-01',
      dossier,
      departement: '59',
      quotidiens: false,
    })
    writeFileSync(liste, JSON.stringify(flux))
  }
  return JSON.parse(readFileSync(liste, 'utf8')) as FluxEcrit[]
}

/** A PostgreSQL set as in production: DATABASE_URL when given, else a throwaway one. `neuve` gives a database with an empty territory 59. */
export async function serveurDuBanc() {
  const dossier = join(tmpdir(), `filrouge-banc-pg-${process.pid}`)
  const { url, arreter } = await baseDeDonnees({ dossier, dire: () => {} })
  const bases: string[] = []
  const admin = async (requete: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(requete).finally(() => client.end())
  }
  return {
    /** `territoire`: with an empty one, 59. */
    neuve: async (territoire = true): Promise<string> => {
      const nom = `filrouge_banc_${process.pid}_${bases.length}`
      await admin(`create database ${nom}`)
      bases.push(nom)
      const adresse = new URL(url)
      adresse.pathname = `/${nom}`
      await migrer(adresse.href)
      if (territoire) await creerTerritoire(adresse.href, { code: '59', nom: 'Nord' })
      return adresse.href
    },
    arreter: async () => {
      for (const nom of bases) await admin(`drop database if exists ${nom} with (force)`)
      await arreter()
      rmSync(dossier, { recursive: true, force: true })
    },
  }
}

/** Imports the monthly files one after the other into an empty territory, `fois` times, each beside its floor. */
export async function mesurerImport(options: OptionsImport): Promise<void> {
  const flux = await fluxDuBanc(options)
  const serveur = await serveurDuBanc()
  const lignes: Ligne[] = []
  const dossier = mkdtempSync(join(tmpdir(), 'filrouge-banc-lignes-'))
  try {
    for (let fois = 1; fois <= options.fois; fois++) {
      const [url, temoin] = [await serveur.neuve(), await serveur.neuve()]
      for (const { fichier, recuLe, dateReference } of flux) {
        const importe = await passer('importer', { url, chemin: fichier, recuLe })
        await passer('garder', { url, dossier })
        const sans = await passer('importer', { url: temoin, chemin: fichier, recuLe, sansEcheances: true })
        const sax = await passer('sax', { chemin: fichier })
        const copie = await passer('copie', { url, dossier })
        const { foyers, entrees } = importe.resultat
        const ligne: Ligne = {
          fois,
          mois: dateReference.slice(0, 7),
          foyers: foyers.lus,
          changes: foyers.crees + foyers.modifies,
          entrees,
          secondes: importe.secondes,
          memoireMio: importe.memoireMio,
          sansEcheances: sans.secondes,
          sax: sax.secondes,
          copie: copie.secondes,
          rapport: importe.secondes / (sax.secondes + copie.secondes),
          processeur: importe.processeur,
          processeurPlancher: sax.processeur + copie.processeur,
        }
        lignes.push(ligne)
        if (!options.json) direLigne(ligne)
      }
    }
  } finally {
    rmSync(dossier, { recursive: true, force: true })
    await serveur.arreter()
  }
  if (options.json) process.stdout.write(`${JSON.stringify(lignes, null, 2)}\n`)
  else for (const mois of new Set(lignes.map(l => l.mois))) direSynthese(lignes.filter(l => l.mois === mois))
}

function direLigne(l: Ligne): void {
  const plancher = `plancher ${n(l.sax + l.copie, 2)} s (SAX ${n(l.sax, 2)} + COPY ${n(l.copie, 2)})`
  const processeur = `processeur ${n(l.processeur)} s contre ${n(l.processeurPlancher)} s, rapport ${n(l.processeur / l.processeurPlancher, 2)}`
  console.log(
    `${l.mois}  ${l.foyers} foyers, ${l.changes} changés, ${l.entrees} entrées : ${n(l.secondes, 2)} s, ${Math.round(l.foyers / l.secondes)} foyers/s, ${Math.round(l.memoireMio)} Mio ; ${plancher} ; rapport ${n(l.rapport, 2)} ; ${processeur} ; sans tenir les échéances ${n(l.sansEcheances, 2)} s, rapport ${n(l.secondes / l.sansEcheances, 2)}`,
  )
}

function direSynthese(lignes: readonly Ligne[]): void {
  const tries = lignes.map(l => l.rapport).toSorted((a, b) => a - b)
  const mediane = tries[Math.floor(tries.length / 2)] ?? 0
  const processeur = Math.min(...lignes.map(l => l.processeur / l.processeurPlancher))
  const memoire = Math.max(...lignes.map(l => l.memoireMio))
  console.log(
    `${lignes[0]?.mois} en ${lignes.length} fois : rapport au plancher ${n(tries[0] ?? 0, 2)} au mieux, ${n(mediane, 2)} en médiane ; en temps de processeur ${n(processeur, 2)} au mieux ; mémoire ${Math.round(memoire)} Mio au plus`,
  )
}
