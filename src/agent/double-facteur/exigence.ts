import type { Permission } from '../permissions.ts'
import { traits } from '../roles.ts'

/** What a role may do that asks more than a password: to read a NIR (it is in the file), to take lists away, to administer. */
const SENSIBLE = (permission: Permission): boolean =>
  permission === 'dossier.lire' || permission === 'territoire.administrer' || permission.startsWith('export.')

export const roleSensible = (role: string | null): boolean => traits(role)?.permissions.some(SENSIBLE) === true
