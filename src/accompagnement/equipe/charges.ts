import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../../socle/use-case.ts'
import { estPlein } from '../accompagnement.ts'
import { ChargeReferent, chargesReferents } from '../charge-referent.queries.ts'

/**
 * The référents of the structure: those led whose portfolio is full, the fullest first; those who have room, the most room first
 * (rule A2).
 */
export const chargesDuJour = useCase(
  {
    route: 'GET /portefeuille/charges',
    summary: 'Les référents au plafond, et ceux qui ont de la place',
    permission: 'referent.designer',
    input: z.object({}),
    output: z.object({ pleins: z.array(ChargeReferent), libres: z.array(ChargeReferent) }),
  },
  async ctx => {
    const { rows } = await chargesReferents(ctx, sql<SqlBool>`true`).execute(ctx.db)
    const places = (r: ChargeReferent) => r.plafond - r.suivis
    const parPlaces = rows.toSorted((a, b) => places(a) - places(b) || a.nom.localeCompare(b.nom, 'fr'))
    return {
      pleins: parPlaces.filter(r => r.mene && estPlein(r)),
      libres: parPlaces.filter(r => !estPlein(r)).reverse(),
    }
  },
)
