import type { DefinitionChoix, DefinitionParametre } from '../territoire/definition-parametre.ts'

const SOURCE_RAISON = 'CNIL, accès aux dossiers sensibles : ouverture motivée (« bris de glace »)'

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
  'acces.inactivite-minutes': {
    libelle: 'Session sans activité : fermée après',
    aide: 'Sans geste à la souris ni au clavier, à cinq minutes près. Les brouillons restent. Dix heures au plus dans tous les cas.',
    unite: 'minutes',
    defaut: 60,
    min: 15,
    max: 600,
    source: 'NIST SP 800-63B-4, AAL2 : une heure au plus, le temps d’un entretien',
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
  'acces.raison-jours': {
    libelle: 'Raison dite : combien de temps elle ouvre le dossier',
    aide: 'Après ce temps, qui rouvre le dossier d’une personne qui n’est pas des siennes dit de nouveau pourquoi.',
    unite: 'jours',
    defaut: 7,
    min: 1,
    max: 90,
    source: SOURCE_RAISON,
  },
  'acces.habitude-mois': {
    libelle: 'Personnes habituelles : actes comptés',
    aide: 'Une personne pour qui un agent a agi depuis moins longtemps est des siennes : son dossier s’ouvre sans raison à dire.',
    unite: 'mois',
    defaut: 12,
    min: 1,
    max: 36,
    source: SOURCE_RAISON,
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
  'acces.raison': {
    libelle: 'Dossier hors des personnes habituelles',
    aide: 'Pour qui voit tout un territoire ou un secteur. Les raisons dites sont revues par le délégué à la protection des données.',
    defaut: 'demandee',
    source: SOURCE_RAISON,
    options: [
      {
        valeur: 'demandee',
        libelle: 'Une raison est demandée',
        phrase: 'Le dossier s’ouvre une fois la raison choisie ; elle reste au fil du dossier.',
        source: SOURCE_RAISON,
      },
      {
        valeur: 'libre',
        libelle: 'Aucune raison n’est demandée',
        phrase: 'Le dossier s’ouvre aussitôt ; la lecture reste enregistrée.',
        source: 'Choix du territoire',
      },
    ],
  },
} as const satisfies Record<string, DefinitionChoix>
