import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_DIAGNOSTIC = {
  'orientation.freins-legers-max': {
    libelle: 'Freins légers compatibles avec l’équilibre',
    aide: 'Au-delà de ce nombre de critères contraignants, la remobilisation est proposée.',
    unite: 'freins',
    defaut: 2,
    min: 1,
    max: 6,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
} as const satisfies Record<string, DefinitionParametre>
