import { JOUR_ACCOMPAGNEMENT } from './accompagnement/pages/accompagnement.jour.ts'
import { JOUR_HABITUDE } from './agent/habitude/pages/habitude.jour.ts'
import { JOUR_AGENT } from './agent/pages/agent.jour.ts'
import { JOUR_AUDIT } from './audit/pages/audit.jour.ts'
import { JOUR_DOUTES } from './echanges/doutes/pages/doutes.jour.ts'
import { JOUR_ECHEANCE } from './echeance/pages/echeance.jour.ts'
import { JOUR_GROUPE_SUIVI } from './groupe-suivi/pages/groupe-suivi.jour.ts'
import { JOUR_IMPORT } from './import/pages/import.jour.ts'
import type { Bloc } from './jour/pages/bloc.ts'
import { JOUR_OFFRE } from './offre/pages/offre.jour.ts'
import { JOUR_ORIENTATION } from './orientation/pages/orientation.jour.ts'
import { JOUR_PILOTAGE } from './pilotage/pages/pilotage.jour.ts'
import { JOUR_RENDEZ_VOUS } from './rendez-vous/pages/rendez-vous.jour.ts'
import { JOUR_TRAVAUX } from './travaux/pages/travaux.jour.ts'

/** The lists of the page « Aujourd’hui », one line per domain; which role sees which, in what order, is in its table (`jour`). */
export const BLOCS: readonly Bloc[] = [
  ...JOUR_ORIENTATION,
  ...JOUR_RENDEZ_VOUS,
  ...JOUR_ECHEANCE,
  ...JOUR_ACCOMPAGNEMENT,
  ...JOUR_GROUPE_SUIVI,
  ...JOUR_PILOTAGE,
  ...JOUR_IMPORT,
  ...JOUR_DOUTES,
  ...JOUR_TRAVAUX,
  ...JOUR_OFFRE,
  ...JOUR_AGENT,
  ...JOUR_HABITUDE,
  ...JOUR_AUDIT,
]
