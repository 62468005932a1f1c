import { jourDe } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { NOMS_ROLES, type Role } from '../roles.ts'

export type Place = { territoire: string; nom: string; habilitationId: string }

/** Where an account works today, by name of territory (in the one said), with its first role there. */
export async function placesDe(base: Base, identiteId: string, now: string, seul?: string): Promise<Place[]> {
  const acces = await base.commun
    .selectFrom('acces as a')
    .innerJoin('territoire as t', 't.code', 'a.territoire')
    .select(['a.territoire', 't.nom', 'a.agentId'])
    .where('a.identiteId', '=', identiteId)
    .$if(seul !== undefined, q => q.where('a.territoire', '=', seul ?? ''))
    .orderBy('t.nom')
    .execute()
  const places = await Promise.all(
    acces.map(async ({ territoire, nom, agentId }) => {
      const habilitationId = await premierRole(base, { territoire, agentId }, now)
      return habilitationId ? [{ territoire, nom, habilitationId }] : []
    }),
  )
  return places.flat()
}

/** Where the access of an account was reset, and waits for the link: by name. */
export async function fermesDepuis(commun: Base['commun'], identiteId: string): Promise<string[]> {
  const fermes = await commun
    .selectFrom('lienCompte as l')
    .innerJoin('territoire as t', 't.code', 'l.territoire')
    .select('t.nom')
    .distinct()
    .where('l.identiteId', '=', identiteId)
    .where('l.reinitialise', '=', true)
    .where('l.fin', 'is', null)
    .orderBy('t.nom')
    .execute()
  return fermes.map(f => f.nom)
}

/** The role that an agent works with first, null without any today. */
export async function premierRole(
  base: Base,
  { territoire, agentId }: { territoire: string; agentId: string },
  now: string,
): Promise<string | null> {
  const roles = await base
    .territoire(territoire)
    .selectFrom('habilitation as h')
    .innerJoin('agent as a', 'a.id', 'h.agentId')
    .select(['h.id', 'h.role'])
    .where('h.agentId', '=', agentId)
    .where(habilitationEnCours(jourDe(now, base.fuseau(territoire))))
    .where('a.desactiveLe', 'is', null)
    .execute()
  const rang = (role: string) => NOMS_ROLES.indexOf(role as Role)
  return roles.sort((a, b) => rang(a.role) - rang(b.role))[0]?.id ?? null
}

export const sansHabilitation = (): Refusal =>
  new Refusal(
    'forbidden',
    'sans-habilitation',
    'Votre compte n’a plus d’habilitation. Demandez à l’administrateur de votre territoire.',
  )
