import * as accompagnement from './accompagnement/accompagnement.recits.ts'
import * as agent from './agent/agent.recits.ts'
import * as audit from './audit/audit.recits.ts'
import * as cloture from './cloture/cloture.recits.ts'
import * as courrier from './courrier/courrier.recits.ts'
import * as diagnostic from './diagnostic/diagnostic.recits.ts'
import * as document from './document/document.recits.ts'
import * as droit from './droit/droit.recits.ts'
import * as echeance from './echeance/echeance.recits.ts'
import * as groupeSuivi from './groupe-suivi/groupe-suivi.recits.ts'
import * as imports from './import/import.recits.ts'
import * as offre from './offre/offre.recits.ts'
import * as orientation from './orientation/orientation.recits.ts'
import * as partenaire from './partenaire/partenaire.recits.ts'
import * as archive from './personne/archive.recits.ts'
import * as personne from './personne/personne.recits.ts'
import * as protection from './protection/protection.recits.ts'
import * as rendezVous from './rendez-vous/rendez-vous.recits.ts'
import type { Recit } from './socle/recit.ts'
import * as socle from './socle/socle.recits.ts'
import * as territoire from './territoire/territoire.recits.ts'
import * as travaux from './travaux/travaux.recits.ts'

/** Every kind of event, one line per domain: what is written without being here can't be told. */
export const RECITS: readonly Recit[] = [
  accompagnement,
  agent,
  audit,
  cloture,
  courrier,
  document,
  diagnostic,
  droit,
  echeance,
  groupeSuivi,
  imports,
  offre,
  orientation,
  partenaire,
  personne,
  archive,
  protection,
  travaux,
  rendezVous,
  socle,
  territoire,
].flatMap(domaine => Object.values(domaine) as Recit[])
