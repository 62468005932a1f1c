import { sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { frise, type PeriodeDroit } from './frise.ts'

/** Days are YYYY-MM-DD. */
const Jour = z.string()

const Frise = z.object({
  mois: z.array(z.object({ cle: z.string(), gauche: z.number() })),
  lignes: z.array(
    z.object({
      foyer: z.string(),
      bandes: z.array(
        z.object({
          phrase: z.string(),
          ton: z.enum(['done', 'soon', 'late', 'waiting']),
          debut: Jour,
          fin: Jour.nullable(),
          depuis: Jour.nullable(),
          place: z.object({ gauche: z.number(), largeur: z.number() }).nullable(),
        }),
      ),
    }),
  ),
})

/** SQL (JSON): the periods of right of the person `cible c`, and whether each still concerns the scheme. */
export const DROITS = sql`
  (select coalesce(json_agg(json_build_object('foyer', f.organisme || ' ' || f.numero_organisme, 'etat', d.etat, 'soumis', d.soumis,
      'motif', d.motif, 'depuis', d.depuis, 'debut', d.debut, 'fin', d.fin, 'concerne', d.concerne and d.flux_fin is null)), '[]')
    from droit d join foyer f on f.id = d.foyer_id where d.personne_id = c.id)`

/** What a person is or was entitled to, along the months; nothing for a former référent, who doesn't see what changed since. */
export const droitsDe = useCase(
  {
    route: 'GET /personnes/:personneId/droits',
    summary: 'Les droits au RSA d’une personne, mois par mois',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Frise,
  },
  async (ctx, { personneId }) => {
    const { sexe, droits } = await lirePartie<{ sexe: string; droits: PeriodeDroit[] }>(ctx, personneId, 'droits', {
      partie: sql`json_build_object('sexe', c.sexe, 'droits', case when isfinite(c.jusqua) then '[]'::json else ${DROITS} end)`,
    })
    return droits.length ? frise(droits, ctx.today, sexe) : { mois: [], lignes: [] }
  },
)
