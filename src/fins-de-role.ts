import { finDesSeconds } from './accompagnement/accompagnement.fin-de-role.ts'
import { rendreConfiees } from './echeance/echeance.fin-de-role.ts'
import { finDesCoInterventions } from './groupe-suivi/groupe-suivi.fin-de-role.ts'
import { exigerRendezVousTransmis } from './rendez-vous/rendez-vous.fin-de-role.ts'
import type { Context } from './socle/use-case.ts'

/**
 * What hangs on a role of an agent, one line per domain: when they hold no role that would keep it, it ends, each end told in the
 * file of the person; or the command is refused, where somebody must first take it over. Called once the roles of a command are
 * written; called again, it ends nothing more.
 */
export const FINS_DE_ROLE: readonly ((ctx: Context, agentId: string) => Promise<void>)[] = [
  finDesSeconds,
  finDesCoInterventions,
  rendreConfiees,
  exigerRendezVousTransmis,
]
