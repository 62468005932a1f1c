import { traits } from '../agent/roles.ts'
import { HORLOGES } from '../echeances.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { type CleEcheance, MESSAGES_ECHEANCE } from './echeance.ts'
import type { Horloge } from './horloge.ts'

export type EcheanceAReporter = {
  acte: string
  permission: Horloge['permission']
  reporteeJusquau: string | null
  reporteeMotif: string | null
  confieeA: string | null
  /** Whose it is; null: nobody's yet. */
  agentId: string | null
  /** Whose it is when it is taken back; who gave it, when it was nobody's. */
  renduA: string | null
}

/**
 * An échéance that asks, or was put off, of a person in scope, locked (404 otherwise). Refuses what is done meanwhile, what doesn't
 * put off, and who may not do it.
 */
export async function echeanceAReporter(
  ctx: Context,
  { personneId, genre, faitId }: CleEcheance,
): Promise<EcheanceAReporter> {
  await verrouillerPersonne(ctx, personneId)
  const horloge = HORLOGES.find(h => h.genre === genre)
  const ligne = await ctx.db
    .selectFrom('echeance')
    .select([
      'reporteeJusquau',
      'reporteeMotif',
      'confieeA',
      'agentId',
      eb => eb.fn.coalesce('agentId', 'confieePar').as('renduA'),
    ])
    .where('genre', '=', genre)
    .where('objetId', '=', faitId)
    .where('personneId', '=', personneId)
    .where('commande', '=', true)
    .where('des', '<=', ctx.now)
    .forUpdate()
    .executeTakeFirst()
  if (!horloge || !ligne) throw refusEcheance('echeance-faite')
  if (!horloge.reportable) throw refusEcheance('echeance-non-reportable')
  if (!traits(ctx.agent.role)?.permissions.includes(horloge.permission))
    throw new Refusal(
      'forbidden',
      'echeance-d-autrui',
      'Votre rôle ne permet pas cet acte : demandez à qui en a le droit.',
    )
  const { acte, permission } = horloge
  return { ...ligne, acte, permission }
}

export const refusEcheance = (code: keyof typeof MESSAGES_ECHEANCE) =>
  new Refusal('conflict', code, MESSAGES_ECHEANCE[code])
