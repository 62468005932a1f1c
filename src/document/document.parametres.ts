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
  'document.depots-par-deposant': {
    libelle: 'Documents en attente, par déposant',
    aide: 'Documents annoncés et pas encore arrivés, ou pas encore examinés, qu’un agent peut avoir à la fois. Au-delà, il attend que les siens le soient.',
    unite: 'documents',
    defaut: 100,
    min: 10,
    max: 1000,
    source: 'Choix de Filrouge : un compte volé ne remplit pas le serveur',
  },
  'document.depots-par-territoire': {
    libelle: 'Documents en attente, pour tout le territoire',
    aide: 'Au-delà, plus aucun document n’est pris tant que d’autres attendent d’arriver ou d’être examinés.',
    unite: 'documents',
    defaut: 2000,
    min: 100,
    max: 20_000,
    source: 'Choix de Filrouge : un compte volé ne remplit pas le serveur',
  },
} as const satisfies Record<string, DefinitionParametre>
