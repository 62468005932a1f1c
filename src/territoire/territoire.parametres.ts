import type { DefinitionParametre } from './definition-parametre.ts'

export const PARAMETRES_TERRITOIRE = {
  'serveur.disque-libre': {
    libelle: 'Place gardée libre sur le serveur',
    aide: 'Quand un fichier ou un document laisserait moins de place que cela sur le disque du serveur, il est refusé : le reste continue de marcher. À 0, le disque n’est pas regardé.',
    unite: 'Go',
    defaut: 1,
    min: 0,
    max: 10_000,
    source: 'Choix de Filrouge : une base de données dont le disque est plein s’arrête pour tout le monde',
  },
  'courriel.attente-jours': {
    libelle: 'Courriel en panne : messages gardés',
    aide: 'Tant que le serveur de courriel ne répond pas, chaque message attend et repart de lui-même, s’il sert encore. Passé ce délai il est abandonné, et les administrateurs l’apprennent.',
    unite: 'jours',
    defaut: 3,
    min: 1,
    max: 30,
    source: 'Usage : une panne survenue un vendredi se répare le lundi ; RFC 5321 §4.5.4.1, quatre à cinq jours',
  },
} as const satisfies Record<string, DefinitionParametre>
