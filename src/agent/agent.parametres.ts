import type { DefinitionChoix, DefinitionParametre } from '../territoire/definition-parametre.ts'

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

export const CHOIX_AGENT = {
  'acces.connexion-forte': {
    libelle: 'Connexion forte',
    aide: 'Une preuve de plus que le mot de passe : un code sur le téléphone ou une clé d’accès. Elle concerne les rôles qui voient le numéro de sécurité sociale, exportent des listes ou administrent.',
    defaut: 'proposee',
    source: 'CNIL, recommandation sur l’authentification multifacteur, 2025',
    options: [
      {
        valeur: 'non',
        libelle: 'Libre',
        phrase: 'Chacun peut l’ajouter dans « Mon compte ». Rien ne le rappelle.',
        source: 'Usage',
      },
      {
        valeur: 'proposee',
        libelle: 'Proposée',
        phrase: 'Ces rôles sont invités à l’ajouter, sur chaque écran, jusqu’à ce qu’ils répondent.',
        source: 'Usage : le temps de s’équiper',
      },
      {
        valeur: 'exigee',
        libelle: 'Exigée',
        phrase: 'Ces rôles ne voient rien avant de l’avoir ajoutée. Prévenez-les avant la date d’effet.',
        source: 'CNIL, recommandation sur l’authentification multifacteur, 2025',
      },
    ],
  },
} as const satisfies Record<string, DefinitionChoix>
