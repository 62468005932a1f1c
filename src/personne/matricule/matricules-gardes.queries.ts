import { sql } from 'kysely'
import { aRenouveler } from '../../socle/auth/cles.ts'
import { dansTransaction, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import type { Context } from '../../socle/use-case.ts'
import { garderMatricule, nirGarde, octetsDe } from './garder-matricule.ts'
import { estUnNir, SCELLE } from './matricule.ts'

/** Gives the NIRs kept as matricules the current key, wherever they are. Returns how many numbers. */
export async function renouvelerMatricules(ctx: Context): Promise<number> {
  const { rows } = await sql<{ matricule: string }>`
    select distinct matricule from matricule_garde where matricule like ${`${SCELLE}%`}`.execute(ctx.db)
  const anciens = rows.map(r => r.matricule).filter(m => aRenouveler(octetsDe(m)))
  const { code } = ctx.territoire
  await remplacer(ctx, anciens, m => garderMatricule(code, nirGarde(code, m) ?? m))
  return anciens.length
}

/**
 * Seals the NIRs that an earlier version kept in clear as matricules: migrations haven't the application's key. To be called as
 * `chiffrerCeQuiEstEnClair` is; done once, it finds nothing more. `dire` is told when there was something to do. Returns how many numbers.
 */
export async function scellerMatricules(base: Base, dire: (message: string) => void): Promise<number> {
  let scelles = 0
  for (const territoire of await base.commun.selectFrom('territoire').select(['code', 'nom', 'demo']).execute()) {
    const origine = { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
    const ici = await dansTransaction(base, origine, scellerEnClair)
    if (ici)
      dire(
        `${territoire.nom}\u00a0: ${ici} NIR donnés comme matricules chiffrés, qu’une version d’avant gardait en clair.`,
      )
    scelles += ici
  }
  return scelles
}

async function scellerEnClair(ctx: Context): Promise<number> {
  const rows = await ctx.db.deleteFrom('matriculeEnClair').returning('matricule').execute()
  const nirs = rows.map(r => r.matricule).filter(estUnNir)
  await remplacer(ctx, nirs, m => garderMatricule(ctx.territoire.code, m))
  return nirs.length
}

async function remplacer(ctx: Context, avant: readonly string[], faire: (matricule: string) => string): Promise<void> {
  if (avant.length)
    await sql`select remplacer_matricules(${[...avant]}::text[], ${avant.map(faire)}::text[])`.execute(ctx.db)
}
