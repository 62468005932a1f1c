import type { Acteur } from '../socle/acteur.ts'
import type { Permission } from './permissions.ts'
import { traits } from './roles.ts'

/** What a key may open to the software of a partner: `client_api.droits` says which, by kind of file (`import.deposer:dsp`). */
const LOGICIEL: readonly Permission[] = ['import.deposer']

/**
 * May this actor do this? 'connecte' is any agent; an unknown permission is refused. A permission may be asked for one kind only:
 * a role has it for all, a key for those it was given.
 */
export function autorise(
  { genre, role, droits }: Pick<Acteur, 'genre' | 'role' | 'droits'>,
  permission: string,
): boolean {
  if (genre === 'systeme') return true
  const [cle = '', sorte] = permission.split(':')
  if (genre === 'logiciel')
    return (
      LOGICIEL.some(p => p === cle) &&
      (droits ?? []).some(droit => (sorte ? droit === permission : droit.startsWith(`${cle}:`)))
    )
  if (genre !== 'agent') return false
  return permission === 'connecte' || traits(role)?.permissions.some(p => p === cle) === true
}
