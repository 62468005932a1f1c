import { exporterPortefeuille } from './accompagnement/exporter-portefeuille.ts'
import { convocationPdf } from './accueil/convocation-pdf.ts'
import { exporterLectures } from './audit/exporter-lectures.ts'
import { courrierPdf } from './courrier/courrier-pdf.ts'
import { documentContenu } from './document/document-contenu.ts'
import { modeleListe } from './echanges/listes/modele-liste.ts'
import { refuseesImport } from './echanges/listes/refusees-import.ts'
import { anomaliesImport } from './import/anomalies-import.ts'
import { fichierImport } from './import/fichier-import.ts'
import { exporterAujourdhui } from './orientation/exporter-aujourdhui.ts'
import { exporterPersonnes } from './personne/recherche/exporter-personnes.ts'
import { exporterPersonnesIndicateur } from './pilotage/exporter-personnes-indicateur.ts'
import { exporterTableau } from './pilotage/exporter-tableau.ts'
import { porterDossierJson, porterDossierPdf } from './protection/porter-dossier.ts'
import type { RawRoute } from './socle/route.ts'

/** What is served as it is, PDF, JSON or table: one line each. */
export const DOCUMENTS = [
  courrierPdf,
  documentContenu,
  porterDossierJson,
  porterDossierPdf,
  convocationPdf,
  fichierImport,
  anomaliesImport,
  refuseesImport,
  modeleListe,
  exporterAujourdhui,
  exporterPortefeuille,
  exporterPersonnes,
  exporterPersonnesIndicateur,
  exporterTableau,
  exporterLectures,
] as unknown as readonly RawRoute[]
