import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_ECHEANCE = {
  'echeance.rappel-jours': {
    libelle: 'Rappel avant une échéance',
    aide: 'Qui doit la tenir reçoit un avis, une fois, ce nombre de jours avant son terme.',
    unite: 'jours',
    defaut: 3,
    min: 0,
    max: 30,
    source: 'Choix du territoire',
  },
  'echeance.retard-jours': {
    libelle: 'Retard signalé au responsable',
    aide: 'Passé ce nombre de jours après le terme, le responsable de l’équipe reçoit un avis, une fois.',
    unite: 'jours',
    defaut: 7,
    min: 1,
    max: 90,
    source: 'Choix du territoire',
  },
  'echeance.report-jours': {
    libelle: 'Report d’une échéance',
    aide: 'Au plus, pour remettre à plus tard ce qui est à faire. Le délai, lui, continue de courir.',
    unite: 'jours',
    defaut: 14,
    min: 1,
    max: 60,
    source: 'Choix du territoire',
  },
} as const satisfies Record<string, DefinitionParametre>
