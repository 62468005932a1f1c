import { sql } from 'kysely'
import { z } from 'zod'
import { siLibre, VERROU_IMPORTS } from '../import/verrou.ts'
import { LIENS } from '../liens.ts'
import { archiver } from '../personne/archive.queries.ts'
import { dansTransaction, SYSTEME } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { job } from '../socle/job.ts'
import type { Context, Territoire } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { parametre } from '../territoire/parametre.queries.ts'
import { CleParametre } from '../territoire/parametre.ts'
import { limite, termes } from './conservation.queries.ts'
import { effacerPersonnes, personnesEchues } from './effacement.queries.ts'

/** Persons erased in one transaction: enough to go fast, few enough not to hold others up. */
const LOT = 200

/**
 * Keeps no longer than it may: who nobody heard of leaves the active base, then is erased; readings and letters past their time go.
 * Runs every day, while no import does; an import that runs leaves it for the next day.
 */
export const conserver = job(
  'conserver',
  z.object({}),
  async ({ base, territoire, maintenant }) => {
    await siLibre(base, territoire, VERROU_IMPORTS, () => conserverIci(base, territoire, maintenant))
  },
  {
    titre: 'Archivage et effacement des dossiers arrivés à leur terme',
    chaque: '0 4 * * *',
    parTerritoire: true,
    transactions: 'siennes',
  },
)

async function conserverIci(base: Base, territoire: Territoire, now: () => string): Promise<void> {
  const faire = <T>(agir: (ctx: Context) => Promise<T>) =>
    dansTransaction(base, { agent: SYSTEME, territoire, now: now() }, agir)
  while (await faire(effacerUnLot));
  await faire(async ctx =>
    archiver(ctx, sql`select personne_id from (${await termes(ctx)}) t where archiver_le <= ${ctx.today}::date`),
  )
  for (const { table, conservation } of LIENS) {
    if (!conservation) continue
    await faire(async ctx => {
      const lignes = await conservation.purger(ctx, await limite(ctx, conservation.parametre))
      if (lignes > 0) await prouver(ctx, table, lignes, conservation.parametre)
    })
  }
}

async function effacerUnLot(ctx: Context): Promise<boolean> {
  const echues = await personnesEchues(ctx, LOT)
  if (echues.length > 0) await effacerPersonnes(ctx, echues)
  return echues.length === LOT
}

async function prouver(ctx: Context, table: string, lignes: number, cle: string): Promise<void> {
  const duree = await parametre(ctx, CleParametre.parse(cle))
  await ctx.db
    .insertInto('effacement')
    .values({
      id: uuidv7(Date.parse(ctx.now)),
      le: ctx.now,
      regle: table,
      personnes: 0,
      foyers: 0,
      lignes: JSON.stringify({ [table]: lignes }),
      parametres: JSON.stringify({ [cle]: duree }),
    })
    .execute()
}
