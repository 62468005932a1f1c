import * as accompagnement from './accompagnement/accompagnement.recits.ts'
import * as courrier from './courrier/courrier.recits.ts'
import * as diagnostic from './diagnostic/diagnostic.recits.ts'
import * as droit from './droit/droit.recits.ts'
import * as imports from './import/import.recits.ts'
import * as orientation from './orientation/orientation.recits.ts'
import * as personne from './personne/personne.recits.ts'
import * as rendezVous from './rendez-vous/rendez-vous.recits.ts'
import type { Recit } from './socle/recit.ts'

/** Every kind of event, one line per domain: what is written without being here can't be told. */
export const RECITS: readonly Recit[] = [
  accompagnement,
  courrier,
  diagnostic,
  droit,
  imports,
  orientation,
  personne,
  rendezVous,
].flatMap(domaine => Object.values(domaine) as Recit[])
