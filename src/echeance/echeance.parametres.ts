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
} as const satisfies Record<string, DefinitionParametre>
