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
  'compte.lien-heures': {
    libelle: 'Durée du lien qui ouvre un compte',
    aide: 'Un agent nouveau, ou dont vous réinitialisez l’accès, choisit lui-même son mot de passe par un lien qui sert une fois. Passé ce délai, il faut lui en faire un autre.',
    unite: 'heures',
    defaut: 24,
    min: 1,
    max: 168,
    source: 'Usage : un jour, le temps de lire son courriel',
  },
} as const satisfies Record<string, DefinitionParametre>
