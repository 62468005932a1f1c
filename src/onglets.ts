import { onglet } from './dossier/pages/onglet.ts'

/** The tabs of a person's file, one line each, in their order. */
export const ONGLETS = [
  onglet('fil', 'Fil', () => import('./dossier/pages/OngletFil.tsx'), 'OngletFil'),
  onglet('situation', 'Situation', () => import('./dossier/pages/OngletSituation.tsx'), 'OngletSituation'),
  onglet('droits', 'Droits', () => import('./droit/pages/OngletDroits.tsx'), 'OngletDroits'),
  onglet('parcours', 'Parcours', () => import('./orientation/pages/OngletParcours.tsx'), 'OngletParcours'),
  onglet('rendez-vous', 'Rendez-vous', () => import('./rendez-vous/pages/OngletRendezVous.tsx'), 'OngletRendezVous'),
  onglet('documents', 'Documents', () => import('./document/pages/OngletDocuments.tsx'), 'OngletDocuments'),
  onglet('lectures', 'Lectures', () => import('./audit/pages/OngletLectures.tsx'), 'OngletLectures', {
    imprime: false,
  }),
] as const
