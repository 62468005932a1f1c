import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_ECHEANCE = {
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
