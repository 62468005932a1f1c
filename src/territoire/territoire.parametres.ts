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
} as const satisfies Record<string, DefinitionParametre>
