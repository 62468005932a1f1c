import type { Adaptateur } from './adaptateur.ts'
import { beneficiaires } from './cnaf/beneficiaires.ts'
import { adaptateurCreances } from './cnaf/creances/adaptateur-creances.ts'
import { adaptateurFinancier } from './cnaf/financier/adaptateur-financier.ts'
import { adaptateurDsp, adaptateurInstruction } from './cnaf/instruction/adaptateur-instruction.ts'
import { adaptateurPecg } from './france-travail/adaptateur-pecg.ts'
import { adaptateurPrincipal } from './france-travail/adaptateur-principal.ts'
import { ADAPTATEURS_LISTES } from './tableur/adaptateurs-listes.ts'

/** Every kind of file that can be applied, one line each: at most one of them recognises a file. */
export const ADAPTATEURS: readonly Adaptateur[] = [
  beneficiaires,
  adaptateurInstruction,
  adaptateurDsp,
  adaptateurCreances,
  adaptateurFinancier,
  adaptateurPecg,
  adaptateurPrincipal,
  ...ADAPTATEURS_LISTES,
]
