import { sql } from 'kysely'
import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { luJusqua } from '../agent/lecture-apres.queries.ts'
import { perimetre } from '../agent/perimetre.ts'
import { parNom } from '../lecture/par-nom.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { communeDe } from '../territoire/commune.queries.ts'
import { interpreteAPrevoir } from './a-venir.queries.ts'
import { enInstant, enLocal } from './instants.ts'
import { rendezVousVisible } from './rendez-vous.queries.ts'
import { MESSAGES, RendezVous } from './rendez-vous.ts'

const JOURS_MAX = 62
const LIGNES_MAX = 1000

const Ligne = RendezVous.omit({ structureId: true }).extend({
  // Null with what else is hidden (`raisonADire`).
  objet: RendezVous.shape.objet.nullable(),
  modalite: RendezVous.shape.modalite.nullable(),
  convocation: RendezVous.shape.convocation.nullable(),
  convoqueLe: RendezVous.shape.convoqueLe.nullable(),
  /** Hour in the territory, YYYY-MM-DDTHH:MM. */
  local: z.string(),
  nom: z.string(),
  prenom: z.string(),
  commune: z.string().nullable(),
  telephone: z.string().nullable(),
  agent: z.string(),
  /** In what somebody has to interpret, when nobody is planned. */
  interprete: z.string().nullable(),
  /** The appointment has begun: its outcome can be recorded. */
  commence: z.boolean(),
  /** The agent may open the person's file. */
  dossier: z.boolean(),
  /** Her file is out of the reader's scope: where she lives and how to reach her are hidden, not unknown. */
  cache: z.boolean(),
  /** Day their follow-up by the reader ended, who reads what it was for a while; null when it runs, or ended long ago. */
  quitteeLe: z.iso.date().nullable(),
  /** The person's file is closed: nothing is given there any more (rule A10). */
  clos: z.boolean(),
  /**
   * Of somebody out of the reader's usual persons, before it is said why: when, with whom and for how long; neither what for, where,
   * how to reach her, nor what became of it.
   */
  raisonADire: z.boolean(),
})

/** What isn't told before the reason is. */
const CACHE = {
  ...{ objet: null, lieu: null, telephone: null, issue: null, interpretePrevu: false, clos: false, quitteeLe: null },
  ...{ modalite: null, convocation: null, convoqueLe: null, interprete: null },
}

/**
 * Appointments from `du` to `au` (included, today by default), in order: an agent's (oneself by default), or everybody's in
 * scope with `agent=tous`. `enAttente`: how many of one's own older appointments still wait for their outcome.
 */
export const agenda = useCase(
  {
    route: 'GET /rendez-vous',
    summary: 'L’agenda des rendez-vous',
    permission: 'rendez-vous.gerer',
    montre: 'agenda',
    input: z.object({
      du: z.iso.date().optional(),
      au: z.iso.date().optional(),
      agent: z.union([z.uuid(), z.literal('tous')]).optional(),
    }),
    output: z.object({
      aujourdhui: z.string(),
      du: z.string(),
      au: z.string(),
      rendezVous: z.array(Ligne),
      /** More than a thousand appointments: only the first ones are given. */
      incomplet: z.boolean(),
      enAttente: z.object({ nombre: z.int(), depuis: z.string().nullable() }),
    }),
  },
  async (ctx, { du = ctx.today, au = du, agent = ctx.agent.id }) => {
    const jours = Temporal.PlainDate.from(du).until(au, { largestUnit: 'day' }).days
    if (jours > JOURS_MAX) throw new Refusal('invalid', 'periode-trop-longue', MESSAGES['periode-trop-longue'])
    const debut = enInstant(ctx, `${du}T00:00`)
    const fin = enInstant(ctx, `${Temporal.PlainDate.from(au).add({ days: 1 })}T00:00`)
    const { rows } = await sql<{
      rendezVous: (Omit<z.input<typeof Ligne>, 'local' | 'commence'> & Record<string, unknown>)[]
      nombre: number
      depuis: string | null
    }>`
      with attente as (
        select count(*)::int as nombre, min(r.debut) as depuis from rendez_vous r
        join personne p on p.id = r.personne_id and p.fusionnee_dans is null
        where r.agent_id = ${ctx.agent.id} and r.issue is null and r.debut < ${debut}
          and r.debut + make_interval(mins => r.duree_minutes) < ${ctx.now} and (${rendezVousVisible(ctx)})
      ), lignes as (
        select r.id, r.personne_id as "personneId", r.agent_id as "agentId", r.objet, r.modalite, r.debut,
          r.duree_minutes as "dureeMinutes", ${lieuMontre()} as lieu, r.convocation, r.convoque_le as "convoqueLe", r.issue,
          r.interprete_prevu as "interpretePrevu", ${interpreteAPrevoir(ctx)} as interprete,
          p.nom, p.prenom, a.nom as agent, case when v.tenue then p.telephone end as telephone,
          case when v.tenue then ${communeDe(sql.ref('p.id'))} end as commune,
          (v.tenue and ${autorise(ctx.agent, 'dossier.lire')}) as dossier, not v.tenue as cache,
          case when not v.tenue then ${luJusqua(ctx, sql.ref('p.id'))} end as "quitteeLe",
          exists (select 1 from dossier_clos z where z.personne_id = p.id) as clos
        from rendez_vous r
        join personne p on p.id = r.personne_id and p.fusionnee_dans is null
        join agent_nom a on a.id = r.agent_id
        cross join lateral (select ${perimetre(ctx, sql.ref('p.id'))} as tenue offset 0) v
        where r.debut >= ${debut} and r.debut < ${fin}
          and ${agent === 'tous' ? sql`true` : sql`r.agent_id = ${agent}`}
          and (${rendezVousVisible(ctx)})
        order by r.debut, ${parNom()} limit ${LIGNES_MAX + 1}
      )
      select (select coalesce(jsonb_agg(l order by l.debut, ${parNom('l')}), '[]') from lignes l) as rendez_vous, attente.*
      from attente`.execute(ctx.db)
    const lu = rows[0]
    const maintenant = enLocal(ctx, ctx.now)
    const lignes = (lu?.rendezVous ?? []).slice(0, LIGNES_MAX)
    const aDire = await ctx.garde?.aDire(
      ctx,
      lignes.map(r => r.personneId),
    )
    return {
      aujourdhui: ctx.today,
      du,
      au,
      rendezVous: lignes.map(r => {
        const [instant, raisonADire] = [new Date(r.debut).toISOString(), aDire?.has(r.personneId) ?? false]
        return {
          ...{ ...r, ...(raisonADire && CACHE), raisonADire },
          ...{ debut: instant, local: enLocal(ctx, instant), commence: enLocal(ctx, instant) <= maintenant },
        }
      }) as z.input<typeof Ligne>[],
      incomplet: (lu?.rendezVous.length ?? 0) > LIGNES_MAX,
      enAttente: { nombre: lu?.nombre ?? 0, depuis: lu?.depuis ? enLocal(ctx, lu.depuis).slice(0, 10) : null },
    }
  },
)
