import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_AGENT = {
  'acces.ancien-referent-jours': {
    libelle: 'Lecture laissée à l’ancien référent',
    aide: 'Après la fin d’un suivi, l’ancien référent lit encore le dossier tel qu’à cette date, sans pouvoir y écrire. À zéro, plus rien ne se lit.',
    unite: 'jours',
    defaut: 30,
    min: 0,
    max: 90,
    source: 'Usage : le temps de passer le relais',
  },
} as const satisfies Record<string, DefinitionParametre>
