import * as accompagnement from './accompagnement/accompagnement.recits.ts'
import * as contactPris from './accompagnement/contact-pris.recits.ts'
import * as agent from './agent/agent.recits.ts'
import * as habitude from './agent/habitude/habitude.recits.ts'
import * as ouverture from './agent/habitude/ouverture.recits.ts'
import * as audit from './audit/audit.recits.ts'
import * as cloture from './cloture/cloture.recits.ts'
import * as courrier from './courrier/courrier.recits.ts'
import * as diagnostic from './diagnostic/diagnostic.recits.ts'
import * as document from './document/document.recits.ts'
import * as droit from './droit/droit.recits.ts'
import * as echeance from './echeance/echeance.recits.ts'
import * as exploitation from './exploitation/exploitation.recits.ts'
import * as groupeSuivi from './groupe-suivi/groupe-suivi.recits.ts'
import * as imports from './import/import.recits.ts'
import * as offre from './offre/offre.recits.ts'
import * as orientation from './orientation/orientation.recits.ts'
import * as partenaire from './partenaire/partenaire.recits.ts'
import * as archive from './personne/archive.recits.ts'
import * as personne from './personne/personne.recits.ts'
import * as precaution from './precaution/precaution.recits.ts'
import * as protection from './protection/protection.recits.ts'
import * as rendezVous from './rendez-vous/rendez-vous.recits.ts'
import type { Recit } from './socle/recit.ts'
import * as socle from './socle/socle.recits.ts'
import * as territoire from './territoire/territoire.recits.ts'
import * as travaux from './travaux/travaux.recits.ts'

const recitsDe = (...domaines: object[]) => domaines.flatMap(domaine => Object.values(domaine) as Recit[])

/**
 * What happens to persons, one line per domain: each in the family by which their timeline is filtered. Of `parcours`, `contacts` and
 * `ecrits` the day's list also supposes that they change the day of nobody but whom they tell of (orientation/aujourdhui.queries.ts).
 */
export const FAMILLES = {
  parcours: { libelle: 'Parcours', recits: recitsDe(orientation, accompagnement, cloture, diagnostic, groupeSuivi) },
  contacts: { libelle: 'Rendez-vous et contacts', recits: recitsDe(rendezVous, contactPris, echeance) },
  droits: { libelle: 'Droits et fichiers reçus', recits: recitsDe(droit, imports) },
  identite: {
    libelle: 'Identité et coordonnées',
    recits: recitsDe(personne, precaution, archive, protection, ouverture),
  },
  ecrits: { libelle: 'Lettres et documents', recits: recitsDe(courrier, document) },
} as const

/** Every kind of event: what is written without being here can't be told. */
export const RECITS: readonly Recit[] = [
  ...Object.values(FAMILLES).flatMap(famille => famille.recits),
  ...recitsDe(agent, habitude, audit, offre, partenaire, socle, territoire, travaux, exploitation),
]
