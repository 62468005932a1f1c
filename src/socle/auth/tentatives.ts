import { createHmac } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import type { DB } from '../tables-commun.ts'
import { cleDe } from './cles.ts'

type Commun = Kysely<DB>

/** How many failures are allowed before one waits, within how many hours, and what is said then (`attente`: « 4 minutes »). */
export type Regle = {
  permis: number
  heures: number
  code: string
  phrase: (attente: string) => string
  /** Only those that follow each other count: a success forgets them. */
  suivis?: true
}

/** Something whose failures are counted: an account on a device, a network… */
export type Compteur = { cle: Buffer; regle: Regle }

/** The key that something is counted under: without the secret of the server nobody finds what it was. */
export const cleTentative = (...quoi: string[]): Buffer =>
  createHmac('sha256', cleDe('commun', 'tentative')).update(JSON.stringify(quoi)).digest()

const ATTENTE_MAX_MINUTES = 120

/** Minutes to wait after so many failures: 1 at the last one allowed, then twice as long each time. */
const attenteApres = (echecs: number, permis: number): number =>
  echecs < permis ? 0 : Math.min(2 ** (echecs - permis), ATTENTE_MAX_MINUTES)

const plusTard = (now: string, duree: { minutes?: number; hours?: number }): string =>
  new Date(Temporal.Instant.from(now).add(duree).epochMilliseconds).toISOString()

type Ligne = { cle: Buffer; echecs: number; attendJusqua: string | null; oublierLe: string }

/**
 * Counts a failure before it is known whether it is one, for all processes: a hundred tries sent together are not a hundred guesses.
 * The act that it gives is to be called after a success: it takes back what was counted. Refuses (too-many), and counts nothing, as
 * long as one of them waits.
 */
export async function compterTentative(
  commun: Commun,
  now: string,
  compteurs: readonly Compteur[],
): Promise<{ rendre: () => Promise<void> }> {
  const cles = compteurs.map(({ cle }) => cle)
  const regleDe = (ligne: Ligne) => compteurs.find(({ cle }) => cle.equals(ligne.cle))?.regle
  // Who insists while waiting writes nothing, and holds nobody.
  refuserSiUneAttend(await commun.selectFrom('tentative').selectAll().where('cle', 'in', cles).execute(), regleDe, now)
  const comptees = await commun.transaction().execute(async trx => {
    const { rows } = await sql<Ligne>`
      insert into tentative (cle, echecs, oublier_le) select cle, 0, ${now} from unnest(${cles}::bytea[]) as cle order by cle
      on conflict (cle) do update set echecs = tentative.echecs
      returning cle, echecs, attend_jusqua, oublier_le`.execute(trx)
    refuserSiUneAttend(rows, regleDe, now)
    const suite = rows.map(ligne => unDePlus(ligne, regleDe(ligne), now))
    for (const { cle, ...compte } of suite)
      await trx.updateTable('tentative').set(compte).where('cle', '=', cle).execute()
    return suite
  })
  return {
    rendre: async () => {
      for (const ligne of comptees.toSorted((a, b) => a.cle.compare(b.cle)))
        if (regleDe(ligne)?.suivis) await commun.deleteFrom('tentative').where('cle', '=', ligne.cle).execute()
        else
          await commun
            .updateTable('tentative')
            .set({
              echecs: sql`greatest(echecs - 1, 0)`,
              // Its own wait, not that of who failed meanwhile.
              attendJusqua: sql`nullif(attend_jusqua, ${ligne.attendJusqua}::timestamptz)`,
            })
            .where('cle', '=', ligne.cle)
            .execute()
    },
  }
}

function unDePlus({ cle, echecs, oublierLe }: Ligne, regle: Regle | undefined, now: string): Ligne {
  if (!regle) throw new Error('counted without a rule')
  const oubliee = oublierLe <= now
  const compte = oubliee ? 1 : echecs + 1
  const minutes = attenteApres(compte, regle.permis)
  const attendJusqua = minutes ? plusTard(now, { minutes }) : null
  const fin = oubliee ? plusTard(now, { hours: regle.heures }) : oublierLe
  return { cle, echecs: compte, attendJusqua, oublierLe: attendJusqua && attendJusqua > fin ? attendJusqua : fin }
}

function refuserSiUneAttend(lignes: Ligne[], regleDe: (ligne: Ligne) => Regle | undefined, now: string): void {
  const [longue] = lignes
    .filter(l => l.attendJusqua && Date.parse(l.attendJusqua) > Date.parse(now))
    .sort((a, b) => (b.attendJusqua ?? '').localeCompare(a.attendJusqua ?? ''))
  const regle = longue && regleDe(longue)
  if (!regle) return
  const secondes = Math.ceil((Date.parse(longue.attendJusqua ?? now) - Date.parse(now)) / 1000)
  throw new Refusal('too-many', regle.code, regle.phrase(direAttente(secondes)), [], { attendre: secondes })
}

/** « 4 minutes », « 2 heures »: never less than what is left. */
function direAttente(secondes: number): string {
  const minutes = Math.ceil(secondes / 60)
  if (minutes > 90) return `${Math.ceil(minutes / 60)} heures`
  return minutes > 1 ? `${minutes} minutes` : '1 minute'
}

/** Keeps a fingerprint as known until an instant. */
export async function retenirConnu(commun: Commun, cle: Buffer, oublierLe: string): Promise<void> {
  await commun
    .insertInto('tentative')
    .values({ cle, echecs: 0, oublierLe })
    .onConflict(c => c.column('cle').doUpdateSet({ oublierLe }))
    .execute()
}

export async function estConnu(commun: Commun, cle: Buffer, now: string): Promise<boolean> {
  const ligne = await commun
    .selectFrom('tentative')
    .select('cle')
    .where('cle', '=', cle)
    .where('oublierLe', '>', now)
    .executeTakeFirst()
  return ligne !== undefined
}

/** Forgets what no longer counts at an instant. */
export async function purgerTentatives(commun: Commun, now: string): Promise<void> {
  await commun.deleteFrom('tentative').where('oublierLe', '<=', now).execute()
}
