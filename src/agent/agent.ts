import { z } from 'zod'
import type { Acteur } from '../socle/acteur.ts'

/** Roles of professionals (domaine.md §1) that this version serves. */
export const ROLES = {
  'charge-orientation': 'Chargé d’orientation',
  referent: 'Référent unique',
  'responsable-equipe': 'Responsable d’équipe',
  pilote: 'Pilote',
  administrateur: 'Administrateur territorial',
} as const
export type Role = keyof typeof ROLES
export const Role = z.enum(Object.keys(ROLES) as [Role, ...Role[]])

/** What each role may do. Every use case names one of these keys. */
export const PERMISSIONS = {
  'entree.lire': ['charge-orientation', 'responsable-equipe'],
  'personne.chercher': ['charge-orientation', 'referent', 'responsable-equipe'],
  'dossier.lire': ['charge-orientation', 'referent', 'responsable-equipe'],
  'dossier.porter': ['charge-orientation', 'referent'],
  'contact.corriger': ['charge-orientation', 'referent', 'responsable-equipe'],
  'rendez-vous.gerer': ['charge-orientation', 'referent', 'responsable-equipe'],
  'diagnostic.etablir': ['charge-orientation', 'referent'],
  'orientation.decider': ['charge-orientation'],
  'portefeuille.lire': ['referent', 'responsable-equipe'],
  'referent.designer': ['charge-orientation', 'responsable-equipe'],
  'pilotage.lire': ['charge-orientation', 'responsable-equipe', 'pilote'],
  'definition.comparer': ['charge-orientation', 'responsable-equipe', 'pilote', 'administrateur'],
  'pilotage.nommer': ['charge-orientation', 'responsable-equipe'],
  'doublon.decider': ['charge-orientation'],
  'conflit.lire': ['charge-orientation'],
  'conflit.trancher': ['charge-orientation', 'referent', 'responsable-equipe'],
  'structure.lire': ['charge-orientation', 'referent', 'responsable-equipe', 'administrateur'],
  'import.deposer': ['administrateur', 'charge-orientation'],
  'import.gerer': ['administrateur', 'charge-orientation'],
  'import.comparer': ['charge-orientation'],
  'conservation.lire': ['administrateur'],
  'archive.ouvrir': ['administrateur'],
  'territoire.administrer': ['administrateur'],
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof PERMISSIONS

/** What the software of a partner may do with its key (`client_api.droits`). */
const LOGICIEL: readonly string[] = ['import.deposer']

type Droits = Pick<Acteur, 'genre' | 'role' | 'droits'>

/** May this actor do this? 'connecte' is any agent; an unknown permission is refused. */
export function autorise({ genre, role, droits }: Droits, permission: string): boolean {
  if (genre === 'systeme') return true
  if (genre === 'logiciel') return LOGICIEL.includes(permission) && droits?.includes(permission) === true
  if (permission === 'connecte') return true
  const roles: readonly string[] = permission in PERMISSIONS ? PERMISSIONS[permission as Permission] : []
  return role !== null && roles.includes(role)
}

export const Courriel = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.' }))
