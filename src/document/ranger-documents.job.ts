import { sql } from 'kysely'
import { z } from 'zod'
import { oterFichiers } from '../socle/fichier/fichier.ts'
import { job } from '../socle/job.ts'
import type { Context } from '../socle/use-case.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { TYPES_SENSIBLES } from './document.ts'

/** A deposit that a cut left half-way, and nobody took up again. */
const DEPOT_ABANDONNE_HEURES = 1
/** The time for who deposited it to read why it was refused. */
const REFUS_JOURS = 7

/**
 * Erases the bytes of documents whose time has passed: identity, money and health first (`document.sensibles-mois`), those taken back
 * (`document.retires-jours`); that they were there stays said. Deposits left half-way and refusals go whole. Runs every hour.
 */
export const rangerDocuments = job(
  'ranger-documents',
  z.object({}),
  async ctx => {
    await oublier(
      ctx,
      sql`etat = 'depot' and depose_le < ${ctx.now}::timestamptz - make_interval(hours => ${DEPOT_ABANDONNE_HEURES})
        or etat = 'refuse' and recu_le < ${ctx.now}::timestamptz - make_interval(days => ${REFUS_JOURS})`,
    )
    const [mois, jours] = [
      await parametre(ctx, 'document.sensibles-mois'),
      await parametre(ctx, 'document.retires-jours'),
    ]
    await effacer(
      ctx,
      sql`etat in ('garde', 'retire') and type = any(${TYPES_SENSIBLES}::text[])
        and recu_le < ${ctx.now}::timestamptz - make_interval(months => ${mois})
        or etat = 'retire' and retire_le < ${ctx.now}::timestamptz - make_interval(days => ${jours})`,
    )
  },
  { titre: 'Effacement des documents retirés ou arrivés à leur terme', chaque: '40 * * * *', parTerritoire: true },
)

async function oublier(ctx: Context, quand: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{
    fichierId: string | null
  }>`delete from document where ${quand} returning fichier_id`.execute(ctx.db)
  await oterFichiers(
    ctx,
    rows.map(r => r.fichierId),
  )
}

async function effacer(ctx: Context, quand: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ fichierId: string | null }>`
    select fichier_id from document where ${quand} for update`.execute(ctx.db)
  await sql`update document set etat = 'efface', titre = '', sha256 = null, fichier_id = null, efface_le = ${ctx.now}
    where ${quand}`.execute(ctx.db)
  await oterFichiers(
    ctx,
    rows.map(r => r.fichierId),
  )
}
