import { LIENS_ACCOMPAGNEMENT } from './accompagnement/accompagnement.liens.ts'
import { LIENS_HABITUDE } from './agent/habitude/habitude.liens.ts'
import { LIENS_AVIS } from './avis/avis.liens.ts'
import { LIENS_CLOTURE } from './cloture/cloture.liens.ts'
import { LIENS_COURRIER } from './courrier/courrier.liens.ts'
import { LIENS_DIAGNOSTIC } from './diagnostic/diagnostic.liens.ts'
import { LIENS_DOCUMENT } from './document/document.liens.ts'
import { LIENS_DROIT } from './droit/droit.liens.ts'
import { LIENS_INSTRUCTION } from './echanges/cnaf/instruction/instruction.liens.ts'
import { LIENS_ECHEANCE } from './echeance/echeance.liens.ts'
import { LIENS_GROUPE_SUIVI } from './groupe-suivi/groupe-suivi.liens.ts'
import { LIENS_IMPORT } from './import/import.liens.ts'
import { LIENS_ORIENTATION } from './orientation/orientation.liens.ts'
import { LIENS_PERSONNE } from './personne/personne.liens.ts'
import { LIENS_PRECAUTION } from './precaution/precaution.liens.ts'
import { LIENS_RENDEZ_VOUS } from './rendez-vous/rendez-vous.liens.ts'
import type { Lien } from './socle/lien.ts'
import { LIENS_SOCLE } from './socle/socle.liens.ts'

/** Every table that leads to a person or a household, one line per domain; a table comes after those it refers to. */
export const LIENS: readonly Lien[] = [
  ...LIENS_PERSONNE,
  ...LIENS_PRECAUTION,
  ...LIENS_DROIT,
  ...LIENS_RENDEZ_VOUS,
  ...LIENS_DIAGNOSTIC,
  ...LIENS_ORIENTATION,
  ...LIENS_ACCOMPAGNEMENT,
  ...LIENS_GROUPE_SUIVI,
  ...LIENS_CLOTURE,
  ...LIENS_COURRIER,
  ...LIENS_DOCUMENT,
  ...LIENS_ECHEANCE,
  ...LIENS_INSTRUCTION,
  ...LIENS_IMPORT,
  ...LIENS_SOCLE,
  ...LIENS_HABITUDE,
  ...LIENS_AVIS,
]
