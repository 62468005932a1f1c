import { PARAMETRES_ACCOMPAGNEMENT } from './accompagnement/accompagnement.parametres.ts'
import { CHOIX_AGENT, PARAMETRES_AGENT } from './agent/agent.parametres.ts'
import { PARAMETRES_AUDIT } from './audit/audit.parametres.ts'
import { PARAMETRES_AVIS } from './avis/avis.parametres.ts'
import { PARAMETRES_DIAGNOSTIC } from './diagnostic/diagnostic.parametres.ts'
import { PARAMETRES_DOCUMENT } from './document/document.parametres.ts'
import { CHOIX_DROIT, PARAMETRES_DROIT } from './droit/droit.parametres.ts'
import { PARAMETRES_ECHEANCE } from './echeance/echeance.parametres.ts'
import { PARAMETRES_EXPLOITATION } from './exploitation/exploitation.parametres.ts'
import { PARAMETRES_IMPORT } from './import/import.parametres.ts'
import { PARAMETRES_PERSONNE } from './personne/personne.parametres.ts'
import { PARAMETRES_PILOTAGE } from './pilotage/pilotage.parametres.ts'
import { PARAMETRES_PROTECTION } from './protection/protection.parametres.ts'
import { CHOIX_RENDEZ_VOUS, PARAMETRES_RENDEZ_VOUS } from './rendez-vous/rendez-vous.parametres.ts'
import { PARAMETRES_TERRITOIRE } from './territoire/territoire.parametres.ts'

/**
 * The numbers of the rules that a territory may change from a date of effect on, in the order the screen shows them: one line per
 * domain. What is the same for all stays a constant beside its rule.
 */
export const PARAMETRES = {
  ...PARAMETRES_DROIT,
  ...PARAMETRES_RENDEZ_VOUS,
  ...PARAMETRES_ACCOMPAGNEMENT,
  ...PARAMETRES_ECHEANCE,
  ...PARAMETRES_AVIS,
  ...PARAMETRES_AGENT,
  ...PARAMETRES_DIAGNOSTIC,
  ...PARAMETRES_PERSONNE,
  ...PARAMETRES_IMPORT,
  ...PARAMETRES_PROTECTION,
  ...PARAMETRES_DOCUMENT,
  ...PARAMETRES_PILOTAGE,
  ...PARAMETRES_AUDIT,
  ...PARAMETRES_TERRITOIRE,
  ...PARAMETRES_EXPLOITATION,
}

/** Every rule chosen among several. */
export const CHOIX = {
  ...CHOIX_DROIT,
  ...CHOIX_RENDEZ_VOUS,
  ...CHOIX_AGENT,
}
