import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { useCase } from '../socle/use-case.ts'
import { MENTIONS, SANCTIONS } from './caisse/caf.queries.ts'
import { direMention, type MentionDite, MentionLue, type SanctionDite, SanctionLue } from './caisse/sanction.ts'
import { frise, type PeriodeDroit } from './frise.ts'

/** Days are YYYY-MM-DD. */
const Jour = z.string()

const Place = z.object({ gauche: z.number(), largeur: z.number() }).nullable()

const Droits = z.object({
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
          place: Place,
        }),
      ),
      sanctions: z.array(SanctionLue.extend({ place: Place })),
    }),
  ),
  /** What the funds know beside the right: a measure of protection, a contract. */
  mentions: z.array(MentionLue),
})

/** SQL (JSON): the periods of right of the person `cible c`, and whether each still concerns the scheme. */
export const DROITS = sql`
  (select coalesce(json_agg(json_build_object('foyer', f.organisme || ' ' || f.numero_organisme, 'etat', d.etat, 'soumis', d.soumis,
      'motif', d.motif, 'depuis', d.depuis, 'debut', d.debut, 'fin', d.fin, 'concerne', d.concerne and d.flux_fin is null)), '[]')
    from droit d join foyer f on f.id = d.foyer_id where d.personne_id = c.id)`

type Dits = { sexe: string; droits: PeriodeDroit[]; sanctions: SanctionDite[]; mentions: MentionDite[] }

/**
 * What a person is or was entitled to, along the months, and what the funds say beside it: sanctions, protection, contract. Nothing for
 * a former référent, who doesn't see what changed since.
 */
export const droitsDe = useCase(
  {
    route: 'GET /personnes/:personneId/droits',
    summary: 'Les droits au RSA d’une personne, mois par mois, et les sanctions que dit la CAF ou la MSA',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Droits,
  },
  async (ctx, { personneId }) => {
    const { sexe, droits, sanctions, mentions } = await lirePartie<Dits>(ctx, personneId, 'droits', {
      partie: sql`json_build_object('sexe', c.sexe, ${siEnPoste('droits', DROITS)}, ${siEnPoste('sanctions', SANCTIONS)},
        ${siEnPoste('mentions', MENTIONS)})`,
    })
    const connu = droits.length + sanctions.length > 0
    return {
      ...(connu ? frise(droits, ctx.today, sexe, { sanctions }) : { mois: [], lignes: [] }),
      mentions: mentions.map(m => direMention(m, ctx.today)),
    }
  },
)

/** SQL, two arguments of a JSON object: what is kept only as it is today, nothing of it for who left. */
const siEnPoste = (cle: string, liste: RawBuilder<unknown>) =>
  sql`${sql.lit(cle)}, case when isfinite(c.jusqua) then '[]'::json else ${liste} end`
