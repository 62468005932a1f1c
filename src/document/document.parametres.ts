import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_DOCUMENT = {
  'conservation.documents-annees': {
    libelle: 'Conservation des documents',
    aide: 'Après ce délai, un document déposé est effacé même si le dossier vit encore. Il part plus tôt avec le dossier.',
    unite: 'ans',
    defaut: 3,
    min: 1,
    max: 10,
    source:
      'RGPD, article 5 : les données ne sont pas gardées plus longtemps qu’il ne faut (limitation de la conservation)',
  },
  'document.sensibles-mois': {
    libelle: 'Conservation des pièces d’identité, de ressources et de santé',
    aide: 'Après ce délai, ces documents sont effacés : le fait est noté au dossier, la copie ne sert plus.',
    unite: 'mois',
    defaut: 6,
    min: 1,
    max: 24,
    source: 'CNIL : une copie de pièce justificative n’est gardée que le temps de vérifier ce qu’elle prouve',
  },
  'document.retires-jours': {
    libelle: 'Délai pour remettre un document retiré',
    aide: 'Un document retiré ne s’ouvre plus. Pendant ce délai il peut être remis ; ensuite il est effacé.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 90,
    source: 'Choix du logiciel : le temps de s’apercevoir d’une erreur',
  },
} as const satisfies Record<string, DefinitionParametre>
