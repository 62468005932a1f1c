import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_AGENT = {
  'acces.ancien-referent-jours': {
    libelle: 'Lecture laissée à l’ancien référent',
    aide: 'Après la fin de son suivi, il lit encore le dossier tel qu’il l’a laissé, sans pouvoir y écrire. À zéro, il ne lit plus rien.',
    unite: 'jours',
    defaut: 30,
    min: 0,
    max: 90,
    source: 'Usage : le temps de passer le relais',
  },
} as const satisfies Record<string, DefinitionParametre>
