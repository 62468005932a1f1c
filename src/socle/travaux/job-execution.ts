import { type JobHelpers, parseCronItem, type Task, type TaskList } from 'graphile-worker'
import { z } from 'zod'
import { contexte, SYSTEME } from '../contexte.ts'
import { CODE_TERRITOIRE } from '../db.ts'
import type { Job, Machine, Voisin } from '../job.ts'
import type { Panne } from '../observer/panne.ts'
import { tracer } from '../observer/traces.ts'
import { Refusal } from '../refusal.ts'
import type { Territoire } from '../use-case.ts'
import { aReparer, ChargeInvalide, type Echec, echecSuivant, injoignable, passagere } from './echec.ts'

/** The number of the job, that of the request which asked for it, and what broke. */
export type Suite = { travail?: string; requete?: string } & Partial<Panne>

export type Maison = Machine & {
  territoires: () => Promise<Territoire[]>
  /** Told of each failure, without anything of what the job was asked, and of the numbers by which it is found elsewhere. */
  signaler: (message: string, suite?: Suite) => void
}

/** A worker that stops waits until what it has done, or failed, is written; by default it only sends it. */
export const REGLAGES = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }

/** What the queue is told of a failure: the only text of an error that it may keep. */
class TravailEnEchec extends Error {}

/** What the queue brings: whose job it is, what the clock adds to it, which request asked and in which trace, and what. */
const Envoi = z.looseObject({
  territoire: z.string().optional(),
  _cron: z.unknown().optional(),
  _requete: z.string().optional(),
  _trace: z.string().optional(),
})

/** Every job as graphile-worker runs them. A failure is told and kept without the message of its error, which may quote someone. */
export function taches(jobs: readonly Job[], maison: Maison): TaskList {
  const silences: Silences = new Map()
  return Object.fromEntries(jobs.map(j => [j.declaration.nom, tache(j, maison, silences)]))
}

/** The neighbours found mute or absent: with what error, and until when (of `performance.now`) they aren't called again. */
type Silences = Map<Voisin, { erreur: unknown; jusqua: number }>
const SILENCE_MS = 30_000

/** The number of a request, as the server gives them. */
const NUMERO = /^[\w-]{1,40}$/

/**
 * When jobs run by themselves, as a crontab (UTC). Those of no territory are one line each, and one at a time: a round that fails, or
 * lasts, is taken again by the next one, and doesn't do twice what the next one does.
 */
export function horaires(jobs: readonly Job[]): string {
  return jobs
    .flatMap(({ declaration: { nom, chaque, deTerritoire } }) =>
      chaque ? [[chaque, nom, ...(deTerritoire ? [] : [`?jobKey=${nom}&queue=${nom}`])].join(' ')] : [],
    )
    .join('\n')
}

function tache({ declaration }: Job, maison: Maison, silences: Silences): Task {
  const { nom, voisin } = declaration
  return async (envoi, { job: travail, query }) => {
    const silence = voisin && silences.get(voisin)
    const reste = silence ? silence.jusqua - performance.now() : 0
    const essaye = reste <= 0
    try {
      if (silence && !essaye) throw silence.erreur
      const { _requete, _trace } = Envoi.safeParse(envoi).data ?? {}
      const numeros = {
        'filrouge.travail': travail.id,
        ...(_requete && NUMERO.test(_requete) ? { 'filrouge.requete': _requete } : {}),
      }
      await tracer(`travail ${nom}`, numeros, () => traiter(declaration, maison, envoi, query), _trace)
    } catch (erreur) {
      if (voisin && essaye && injoignable(erreur))
        silences.set(voisin, { erreur, jusqua: performance.now() + SILENCE_MS })
      const suivant = echecSuivant(erreur, travail.last_error, maison.maintenant(), { essaye, voisin })
      const { territoire: code, _requete } = Envoi.safeParse(envoi).data ?? {}
      const { attend, echec } = passagere(erreur)
        ? await patienter(declaration, maison, code, suivant)
        : { attend: null, echec: suivant }
      // Not tried, it isn't told, and no try is counted: it waits for the end of the silence.
      if (!essaye && attend !== false) {
        await query(
          `update graphile_worker._private_jobs set attempts = greatest(attempts - 1, 0), run_at = now() + $2 * interval '1 ms' where id = $1`,
          [travail.id, reste],
        )
        throw new TravailEnEchec(JSON.stringify(echec))
      }
      // Where the queue counts from: its own delay comes after the number of the try.
      if (attend !== null)
        await query('update graphile_worker._private_jobs set attempts = $2 where id = $1', [
          travail.id,
          attend ? Math.min(travail.attempts, ESSAI_PALIER) : travail.max_attempts,
        ])
      // Told once: it fails as it did, and goes on waiting.
      if (attend && echec.essais > 1) throw new TravailEnEchec(JSON.stringify(echec))
      const ou = code && CODE_TERRITOIRE.test(code) ? `, territoire ${code}` : ''
      const quand = `essai ${travail.attempts} sur ${travail.max_attempts}`
      maison.signaler(`travail en échec : ${nom}${ou}, ${quand}. ${echec.raison}`, {
        travail: travail.id,
        ...(_requete && NUMERO.test(_requete) ? { requete: _requete } : {}),
        ...aReparer(erreur),
      })
      throw new TravailEnEchec(JSON.stringify(echec))
    }
  }
}

