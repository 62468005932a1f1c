import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_PROTECTION = {
  'conservation.active-annees': {
    libelle: 'Conservation dans la base active',
    aide: 'Après ce délai sans contact, et sans droit ni suivi en cours, le dossier passe aux archives : ni la recherche ni les listes ne le montrent plus. Il en revient si un fichier l’annonce de nouveau.',
    unite: 'ans',
    defaut: 2,
    min: 1,
    max: 5,
    source: 'CASF, article R263-8 : deux ans à compter du dernier contact',
  },
  'conservation.archive-annees': {
    libelle: 'Conservation aux archives',
    aide: 'Après ce délai de plus, le dossier est effacé partout, copies comprises. Il n’en reste que de quoi compter.',
    unite: 'ans',
    defaut: 2,
    min: 1,
    max: 5,
    source: 'CASF, article R263-8 : deux ans d’archivage',
  },
  'conservation.lectures-mois': {
    libelle: 'Conservation des traces de lecture',
    aide: 'Après ce délai, on ne sait plus qui a lu un dossier. Elles partent plus tôt avec le dossier.',
    unite: 'mois',
    defaut: 12,
    min: 6,
    max: 36,
    source: 'CNIL, délibération 2021-122 : journaux de six mois à un an, plus si un risque le justifie',
  },
  'conservation.courriers-annees': {
    libelle: 'Conservation des courriers',
    aide: 'Après ce délai, un courrier est effacé même si le dossier vit encore. Il part plus tôt avec le dossier.',
    unite: 'ans',
    defaut: 4,
    min: 1,
    max: 10,
    source:
      'RGPD, article 5 : les données ne sont pas gardées plus longtemps qu’il ne faut (limitation de la conservation)',
  },
} as const satisfies Record<string, DefinitionParametre>
