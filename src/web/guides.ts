/** The pages of the guide that the help opens, by their address: the text is that of docs/guide, read when it is asked for. */
export const GUIDES = {
  aujourdhui: { titre: 'Aujourd’hui', lire: () => import('../../docs/guide/aujourdhui.md?raw') },
  dossier: { titre: 'Le dossier', lire: () => import('../../docs/guide/dossier.md?raw') },
  erreurs: { titre: 'Annuler une erreur, clore un dossier', lire: () => import('../../docs/guide/erreurs.md?raw') },
  doublons: { titre: 'La même personne', lire: () => import('../../docs/guide/doublons.md?raw') },
  accueil: { titre: 'L’accueil', lire: () => import('../../docs/guide/accueil.md?raw') },
  avis: { titre: 'Les avis', lire: () => import('../../docs/guide/avis.md?raw') },
  'connexion-forte': {
    titre: 'La connexion forte',
    lire: () => import('../../docs/guide/connexion-forte.md?raw'),
  },
  precautions: { titre: 'Les précautions', lire: () => import('../../docs/guide/precautions.md?raw') },
  documents: { titre: 'Les documents du dossier', lire: () => import('../../docs/guide/documents.md?raw') },
  equipes: { titre: 'Équipes et antennes', lire: () => import('../../docs/guide/equipes.md?raw') },
  saisir: { titre: 'Remplir un formulaire', lire: () => import('../../docs/guide/saisir.md?raw') },
  lectures: { titre: 'Qui a lu un dossier', lire: () => import('../../docs/guide/lectures.md?raw') },
  exports: { titre: 'Exporter une liste', lire: () => import('../../docs/guide/exports.md?raw') },
  conservation: { titre: 'Garder, archiver, effacer', lire: () => import('../../docs/guide/conservation.md?raw') },
} as const

export type Guide = keyof typeof GUIDES
