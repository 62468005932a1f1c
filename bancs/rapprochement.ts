import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ouvrirBase } from '../src/base.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import type { Base } from '../src/socle/db.ts'
import { serveurDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'
import { desPersonnes, type Paire, unMonde } from './rapprochement-paires.ts'
import { connaitre, type Issues, VOIES } from './rapprochement-voies.ts'

export type OptionsRapprochement = { paires: number; connus: number; nouvelles: number; graine: number; json: boolean }

type Compte = { justes: number; faux: number; doutes: number; nouveaux: number }
type Bilan = {
  voie: string
  secondes: number
  /** To the bare joins, measured just before. */
  rapport: number
  precision: number
  /** Joined to their file, of those who have one; and those that a human is asked about, besides. */
  rappel: number
  demandes: number
  genres: Record<string, Compte>
}
type Vitesse = { voie: string; secondes: number; rapport: number; joints: number; doutes: number }

const n = (x: number, decimales = 2) => x.toFixed(decimales).replace('.', ',')

/**
 * Matches `paires` identities of known truth by each path that persons come by, and says what was joined, rightly or not, doubted, or
 * left new; then `nouvelles` persons against `connus` others, for the time it takes. Each beside bare joins in the same run.
 */
export async function mesurerRapprochement(options: OptionsRapprochement): Promise<void> {
  poserCle(CLE_DU_BANC)
  const serveur = await serveurDuBanc()
  const dossier = mkdtempSync(join(tmpdir(), 'filrouge-banc-flux-'))
  try {
    const bilans = await surUneBase(await serveur.neuve(), (base, relever) =>
      mesurerDecisions(base, relever, options, dossier),
    )
    const vitesses = await surUneBase(await serveur.neuve(), (base, relever) =>
      mesurerVitesse(base, relever, options, dossier),
    )
    if (options.json) process.stdout.write(`${JSON.stringify({ bilans, vitesses }, null, 2)}\n`)
  } finally {
    await serveur.arreter()
    rmSync(dossier, { recursive: true, force: true })
  }
}

/** `relever`: as autovacuum would, which the role of the application may not. */
type Relever = () => Promise<void>

async function surUneBase<T>(url: string, faire: (base: Base, relever: Relever) => Promise<T>): Promise<T> {
  const base = ouvrirBase(url, 4)
  const relever = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('analyze t_59.personne').finally(() => client.end())
  }
  try {
    return await faire(base, relever)
  } finally {
    await base.fermer()
  }
}

async function chronometrer(faire: () => Promise<Issues>): Promise<{ secondes: number; issues: Issues }> {
  const debut = performance.now()
  const issues = await faire()
  return { secondes: (performance.now() - debut) / 1000, issues }
}

async function mesurerDecisions(
  base: Base,
  relever: Relever,
  { paires: combien, graine, json }: OptionsRapprochement,
  dossier: string,
) {
  const { connus, paires } = unMonde(graine, combien)
  await connaitre(base, connus)
  await relever()
  if (!json) console.log(`${paires.length} paires contre ${connus.length} dossiers`)
  const dits = paires.map(p => p.dit)
  const bilans: Bilan[] = []
  for (const [voie, rapprocher] of Object.entries(VOIES)) {
    const { secondes, issues } = await chronometrer(() => rapprocher(base, dits, dossier))
    const plancher = bilans[0]?.secondes ?? secondes
    const bilan = { voie, secondes, rapport: secondes / plancher, ...juger(paires, issues) }
    bilans.push(bilan)
    if (!json) direBilan(bilan)
  }
  return bilans
}

function juger(paires: readonly Paire[], { joints, doutes }: Issues): Omit<Bilan, 'voie' | 'secondes' | 'rapport'> {
  const genres: Record<string, Compte> = {}
  const total = { justes: 0, faux: 0, connus: 0, demandes: 0 }
  paires.forEach(({ genre, verite }, rang) => {
    genres[genre] ??= { justes: 0, faux: 0, doutes: 0, nouveaux: 0 }
    const joint = joints.get(rang)
    if (verite) total.connus++
    if (joint !== undefined && joint === verite) {
      genres[genre].justes++
      total.justes++
    } else if (joint !== undefined) {
      genres[genre].faux++
      total.faux++
    } else if (doutes.has(rang)) {
      genres[genre].doutes++
      if (verite) total.demandes++
    } else genres[genre].nouveaux++
  })
  const { justes, faux, connus, demandes } = total
  return { precision: justes / (justes + faux), rappel: justes / connus, demandes: demandes / connus, genres }
}

function direBilan({ voie, secondes, rapport, precision, rappel, demandes, genres }: Bilan): void {
  console.log(
    `\n${voie} : ${n(secondes)} s (${n(rapport)} fois le plancher, charge ${n(loadavg()[0] ?? 0, 1)}) ; précision ${n(100 * precision)} %, rappel ${n(100 * rappel)} %, et ${n(100 * demandes)} % en doute`,
  )
  console.log(`  ${''.padEnd(46)}    justes      faux    doutes  nouveaux`)
  for (const [genre, { justes, faux, doutes, nouveaux }] of Object.entries(genres))
    console.log(`  ${genre.padEnd(46)}${[justes, faux, doutes, nouveaux].map(x => String(x).padStart(10)).join('')}`)
}

async function mesurerVitesse(
  base: Base,
  relever: Relever,
  options: OptionsRapprochement,
  dossier: string,
): Promise<Vitesse[]> {
  const { connus, nouvelles, graine, json } = options
  const tous = desPersonnes(graine, connus + nouvelles)
  await connaitre(base, tous.slice(nouvelles))
  await relever()
  if (!json) console.log(`\n${nouvelles} personnes nouvelles contre ${connus} dossiers`)
  const dits = tous.slice(0, nouvelles)
  const vitesses: Vitesse[] = []
  for (const [voie, rapprocher] of Object.entries(VOIES)) {
    const { secondes, issues } = await chronometrer(() => rapprocher(base, dits, dossier))
    const rapport = secondes / (vitesses[0]?.secondes ?? secondes)
    const vitesse = { voie, secondes, rapport, joints: issues.joints.size, doutes: issues.doutes.size }
    vitesses.push(vitesse)
    if (!json)
      console.log(
        `${voie.padEnd(28)}${n(secondes).padStart(8)} s, ${n(rapport).padStart(7)} fois le plancher, charge ${n(loadavg()[0] ?? 0, 1)} ; joints ${vitesse.joints}, doutes ${vitesse.doutes}`,
      )
  }
  return vitesses
}
