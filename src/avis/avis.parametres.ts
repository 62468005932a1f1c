import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_AVIS = {
  'avis.conservation-jours': {
    libelle: 'Durée de conservation des avis',
    aide: 'Passé ce délai, un avis s’efface, lu ou non. Ce qu’il disait reste dans le dossier.',
    unite: 'jours',
    defaut: 90,
    min: 7,
    max: 365,
    source: 'RGPD art. 5, durée limitée\u00a0: un avis ne sert que quelques semaines',
  },
} as const satisfies Record<string, DefinitionParametre>
