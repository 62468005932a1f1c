import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_ACCOMPAGNEMENT = {
  'portefeuille.plafond': {
    libelle: 'Personnes par référent',
    aide: 'Le plafond propre à un agent ou à une structure l’emporte.',
    unite: 'personnes',
    defaut: 50,
    min: 1,
    max: 500,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
} as const satisfies Record<string, DefinitionParametre>
