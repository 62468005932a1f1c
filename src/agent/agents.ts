import { sql } from 'kysely'
import { z } from 'zod'
import { useCase } from '../socle/use-case.ts'
import { Role } from './roles.ts'

const Habilitation = z.object({
  id: z.uuid(),
  role: Role,
  structureId: z.uuid().nullable(),
  structure: z.string().nullable(),
  equipeId: z.uuid().nullable(),
  equipe: z.string().nullable(),
  secteur: z.array(z.string()).nullable(),
  plafond: z.number().int().nullable(),
  debut: z.string(),
  /** Persons who have this agent for référent there. */
  suivis: z.number().int(),
})
const Agent = z.object({
  id: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  courriel: z.string(),
  telephone: z.string().nullable(),
  aCompleter: z.boolean(),
  desactiveLe: z.string().nullable(),
  /** Persons who have this agent for référent. */
  suivis: z.number().int(),
  /** Appointments to come with them. */
  rendezVous: z.number().int(),
  /** Day of the first of them. */
  premierRendezVous: z.iso.date().nullable(),
  habilitations: z.array(Habilitation),
})

/** The professionals of the territory with their running roles and loads, those to complete first. One query. */
export const agents = useCase(
  {
    route: 'GET /agents',
    summary: 'Les agents du territoire',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({ agents: z.array(Agent) }),
  },
  async ctx => {
    const { rows } = await sql<z.infer<typeof Agent>>`
      select a.id, a.nom, a.prenom, a.courriel, a.telephone, a.a_completer, a.desactive_le, coalesce(c.n, 0) as suivis,
        coalesce(v.n, 0) as rendez_vous, to_char(v.premier at time zone 'Europe/Paris', 'YYYY-MM-DD') as premier_rendez_vous,
        coalesce(h.liste, '[]') as habilitations
      from agent a
      left join (select referent_id, count(*) as n from accompagnement where fin is null group by referent_id) c on c.referent_id = a.id
      left join (select agent_id, count(*) as n, min(debut) as premier from rendez_vous where issue is null and debut > ${ctx.now}::timestamptz
        group by agent_id) v on v.agent_id = a.id
      left join (select agent_id, jsonb_agg(jsonb_build_object('id', x.id, 'role', role, 'structureId', x.structure_id, 'structure', s.nom,
            'equipeId', x.equipe_id, 'equipe', e.nom, 'secteur', secteur, 'plafond', plafond, 'debut', debut,
            'suivis', (select count(*) from accompagnement k where k.referent_id = x.agent_id and k.fin is null
              and (x.structure_id is null or k.structure_id = x.structure_id)))
            order by role, s.nom) as liste
          from habilitation x left join structure s on s.id = x.structure_id left join equipe e on e.id = x.equipe_id
          where x.fin is null group by agent_id) h on h.agent_id = a.id
      order by a.desactive_le is not null, not a.a_completer, a.nom, a.prenom`.execute(ctx.db)
    return { agents: rows }
  },
)
