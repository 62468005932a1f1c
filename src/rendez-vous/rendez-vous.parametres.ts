import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_RENDEZ_VOUS = {
  'convocation.delai-jours': {
    libelle: 'Délai de convocation',
    aide: 'Premier rendez-vous après la réception du flux.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 60,
    source: 'Accompagnement rénové, Nord 2023, article 1',
  },
} as const satisfies Record<string, DefinitionParametre>
