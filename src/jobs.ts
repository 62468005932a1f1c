import { envoyerActivation } from './agent/compte/envoyer-activation.job.ts'
import { envoyerChangement } from './agent/compte/envoyer-changement.job.ts'
import { envoyerOublis } from './agent/compte/envoyer-oublis.job.ts'
import { purgerLesSessions } from './agent/session/purger-sessions.job.ts'
import { alerterLectures } from './audit/alertes/alerter-lectures.job.ts'
import { purgerAvis } from './avis/purger-avis.job.ts'
import { examinerDocuments } from './document/examen/examiner-documents.job.ts'
import { rangerDocuments } from './document/ranger-documents.job.ts'
import { accorderEcheances } from './echeance/accorder-echeances.job.ts'
import { rappelerEcheances } from './echeance/rappeler-echeances.job.ts'
import { prevenirPanne } from './exploitation/prevenir-panne.job.ts'
import { prevenirAlerte } from './import/calendrier/prevenir-alerte.job.ts'
import { verifierFlux } from './import/calendrier/verifier-flux.job.ts'
import { surveillerDepots } from './import/depot/surveiller-depots.job.ts'
import { accorderDecides } from './import/differences/accorder-decides.job.ts'
import { purgerImports } from './import/purger-imports.job.ts'
import { appliquerImports } from './import/traiter-imports.job.ts'
import { conserver } from './protection/conserver.job.ts'
import { balayerFichiers } from './socle/fichier/balayer-fichiers.job.ts'
import type { Job } from './socle/job.ts'
import { nommerCommunes } from './territoire/nommer-communes.job.ts'
import { signalerEchecs } from './travaux/signaler-echecs.job.ts'

/** Every background job, one line each. */
export const JOBS = [
  appliquerImports,
  accorderDecides,
  surveillerDepots,
  verifierFlux,
  prevenirAlerte,
  purgerImports,
  accorderEcheances,
  conserver,
  purgerLesSessions,
  envoyerActivation,
  envoyerChangement,
  envoyerOublis,
  balayerFichiers,
  examinerDocuments,
  rangerDocuments,
  rappelerEcheances,
  purgerAvis,
  nommerCommunes,
  signalerEchecs,
  prevenirPanne,
  alerterLectures,
] as unknown as readonly Job[]
