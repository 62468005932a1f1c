import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre, personneIntrouvable } from '../agent/perimetre.ts'
import { champsConfies } from '../agent/relations.queries.ts'
import { Reponses } from '../diagnostic/diagnostic.ts'
import { FICHE } from '../personne/fiche.queries.ts'
import { Fiche } from '../personne/fiche.ts'
import { lieuMontre } from '../precaution/adresse.queries.ts'
import { Issue } from '../rendez-vous/rendez-vous.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { useCase } from '../socle/use-case.ts'
import { CHAMPS, Champ } from './groupe-suivi.ts'

const RendezVous = z.object({
  id: z.uuid(),
  debut: z.string(),
  dureeMinutes: z.number(),
  modalite: z.string(),
  lieu: z.string().nullable(),
  issue: Issue.nullable(),
  agentId: z.uuid(),
})
const Lu = Fiche.extend({
  referent: z
    .object({ nom: z.string(), structure: z.string(), telephone: z.string().nullable(), courriel: z.string() })
    .nullable(),
  /** One's own with this person, the latest first. */
  rendezVous: z.array(RendezVous),
})
type Ligne = z.input<typeof Lu> & {
  champs: { champ: Champ; depuis: string }[]
  diagnostic: { etabliLe: string; reponses: Record<string, unknown> } | null
}

/**
 * What a co-intervenant sees of a person: who they are, how to reach them, their référent, one's own appointments, and of the last
 * diagnosis the answers of one's field. Another field never leaves the server. The reading is recorded; 404 out of scope.
 */
export const maCoIntervention = useCase(
  {
    route: 'GET /co-interventions/:personneId',
    summary: 'Mon champ du dossier d’une personne',
    permission: 'champ.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Lu.extend({
      aujourdhui: z.string(),
      maintenant: z.string(),
      champs: z.array(
        z.object({ champ: Champ, depuis: z.string(), etabliLe: z.string().nullable(), reponses: Reponses.partial() }),
      ),
    }),
  },
  async (ctx, { personneId }) => {
    const confie = champsConfies(ctx)
    const { rows } = await sql<{ lu: Ligne }>`
      select json_build_object(${FICHE},
        'referent', (select json_build_object('nom', a.nom, 'structure', s.nom,
            'telephone', coalesce(a.telephone, s.telephone), 'courriel', a.courriel)
          from accompagnement k join agent_nom a on a.id = k.referent_id join structure s on s.id = k.structure_id
          where k.personne_id = p.id and k.fin is null),
        'rendezVous', (select coalesce(json_agg(json_build_object('id', r.id, 'debut', r.debut, 'dureeMinutes', r.duree_minutes,
            'modalite', r.modalite, 'lieu', ${lieuMontre()}, 'issue', r.issue, 'agentId', r.agent_id) order by r.debut desc), '[]')
          from rendez_vous r where r.personne_id = p.id and r.agent_id = ${ctx.agent.id}),
        'champs', (select coalesce(json_agg(json_build_object('champ', r.champ, 'depuis', r.debut) order by r.debut, r.champ), '[]')
          from ${confie.de} where r.personne_id = p.id and ${confie.quand}),
        'diagnostic', (select json_build_object('etabliLe', g.etabli_le, 'reponses', g.reponses)
          from diagnostic g where g.personne_id = p.id order by g.version desc limit 1)
      ) as lu
      from personne p where p.id = ${personneId} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
      ctx.db,
    )
    const ligne = rows[0]?.lu
    if (!ligne) throw personneIntrouvable()
    await consulter(ctx, personneId, 'champ')
    const { champs, diagnostic, ...lu } = ligne
    return {
      ...lu,
      aujourdhui: ctx.today,
      maintenant: ctx.now,
      champs: champs.map(({ champ, depuis }) => ({
        champ,
        depuis,
        etabliLe: diagnostic?.etabliLe ?? null,
        reponses: Object.fromEntries(
          CHAMPS[champ].reponses.map(cle => [cle, diagnostic?.reponses[cle]]),
        ) as Partial<Reponses>,
      })),
    }
  },
)
