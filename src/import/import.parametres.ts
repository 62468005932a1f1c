import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_IMPORT = {
  'flux.mensuel-jour-limite': {
    libelle: 'Flux mensuel attendu au plus tard',
    aide: 'Jour du mois avant la fin duquel le flux du mois d’avant doit être arrivé. Au-delà, il est dit en retard et les administrateurs sont prévenus.',
    unite: 'du mois',
    defaut: 10,
    min: 1,
    max: 28,
    source: 'Usage : les flux mensuels de la CNAF arrivent dans les premiers jours du mois suivant',
  },
  'flux.quotidien-jours': {
    libelle: 'Flux quotidien manquant',
    aide: 'Jours ouvrés de suite sans flux quotidien à partir desquels il manque.',
    unite: 'jours ouvrés',
    defaut: 3,
    min: 1,
    max: 15,
    source: 'Usage : un jour sans événement ne donne pas de fichier',
  },
  'listes.confiance': {
    libelle: 'Colonnes devinées : confiance nécessaire',
    aide: 'Une colonne de liste dont Filrouge devine le contenu avec moins de confiance n’est pas reprise d’elle-même : il est demandé ce qu’elle contient. Un titre connu vaut 100, un titre proche 85, un titre à demi connu 55, des valeurs seules 40.',
    unite: '%',
    defaut: 70,
    min: 30,
    max: 100,
    source: 'Choix de Filrouge : ne jamais écrire au dossier d’une personne ce qui est peut-être à une autre',
  },
  'import.conservation-jours': {
    libelle: 'Conservation des fichiers importés',
    aide: 'Après ce délai, le contenu d’un fichier et le détail de ce qu’il a changé sont effacés : il ne peut plus être annulé ni rejoué. Son rapport reste.',
    unite: 'jours',
    defaut: 90,
    min: 30,
    max: 365,
    source: 'RGPD, article 5 : les données ne sont pas gardées plus longtemps qu’il ne faut (minimisation)',
  },
} as const satisfies Record<string, DefinitionParametre>
