import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import path from 'node:path'

// What a cluster is at, read from its files and its processes: PostgreSQL may be unable to answer.

/** A server at work on a cluster: its number, its port, and what it is at. */
export type EnService = { pid: number; port: number; etat: 'demarre' | 'sert' | 'arrete' }

const ETATS: Readonly<Record<string, EnService['etat']>> = { starting: 'demarre', stopping: 'arrete' }

/** The PostgreSQL running on this cluster, or null when none runs. */
export function enService(donnees: string): EnService | null {
  try {
    // Lines of postmaster.pid (PostgreSQL, src/include/utils/pidfile.h): 1 pid, 4 port, 8 state.
    const lignes = readFileSync(path.join(donnees, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lignes[0]), Number(lignes[3])]
    if (!(pid > 0 && port > 0 && tourne(pid, donnees))) return null
    return { pid, port, etat: ETATS[lignes[7]?.trim() ?? ''] ?? 'sert' }
  } catch {
    return null
  }
}

// A pid alone proves nothing after a restart (a container gives the same small numbers again, and may leave zombies).
// PostgreSQL's processes work from inside their data folder: that is what /proc is asked, where it exists.
function tourne(pid: number, donnees: string): boolean {
  return AVEC_PROC ? dossierDuProcessus(pid) === donnees : processusVivant(pid)
}

/** Does a process bear this number on this machine? */
export function processusVivant(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

function dossierDuProcessus(pid: number | string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}
const AVEC_PROC = dossierDuProcessus('self') !== null

/** The processes that work in this cluster, the server and all that it started; null where the system doesn't tell. */
export function processusDe(donnees: string): number[] | null {
  if (!AVEC_PROC) return null
  return readdirSync('/proc').flatMap(nom =>
    /^\d+$/.test(nom) && dossierDuProcessus(nom) === donnees ? [Number(nom)] : [],
  )
}

/** What each of these processes is at, by the letter that the system gives (proc(5), stat). */
function lettresDe(pids: readonly number[]): string[] {
  return pids.flatMap(pid => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name before it may hold anything.
      return [stat.charAt(stat.lastIndexOf(')') + 2)]
    } catch {
      return []
    }
  })
}

/** Its server was stopped from outside, as it is (SIGSTOP, a debugger): by itself it will never say anything again. */
export function estFigee(donnees: string): boolean {
  const pid = AVEC_PROC && enService(donnees)?.pid
  return Boolean(pid) && /[Tt]/.test(lettresDe([Number(pid)]).join())
}

/** It computes, or waits for the disk: late, it isn't stuck. Where the system doesn't tell, it may be. */
export function estOccupee(donnees: string): boolean {
  const siens = processusDe(donnees)
  return !estFigee(donnees) && (siens === null || /[RD]/.test(lettresDe(siens).join()))
}

/**
 * PostgreSQL removes a stale postmaster.pid by itself, unless the pid now belongs to another process of its user. The file also guards
 * against backends that outlived their postmaster: it is removed only when none is left.
 */
export function oublierPidPerdu(donnees: string): void {
  if (processusDe(donnees)?.length === 0) rmSync(path.join(donnees, 'postmaster.pid'), { force: true })
}

/** Ends at once, and for sure, all that works in this cluster: nothing of what was written for good is lost by it. */
export function tuer(donnees: string): void {
  const serveur = enService(donnees)
  for (const pid of processusDe(donnees) ?? (serveur ? [serveur.pid] : []))
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone meanwhile.
    }
}
