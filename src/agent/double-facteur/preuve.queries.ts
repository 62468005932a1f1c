import { sql } from 'kysely'
import { empreinteJeton } from '../../socle/auth/jeton.ts'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { dansTransaction, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'
import type { Context } from '../../socle/use-case.ts'
import { recitCodeSecoursEmploye } from '../agent.recits.ts'
import { avantMotDePasse } from '../session/limites.ts'
import { porteurDuJeton } from '../session/session.queries.ts'
import { type Etape, finirEtape } from './etape.queries.ts'
import { codeATaper, codeDeSecours } from './facteur.ts'
import { codesRestants, employerCode } from './secours.queries.ts'
import { prendreCode, totpConfirmes } from './totp.queries.ts'

export type Compte = {
  /** The session at hand. */
  sessionId: string
  jeton: string
  identiteId: string
  courriel: string
  motDePasse: string | null
  generation: number
  moyen: string
  ouverteLe: string
  qui: Omit<Origine, 'now'>
}

/** Whose session this is, strong enough for their role or not: one's own account is all that it opens. Refuses (unauthenticated). */
export async function compteConnecte({ base, jeton, now }: Pick<Visite, 'base' | 'jeton' | 'now'>): Promise<Compte> {
  const qui = jeton ? await porteurDuJeton(base, jeton, now) : null
  const lu =
    jeton &&
    (await base.commun
      .selectFrom('session as s')
      .innerJoin('identite as i', 'i.id', 's.identiteId')
      .select([
        's.id as sessionId',
        's.moyen',
        's.ouverteLe',
        'i.id as identiteId',
        'i.courriel',
        'i.motDePasse',
        'i.generation',
      ])
      .where('s.empreinte', '=', empreinteJeton(jeton))
      .executeTakeFirst())
  if (!qui || !lu)
    throw new Refusal('unauthenticated', 'non-connecte', 'Votre session est fermée. Connectez-vous de nouveau.')
  return { ...lu, jeton, qui }
}

/** Writes on the account what became of it: its history keeps it, its holder is told. */
export const noterSurLeCompte = (
  { base, now }: Pick<Visite, 'base' | 'now'>,
  { qui }: Pick<Compte, 'qui'>,
  noter: (ctx: Context, sujet: { objet: 'agent'; id: string }) => Promise<void>,
): Promise<void> => dansTransaction(base, { ...qui, now }, ctx => noter(ctx, { objet: 'agent', id: qui.agent.id }))

/** Takes what was typed as a code of an application, else as a recovery code, and says which it was; null: neither. Counts nothing. */
async function prendreFacteur(
  commun: Base['commun'],
  now: string,
  identiteId: string,
  dit: string,
): Promise<'totp' | 'secours' | null> {
  const code = codeATaper(dit)
  if (!code) return (await employerCode(commun, identiteId, dit, now)) ? 'secours' : null
  for (const totp of await totpConfirmes(commun, identiteId))
    if (await prendreCode(commun, totp, code, now)) return 'totp'
  return null
}

/** The same for what waits for it, which ends with it: both or neither. Refuses (unauthenticated) what another request ended first. */
export const finirParFacteur = (visite: Visite, etape: Pick<Etape, 'empreinte'>, identiteId: string, dit: string) =>
  visite.base.commun.transaction().execute(async trx => {
    const moyen = await prendreFacteur(trx, visite.now, identiteId, dit)
    if (moyen) await finirEtape(visite, etape, trx)
    return moyen
  })

export const noterCodeEmploye = async (
  visite: Pick<Visite, 'base' | 'now'>,
  compte: Pick<Compte, 'qui' | 'identiteId'>,
) => {
  const restants = await codesRestants(visite.base.commun, compte.identiteId)
  await noterSurLeCompte(visite, compte, (ctx, sujet) =>
    ctx.record(sujet, recitCodeSecoursEmploye, { apres: { restants } }),
  )
}

/**
 * Who changes their factors says their password again, or a code. Refuses what isn't right (invalid, under the field `preuve`), and
 * after too many (too-many): counted as at the sign-in.
 */
export async function exigerPreuve(visite: Visite, compte: Compte, dit: string): Promise<void> {
  const { courriel, identiteId, motDePasse: empreinte } = compte
  const secours = codeDeSecours(dit) !== null
  if (secours || codeATaper(dit)) {
    const { rendre } = await avantMotDePasse(visite, { courriel, empreinte: identiteId, quoi: 'codes', connecte: true })
    const moyen = await prendreFacteur(visite.base.commun, visite.now, identiteId, dit)
    if (moyen) {
      await rendre()
      if (moyen === 'secours') await noterCodeEmploye(visite, compte)
      return
    }
    // Sixteen letters may be a password.
    if (!secours) throw preuveFausse()
  }
  const { rendre } = await avantMotDePasse(visite, { courriel, empreinte, connecte: true })
  if (!(await motDePasseJuste(empreinte, dit))) throw preuveFausse()
  await rendre()
}

function preuveFausse(): Refusal {
  const message = 'Ce n’est ni votre mot de passe actuel, ni un code qui peut encore servir. Vérifiez, puis réessayez.'
  return new Refusal('invalid', 'preuve-fausse', message, [{ champ: 'preuve', message }])
}

/** How many factors an identity has: confirmed applications and keys. */
export async function nombreDeFacteurs({ commun }: Pick<Base, 'commun'>, identiteId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from totp where identite_id = ${identiteId} and confirme_le is not null)
      + (select count(*) from cle_acces where identite_id = ${identiteId}) as n`.execute(commun)
  return rows[0]?.n ?? 0
}

/** Whether an administrator would take something away: a factor, or an account of ProConnect. */
export async function aRetirer(base: Pick<Base, 'commun'>, identiteId: string): Promise<boolean> {
  if (await nombreDeFacteurs(base, identiteId)) return true
  const liee = base.commun.selectFrom('identiteFederee').select('sujet').where('identiteId', '=', identiteId)
  return (await liee.executeTakeFirst()) !== undefined
}