/** The try after which the queue waits for exp(6) seconds: close to seven minutes. */
const ESSAI_PALIER = 6
const JOURS_PAR_DEFAUT = 3

/** Whether a job whose neighbour fails goes on waiting, or is given up, and what is kept of it; null: as any other job. */
async function patienter(
  { patience }: Job['declaration'],
  { base, territoires, maintenant }: Maison,
  code: string | undefined,
  echec: Echec,
): Promise<{ attend: boolean | null; echec: Echec }> {
  if (!patience) return { attend: null, echec }
  const now = maintenant()
  const jours = await territoires()
    .then(tous => {
      const territoire = tous.find(t => t.code === code)
      return territoire
        ? patience(contexte(base.territoire(territoire.code), base, { agent: SYSTEME, territoire, now }))
        : JOURS_PAR_DEFAUT
    })
    .catch(() => JOURS_PAR_DEFAUT)
  if (Date.parse(now) - Date.parse(echec.depuis) < jours * 24 * 3_600_000) return { attend: true, echec }
  return {
    attend: false,
    echec: { ...echec, raison: `${echec.raison} Abandonné après ${jours} ${jours > 1 ? 'jours' : 'jour'} d’essais.` },
  }
}

async function traiter(
  { nom, schema, parTerritoire, deTerritoire, executer }: Job['declaration'],
  maison: Maison,
  envoi: unknown,
  query: JobHelpers['query'],
): Promise<void> {
  const { territoire: code, _cron, _requete: requete, _trace, ...charge } = Envoi.parse(envoi)
  // A territory puts what it names in the queue: what is the machine's comes from the clock alone.
  if (!deTerritoire && code !== undefined)
    throw new Refusal('forbidden', 'travail-de-la-machine', 'Ce travail n’est celui d’aucun territoire.')
  const territoires = deTerritoire ? await maison.territoires() : []
  if (parTerritoire && code === undefined) {
    // One job each: what one territory fails, only it tries again.
    for (const t of territoires) await query('select commun.planifier_tache($1, $2)', [nom, t.code])
    return
  }
  const territoire = territoires.find(t => t.code === code)
  if (deTerritoire && !territoire)
    throw new Refusal('not-found', 'territoire-inconnu', 'Le territoire de ce travail n’existe pas, ou n’existe plus.')
  const { data, error } = schema.safeParse(charge)
  if (error) throw new ChargeInvalide(nom, { error, schema })
  await executer({ ...maison, ...(requete ? { requete } : {}) }, territoire ?? null, data)
}

const DEUX_MOIS_MINUTES = 62 * 24 * 60

/** The next instant at which a cron expression (UTC) comes round after another; null if it doesn't within two months. */
export function prochainPassage(chaque: string, apres: string): string | null {
  const { match } = parseCronItem({ task: 'prochain', match: chaque })
  let instant = Temporal.Instant.from(apres).round({ smallestUnit: 'minute', roundingMode: 'floor' })
  for (let i = 0; i < DEUX_MOIS_MINUTES; i++) {
    instant = instant.add({ minutes: 1 })
    const { minute: min, hour, day: date, month, dayOfWeek } = instant.toZonedDateTimeISO('UTC')
    if (match({ min, hour, date, month, dow: dayOfWeek % 7 })) return instant.toString()
  }
  return null
}
