import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

/** Rule O1. The first one keeps the name under which territories chose it, when heavy freins were counted apart. */
export const PARAMETRES_DIAGNOSTIC = {
  'orientation.freins-legers-max': {
    libelle: 'Freins compatibles avec l’équilibre',
    aide: 'Légers ou lourds. Au-delà de ce nombre de critères contraignants, la remobilisation est proposée.',
    unite: 'freins',
    defaut: 2,
    min: 1,
    max: 6,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
  'orientation.freins-lourds-max': {
    libelle: 'Freins lourds compatibles avec l’équilibre',
    aide: 'Au-delà de ce nombre de freins lourds, la remobilisation est proposée. Avec 0, un seul frein lourd suffit.',
    unite: 'freins',
    defaut: 1,
    min: 0,
    max: 6,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
} as const satisfies Record<string, DefinitionParametre>
