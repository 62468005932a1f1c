import { z } from 'zod'
import { clesDe } from '../../socle/auth/cles.ts'
import { jourDe } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { ROLES, Role } from '../roles.ts'
import { DUREE_SESSION_SECONDES } from './duree.queries.ts'
import { lirePorteur, porteurDuJeton, resteAProuver, sessionDuJeton } from './session.queries.ts'
import { remplacerSession } from './sessions-ouvertes.queries.ts'

/** Code of a territory, as in its address. */
export const CodeTerritoire = z.string().max(3)

export const Session = z.object({
  agent: z.object({
    id: z.uuid(),
    nom: z.string(),
    role: Role,
    roleLibelle: z.string(),
    structure: z.string().nullable(),
    equipe: z.string().nullable(),
    /** The address of the place where the team receives. */
    lieu: z.string().nullable(),
  }),
  territoire: z.object({
    code: z.string(),
    nom: z.string(),
    demo: z.boolean(),
    /** Time zone (IANA) in which the screens tell instants. */
    fuseau: z.string(),
  }),
  droits: z.array(z.string()),
  /** What this session lacks, that the territory asks of the role: nothing else than one's account opens as long as it is required. */
  connexionForte: z.enum(['proposee', 'exigee']).nullable(),
  habilitations: z.array(z.object({ id: z.uuid(), libelle: z.string(), choisie: z.boolean() })),
  /** The other territories where this account is open. */
  ailleurs: z.array(z.object({ code: z.string(), nom: z.string() })),
  /** Keys (base64, 32 bytes) of the drafts that this agent leaves on a machine: the first one encrypts, all of them read. */
  brouillons: z.array(z.string()),
})
export type Session = z.infer<typeof Session>

/** What the screens need to know of who is signed in. Refuses 401 without a running session. */
export const session = publicRoute(
  { route: 'GET /session', summary: 'La session en cours', input: z.object({}), output: Session },
  async ({ base, jeton, now, absent }) => lireSession(base, jeton, now, absent),
)

/** Moves to another habilitation of the same agent in the same territory (a référent who is also chargé d'orientation). */
export const changerHabilitation = publicRoute(
  {
    route: 'POST /session/habilitation',
    summary: 'Changer de rôle',
    input: z.object({ habilitationId: z.uuid() }),
    output: Session,
  },
  async ({ base, now, jeton, poserSession }, { habilitationId }) => {
    const qui = jeton ? await porteurDuJeton(base, jeton, now) : null
    const compte = await sessionDuJeton(base, jeton, now)
    if (!jeton || !qui || !compte) throw sessionFermee()
    const habilitation = await base
      .territoire(qui.territoire.code)
      .selectFrom('habilitation as h')
      .select('h.id')
      .where('h.id', '=', habilitationId)
      .where('h.agentId', '=', qui.agent.id)
      .where(habilitationEnCours(jourDe(now, base.fuseau(qui.territoire.code))))
      .executeTakeFirst()
    if (!habilitation)
      throw new Refusal('not-found', 'habilitation-inconnue', 'Ce rôle n’est pas le vôtre dans ce territoire.')
    const nouveau = await remplacerSession(base, jeton, now, { territoire: qui.territoire.code, habilitationId })
    if (!nouveau) throw sessionFermee()
    poserSession(nouveau, DUREE_SESSION_SECONDES)
    return lireSession(base, nouveau, now)
  },
)

export async function lireSession(base: Base, jeton: string | null, now: string, absent = false): Promise<Session> {
  const porteur = jeton ? await lirePorteur(base, jeton, now, absent) : null
  const compte = await sessionDuJeton(base, jeton, now)
  if (!porteur || !compte) throw sessionFermee(jeton)
  const { qui } = porteur
  const reste = resteAProuver(porteur)
  const ailleurs = await base.commun
    .selectFrom('acces as a')
    .innerJoin('territoire as t', 't.code', 'a.territoire')
    .select(['t.code', 't.nom'])
    .where('a.identiteId', '=', compte.identiteId)
    .where('a.territoire', '<>', qui.territoire.code)
    .orderBy('t.nom')
    .execute()
  const habilitations = await base
    .territoire(qui.territoire.code)
    .selectFrom('habilitation as h')
    .leftJoin('structure as s', 's.id', 'h.structureId')
    .leftJoin('equipe as e', 'e.id', 'h.equipeId')
    .leftJoin('antenne as an', 'an.id', 'e.antenneId')
    .select(['h.id', 'h.role', 'h.structureId', 's.nom as structure', 'e.nom as equipe', 'an.adresse as lieu'])
    .where('h.agentId', '=', qui.agent.id)
    .where(habilitationEnCours(jourDe(now, base.fuseau(qui.territoire.code))))
    .orderBy('h.role')
    .execute()
  const role = qui.agent.role as Role
  const choisie = habilitations.find(h => h.role === role && h.structureId === qui.agent.structureId)
  return {
    agent: {
      id: qui.agent.id,
      nom: qui.agent.nom,
      role,
      roleLibelle: ROLES[role].libelle,
      structure: choisie?.structure ?? null,
      equipe: choisie?.equipe ?? null,
      lieu: choisie?.lieu ?? null,
    },
    territoire: { ...qui.territoire, fuseau: base.fuseau(qui.territoire.code) },
    droits: [...ROLES[role].permissions],
    // The accounts of a demo are everybody's: nobody is invited to lock one.
    connexionForte: reste === 'proposee' && qui.territoire.demo ? null : reste,
    habilitations: habilitations.map(h => ({
      id: h.id,
      libelle: [ROLES[h.role as Role].libelle, h.structure, h.equipe].filter(Boolean).join(', '),
      choisie: h.id === choisie?.id,
    })),
    ailleurs,
    brouillons: clesDe(qui.territoire.code, 'brouillon', qui.agent.id),
  }
}

/** `jeton`: of a browser that had a session: it ended, by the hours or by somebody. */
export function sessionFermee(jeton: string | null = null): Refusal {
  return new Refusal(
    'unauthenticated',
    jeton === null ? 'non-connecte' : 'session-finie',
    'Votre session est fermée. Connectez-vous de nouveau.',
  )
}
