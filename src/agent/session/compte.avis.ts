import { sql } from 'kysely'
import { avis } from '../../socle/recit.ts'
import { recitMotDePasseProvisoire, recitRoleDonne, recitRoleRetire } from '../agent.recits.ts'

const DU_COMPTE = {
  qui: ({ sujet }: { sujet: ReturnType<typeof sql<string>> }) => sql`select ${sujet}::uuid`,
  ou: '/mon-compte',
}

/** What an administrator does to one's account. */
export const AVIS_AGENT = [
  avis('role-donne', recitRoleDonne, DU_COMPTE),
  avis('role-retire', recitRoleRetire, DU_COMPTE),
  avis('mot-de-passe-provisoire', recitMotDePasseProvisoire, DU_COMPTE),
]
