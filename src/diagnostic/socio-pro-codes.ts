/** Code lists of the socio-professional data of the CNAF (interop.md §A6), in words for the screen. */
type Codes = Readonly<Record<string, string>>

export const REPONSES_OUI_NON: Codes = {
  O: 'oui',
  N: 'non',
  S: 'ne sait pas',
  P: 'pas de réponse',
  V: 'ne veut pas répondre',
}
export const MOTIFS_DEMANDE: Codes = {
  '0101': 'fin de droits au chômage',
  '0102': 'fin de droits à l’AAH',
  '0103': 'fin d’indemnités journalières (maternité)',
  '0104': 'fin d’indemnités journalières (maladie, accident du travail)',
  '0105': 'attente d’une pension ou d’une allocation',
  '0106': 'changement de situation familiale',
  '0107': 'faibles ressources',
  '0108': 'cessation d’activité',
  '0109': 'fin d’études',
}
export const DIFFICULTES_SOCIALES: Codes = {
  '0401': 'aucune',
  '0402': 'santé',
  '0403': 'reconnaissance de la qualité de travailleur handicapé',
  '0404': 'lecture, écriture ou compréhension du français',
  '0405': 'démarches et formalités administratives',
  '0406': 'endettement',
  '0407': 'autres',
}
export const OBSTACLES: Codes = {
  '0501': 'aucun',
  '0502': 'garde d’un enfant de moins de 6 ans',
  '0503': 'garde d’un enfant de plus de 6 ans',
  '0504': 'garde d’un enfant ou d’un proche invalide',
  '0505': 'proche dépendant à charge',
  '0506': 'éloignement d’un parent ou du conjoint (hospitalisation, incarcération)',
  '0507': 'mobilité',
  '0508': 'santé',
  '0509': 'logement',
  '0510': 'illettrisme',
  '0511': 'absence de qualification',
  '0512': 'qualification trop spécifique',
  '0513': 'discrimination',
  '0514': 'garde d’enfant',
}
export const ACCOMPAGNEMENTS_FAMILIAUX: Codes = {
  '0410': 'logement',
  '0411': 'endettement',
  '0412': 'famille',
  '0413': 'autres',
}
export const ACCOMPAGNEMENTS_INDIVIDUELS: Codes = {
  '0416': 'santé',
  '0417': 'emploi',
  '0418': 'insertion professionnelle',
  '0419': 'formation',
  '0420': 'autres',
}
export const NIVEAUX: Codes = {
  '1201': 'niveaux I et II : licence ou plus',
  '1201a': 'niveau I : bac + 5',
  '1201b': 'niveau II : bac + 3 ou 4',
  '1202': 'niveau III : bac + 2',
  '1203': 'niveau IV : fin du lycée',
  '1204': 'niveau V : dernière année de CAP ou BEP',
  '1205': 'niveau V bis : fin de 3e',
  '1206': 'niveau VI : collège',
  '1207': 'niveau VII : jamais scolarisé',
}
export const DIPLOMES: Codes = {
  '2601': 'niveaux I et II : licence ou plus, grande école',
  '2602': 'niveau III : bac + 2',
  '2603': 'niveau IV : baccalauréat',
  '2604': 'niveau V : CAP ou BEP',
  '2605': 'niveau VI : sans diplôme ou brevet des collèges',
  '2606': 'niveau VII : aucun',
}
export const HISTOIRES: Codes = {
  '1901': 'a toujours travaillé',
  '1902': 'travaille par intermittence',
  '1903': 'a déjà travaillé',
  '1904': 'n’a jamais travaillé',
}
export const CESSATIONS: Codes = {
  '2701': 'encore en activité, ou depuis moins d’un an',
  '2702': 'depuis plus d’un an',
}
export const DUREES_ACTIVITE: Codes = {
  '2104': 'moins d’un an',
  '2105': 'de 1 à 3 ans',
  '2106': 'de 4 à 6 ans',
  '2107': 'plus de 6 ans',
}
export const INSCRIPTIONS: Codes = {
  '4301': 'pas encore, ou démarche en cours',
  '4302': 'depuis moins d’un an',
  '4303': 'depuis 1 à 5 ans',
  '4304': 'depuis plus de 5 ans',
}
export const ACCOMPAGNEMENTS_EMPLOI: Codes = {
  '1801': 'aucun',
  '1802': 'France Travail (alors Pôle emploi)',
  '1803': 'un autre organisme',
}
export const MOBILITES: Codes = {
  '2501': 'dans la commune',
  '2502': 'dans le département',
  '2503': 'dans un autre département',
  '2504': 'non',
}
export const LOGEMENTS: Codes = {
  '0901': 'autonome, individuel',
  '0902': 'autonome, collectif',
  '0903': 'd’urgence : foyer',
  '0904': 'd’urgence : CHRS',
  '0905': 'd’urgence : hôtel social',
  '0906': 'd’urgence : autre',
  '0907': 'temporaire : appartement relais',
  '0908': 'temporaire : bail glissant',
  '0909': 'temporaire : chez un parent ou un tiers',
  '0910': 'précaire : caravane, bateau',
  '0911': 'précaire : résidence sociale',
  '0912': 'sans hébergement',
  '0913': 'précaire : autre situation',
}
export const DEMARCHES_LOGEMENT: Codes = {
  '1101': 'accès à un logement',
  '1102': 'maintien dans le logement',
  '1103': 'aucune',
}
export const DIFFICULTES_LOGEMENT: Codes = {
  '1001': 'aucune',
  '1002': 'impayés',
  '1003': 'problèmes financiers',
  '1004': 'logement insalubre ou indécent',
  '1005': 'logement isolé, sans transport collectif',
  '1006': 'fin de bail, expulsion',
  '1007': 'logement surpeuplé',
  '1008': 'loin du lieu de travail',
  '1009': 'autre situation',
}
