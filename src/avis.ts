import { AVIS_ACCOMPAGNEMENT } from './accompagnement/accompagnement.avis.ts'
import { AVIS_HABITUDE } from './agent/habitude/habitude.avis.ts'
import { AVIS_AGENT } from './agent/session/compte.avis.ts'
import { AVIS_AUDIT } from './audit/alertes/alertes.avis.ts'
import { AVIS_CLOTURE } from './cloture/cloture.avis.ts'
import { AVIS_DOCUMENT } from './document/document.avis.ts'
import { AVIS_ECHEANCE } from './echeance/echeance.avis.ts'
import { AVIS_EXPLOITATION } from './exploitation/exploitation.avis.ts'
import { AVIS_GROUPE_SUIVI } from './groupe-suivi/groupe-suivi.avis.ts'
import { AVIS_IMPORT } from './import/import.avis.ts'
import { AVIS_ORIENTATION } from './orientation/orientation.avis.ts'
import { AVIS_RENDEZ_VOUS } from './rendez-vous/rendez-vous.avis.ts'
import type { Avis } from './socle/recit.ts'
import { AVIS_TERRITOIRE } from './territoire/territoire.avis.ts'
import { AVIS_TRAVAUX } from './travaux/travaux.avis.ts'

/** Of what an agent is told, one line per domain. */
export const AVIS: readonly Avis[] = [
  ...AVIS_ACCOMPAGNEMENT,
  ...AVIS_ORIENTATION,
  ...AVIS_CLOTURE,
  ...AVIS_GROUPE_SUIVI,
  ...AVIS_RENDEZ_VOUS,
  ...AVIS_DOCUMENT,
  ...AVIS_ECHEANCE,
  ...AVIS_IMPORT,
  ...AVIS_AGENT,
  ...AVIS_TERRITOIRE,
  ...AVIS_TRAVAUX,
  ...AVIS_EXPLOITATION,
  ...AVIS_AUDIT,
  ...AVIS_HABITUDE,
]
