import { beneficiaires } from './echanges/cnaf/beneficiaires/beneficiaires.ts'
import { adaptateurCreances } from './echanges/cnaf/creances/adaptateur-creances.ts'
import { adaptateurFinancier } from './echanges/cnaf/financier/adaptateur-financier.ts'
import { adaptateurDsp, adaptateurInstruction } from './echanges/cnaf/instruction/adaptateur-instruction.ts'
import { adaptateurPecg } from './echanges/france-travail/adaptateur-pecg.ts'
import { adaptateurPrincipal } from './echanges/france-travail/adaptateur-principal.ts'
import { ADAPTATEURS_LISTES } from './echanges/listes/adaptateurs-listes.ts'
import type { Adaptateur } from './import/adaptateur.ts'

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
