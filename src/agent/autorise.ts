import type { Acteur } from '../socle/acteur.ts'
import { traits } from './roles.ts'

/** What the software of a partner may do with its key (`client_api.droits`). */
const LOGICIEL: readonly string[] = ['import.deposer']

/** May this actor do this? 'connecte' is any agent; an unknown permission is refused. */
export function autorise(
  { genre, role, droits }: Pick<Acteur, 'genre' | 'role' | 'droits'>,
  permission: string,
): boolean {
  if (genre === 'systeme') return true
  if (genre === 'logiciel') return LOGICIEL.includes(permission) && droits?.includes(permission) === true
  if (genre !== 'agent') return false
  return permission === 'connecte' || traits(role)?.permissions.some(p => p === permission) === true
}
