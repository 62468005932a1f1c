import { sql } from 'kysely'
import { z } from 'zod'
import { type Context, useCase } from '../socle/use-case.ts'
import { agentInconnu } from './agents.queries.ts'
import { ENVOIS, type EtatCompte, etatsDesComptes, identiteDeLAgent } from './compte/compte.queries.ts'
import { aRetirer } from './double-facteur/preuve.queries.ts'
import { ROLE_DE_SUIVI, Role } from './roles.ts'

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
  /** Persons they are référent of by this role: it isn't taken back before they have another. */
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
  /** Whether they can sign in here, or a link waits for them to open their account. */
  compte: z.enum(['ouvert', 'invite', 'expire', 'decline', 'aucun']),
  /** Until when the link serves; null when none is to be told. */
  lienJusqua: z.string().nullable(),
  /** Of a link that waits, sent by mail: whether it left, when, or why it hasn't. */
  envoi: z.object({ etat: z.enum(ENVOIS), raison: z.string().nullable(), le: z.string().nullable() }).nullable(),
  /** That link opens again an account that was open here. */
  reinitialise: z.boolean(),
  /** Persons who have this agent for référent, those « en veille » among them: all are to be handed over. */
  suivis: z.number().int(),
  veille: z.number().int(),
  /** Appointments to come with them. */
  rendezVous: z.number().int(),
  /** Day of the first of them. */
  premierRendezVous: z.iso.date().nullable(),
  habilitations: z.array(Habilitation),
  /** They have a second factor, or an account of ProConnect; said of one agent, not of a list. */
  connexionForte: z.boolean().optional(),
})

/** The professionals of the territory with their running roles and loads, those to complete first. */
export const agents = useCase(
  {
    route: 'GET /agents',
    summary: 'Les agents du territoire',
    permission: 'territoire.administrer',
    input: z.object({}),
    output: z.object({ agents: z.array(Agent) }),
  },
  async ctx => ({ agents: await lireAgents(ctx, null) }),
)

/** One professional, whatever became of their account. Refuses 404 who isn't of the territory. */
export const ficheAgent = useCase(
  {
    route: 'GET /agents/:agentId',
    summary: 'Un agent du territoire',
    permission: 'territoire.administrer',
    input: z.object({ agentId: z.uuid() }),
    output: Agent,
  },
  async (ctx, { agentId }) => {
    const [lu] = await lireAgents(ctx, agentId)
    if (!lu) throw agentInconnu()
    const compte = await identiteDeLAgent(ctx, agentId)
    return compte ? { ...lu, connexionForte: await aRetirer(ctx, compte.identiteId) } : lu
  },
)

/** All of them, or the only one of this id. */
async function lireAgents(ctx: Context, agentId: string | null): Promise<z.infer<typeof Agent>[]> {
  const etatDe = await etatsDesComptes(ctx, agentId)
  const { rows } = await sql<Omit<z.infer<typeof Agent>, keyof EtatCompte>>`
    with choisi as (select * from agent where ${agentId}::uuid is null or id = ${agentId}::uuid)
    select a.id, a.nom, a.prenom, a.courriel, a.telephone, a.a_completer, a.desactive_le,
      coalesce(c.n, 0) as suivis, coalesce(c.veille, 0) as veille,
      coalesce(v.n, 0) as rendez_vous, to_char(v.premier, 'YYYY-MM-DD') as premier_rendez_vous,
      coalesce(h.liste, '[]') as habilitations
    from choisi a
    left join (select referent_id, count(*) as n, count(veille_depuis) as veille from accompagnement
      where fin is null and referent_id in (select id from choisi) group by referent_id) c on c.referent_id = a.id
    left join (select agent_id, count(*) as n, min(debut) as premier from rendez_vous
      where issue is null and debut > ${ctx.now}::timestamptz and agent_id in (select id from choisi)
      group by agent_id) v on v.agent_id = a.id
    left join (select x.agent_id, jsonb_agg(jsonb_build_object('id', x.id, 'role', x.role, 'structureId', x.structure_id,
          'structure', s.nom, 'equipeId', x.equipe_id, 'equipe', e.nom, 'secteur', x.secteur, 'plafond', x.plafond, 'debut', x.debut,
          'suivis', (select count(*) from accompagnement k where x.role = ${ROLE_DE_SUIVI} and k.referent_id = x.agent_id
            and k.structure_id = x.structure_id and k.fin is null)) order by x.role, s.nom) as liste
        from habilitation x left join structure s on s.id = x.structure_id left join equipe e on e.id = x.equipe_id
        where x.fin is null and x.agent_id in (select id from choisi) group by x.agent_id) h on h.agent_id = a.id
    order by a.desactive_le is not null, not a.a_completer, a.nom, a.prenom`.execute(ctx.db)
  return rows.map(a => ({ ...a, ...etatDe(a.id) }))
}
