import { z } from 'zod'
import type { Faute } from '../socle/saisie/faute.ts'
import { dateLongue } from '../socle/ui/dates.ts'
import { NOMS_ROLES, ROLE_D_EQUIPE, ROLES, type Role, traits } from './roles.ts'

/**
 * A role to open: at one structure where the role needs it, in one of its teams or in none, on some communes (INSEE codes; null is
 * the whole territory).
 */
export const DemandeHabilitation = z.object({
  id: z.uuid(),
  // Not `Role`: the shell of the screens holds that file, and would load Zod with it.
  role: z.enum(NOMS_ROLES, { error: 'Choisissez un rôle.' }),
  structureId: z.uuid().nullable().default(null),
  equipeId: z.uuid().nullable().default(null),
  secteur: z
    .array(z.string().regex(/^[0-9AB]{5}$/, { error: 'Donnez des codes INSEE de commune.' }))
    .min(1, { error: 'Choisissez au moins une commune, ou tout le territoire.' })
    .max(1000)
    .nullable()
    .default(null),
  plafond: z
    .number()
    .int()
    .min(1, { error: 'Le plafond est d’au moins une personne.' })
    .max(1000)
    .nullable()
    .default(null),
})
export type DemandeHabilitation = z.infer<typeof DemandeHabilitation>

/** What a role needs beside its own fields: the structure where it is held. Said of answers right by themselves. */
export function fautesHabilitation({ role, structureId }: Partial<DemandeHabilitation>): Faute[] {
  if (!role || !ROLES[role].structure || structureId !== null) return []
  return [
    {
      champ: 'structureId',
      message: `Le rôle « ${ROLES[role].libelle} » s’exerce dans une structure. Choisissez-la.`,
    },
  ]
}

/** Who follows persons is in a team, who leads a portfolio leads one; without it, the whole structure. */
export const equipeUtile = (role: Role): boolean => ROLES[role].portefeuille !== null

/** Only who has a portfolio of their own has a cap (rule A2). */
export const plafondUtile = (role: Role): boolean => ROLES[role].portefeuille === 'le-sien'

/** Persons who have an agent for référent keep them in their role (rule A1). */
export const direSuivisATransmettre = (n: number): string =>
  `${n === 1 ? 'Une personne a' : `${n} personnes ont`} encore cet agent pour référent. Demandez au responsable d’équipe de transmettre ${n === 1 ? 'son' : 'leur'} suivi, puis recommencez.`

/** Appointments to come with who wouldn't receive anybody any more. `premier`: day of the first one, YYYY-MM-DD. */
export function direRendezVousATransmettre(n: number, premier: string): string {
  const combien = n === 1 ? 'Un rendez-vous est encore à venir' : `${n} rendez-vous sont encore à venir`
  const geste =
    n === 1 ? 'de le donner à un autre agent ou de l’annuler' : 'de les donner à un autre agent ou de les annuler'
  return `${combien} avec cet agent, le premier le ${dateLongue(premier)} : on viendrait pour rien. Demandez au chargé d’orientation ou au responsable d’équipe ${geste}, puis recommencez.`
}

export const DERNIER_ADMINISTRATEUR =
  'C’est le dernier administrateur du territoire : plus personne ne pourrait gérer les comptes. Nommez-en un autre, puis recommencez.'

type RoleTenu = { id: string; role: Role; structureId: string | null; suivis: number }
type Tenant = {
  id: string
  aCompleter: boolean
  compte: string
  suivis: number
  rendezVous: number
  /** Day of the first appointment to come. */
  premierRendezVous: string | null
  habilitations: RoleTenu[]
}

const peut = (role: Role, permission: 'territoire.administrer' | 'rendez-vous.gerer') =>
  ROLES[role].permissions.includes(permission)

/** Persons and appointments that keep this role (`perdu`), or with null the whole account, which is closed whatever appointments wait. */
function aTransmettre(agent: Tenant, perdu: RoleTenu | null): { suivis: number; premier: string | null } {
  if (perdu === null) return { suivis: agent.suivis, premier: null }
  const recoit = agent.habilitations.some(h => h.id !== perdu.id && peut(h.role, 'rendez-vous.gerer'))
  return {
    suivis: traits(perdu.role)?.portefeuille === 'le-sien' ? perdu.suivis : 0,
    premier: recoit ? null : agent.premierRendezVous,
  }
}

/**
 * Why this role (`perdu`), or with null the whole account, can't be taken back yet, a sentence each: said before anybody tries, in the
 * words of the refusal. `tous`: the agents of the territory, this one among them.
 */
export function ceQuiRetient(tous: readonly Tenant[], agent: Tenant, perdu: RoleTenu | null): string[] {
  const perdus = perdu ? [perdu] : agent.habilitations
  const ids = new Set(perdus.map(h => h.id))
  const { suivis, premier } = aTransmettre(agent, perdu)
  const administre = perdus.some(h => peut(h.role, 'territoire.administrer'))
  const administrateurs = tous
    .filter(a => a.compte === 'ouvert')
    .flatMap(a => a.habilitations)
    .filter(h => peut(h.role, 'territoire.administrer') && !ids.has(h.id))
  return [
    ...(suivis > 0 ? [direSuivisATransmettre(suivis)] : []),
    ...(premier ? [direRendezVousATransmettre(agent.rendezVous, premier)] : []),
    ...(administre && administrateurs.length === 0 ? [DERNIER_ADMINISTRATEUR] : []),
  ]
}

/**
 * Who may hand over the persons or the appointments that keep this role, or the account: who leads a team where the agent holds it,
 * for an account where persons are followed. Nobody when something else keeps it.
 */
export function quiTransmet<A extends Tenant>(tous: readonly A[], agent: Tenant, perdu: RoleTenu | null): A[] {
  const { suivis, premier } = aTransmettre(agent, perdu)
  if (suivis === 0 && premier === null) return []
  const tenus = perdu ? [perdu] : agent.habilitations.filter(h => h.suivis > 0)
  const lieux = new Set(tenus.flatMap(h => h.structureId ?? []))
  return tous.filter(
    a =>
      !a.aCompleter &&
      a.habilitations.some(h => h.role === ROLE_D_EQUIPE && h.structureId !== null && lieux.has(h.structureId)),
  )
}
