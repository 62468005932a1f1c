import type { Chiffrees } from './socle/auth/colonnes-chiffrees.ts'

/**
 * What is written by hand of a person, and where they live: encrypted at rest. Each has its constraint `<table>_<colonne>_fermee`
 * (migration 61): the base itself refuses it in clear.
 */
export const CHIFFREES: Chiffrees = {
  accompagnement: { closes: ['relais'] },
  accompagnementAnnule: { closes: ['annulationMotif'] },
  cloture: { closes: ['precision', 'rouverteMotif'] },
  diagnostic: { closes: ['synthese', 'notePrivee'] },
  document: { closes: ['titre'] },
  echeance: { closes: ['reporteeMotif'] },
  foyer: { scellees: ['complement', 'voie', 'lieuDit'] },
  importFoyer: { scellees: ['complement', 'voie', 'lieuDit'] },
  orientation: { closes: ['motif', 'reorientationPrecision'] },
  orientationAnnulee: { closes: ['motif', 'annulationMotif'] },
  ouverture: { closes: ['precision', 'revueMot', 'explication'] },
  precaution: {
    closes: [
      'domiciliationOrganisme',
      'domiciliationAdresse',
      'protecteurNom',
      'protecteurOrganisme',
      'protecteurAdresse',
      'protecteurTelephone',
      'protecteurCourriel',
    ],
  },
  priseDeContact: { closes: ['note'] },
  rendezVous: { closes: ['lieu'] },
}
