/**
 * Rates of the population's life. Sources: S3 = experiment agreement of Tourcoing (2023); CNE = pilot territories' bilan of
 * 19/06/2024. What says « ours » is our own calibration: plausible, chosen so that every case shows up in a few thousand households.
 */
export const STOCK = {
  /** CNE: 29 % lone parents; the rest ours, near DREES' usual split. */
  composition: [
    ['seul', 0.6],
    ['monoparent', 0.3],
    ['couple', 0.1],
  ],
  /** With 93 % of lone parents and one adult of each couple being women, this gives the 53 % of women among SDD adults of S3. */
  femmesSeules: 0.35,
  femmesMonoparents: 0.93,
  /** S3: 24 % of the people have 4 years or more in RSA; drawn for more, since the youngest can't have them. */
  anciennete4AnsOuPlus: 0.255,
  /** 10 to 15 % of adults out of rights and duties in a stock: ours. */
  revenuAuDessusDuSeuil: 0.1,
  revenuSousLeSeuil: 0.12,
  /** States of the files of one month: ours. */
  etats: [
    ['2', 0.905],
    ['4', 0.05],
    ['3', 0.015],
    ['0', 0.01],
    ['5', 0.015],
    ['1', 0.003],
    ['6', 0.002],
  ],
  suspendusDeLongueDate: 0.4,
  /** Ours. Data quality is what a reader of the flow has to survive. */
  msa: 0.04,
  sansDomicile: 0.04,
  nirAbsent: 0.01,
  nirDe15Caracteres: 0.03,
  nirNonCertifie: 0.02,
  adresseNonControlee: 0.06,
  jourDeNaissanceInconnu: 0.005,
  autrePersonneACharge: 0.005,
  inscritsFranceTravail: 0.55,
} as const

/**
 * Chance in a month, per household in the situation named. Entries together make the 3 to 4 % of the stock observed by
 * départements. All ours.
 */
export const MENSUEL = {
  premiereDemande: 0.019,
  arrivee: 0.0035,
  radiation: 0.019,
  depart: 0.0035,
  suspension: 0.018,
  demenagement: 0.009,
  naissance: 0.005,
  union: 0.0035,
  /** Per couple. Widowhood is far above mortality at these ages, so that a small set holds some. */
  separation: 0.01,
  deces: 0.004,
  perteDuLogement: 0.0015,
  relogement: 0.04,
  changementDeCaisse: 0.0005,
  /** Per adult, in the month of the quarterly declaration only (one month in three). */
  passageAuDessus: 0.035,
  passageAuDessous: 0.3,
} as const

export const SUITES = {
  /** What becomes of a suspension: less than 4 months, closed after 4 months without right (MOTICLORSA ECH), more than 12 months. */
  suspension: [
    ['courte', 0.6],
    ['radiation', 0.22],
    ['longue', 0.18],
  ],
  /** A claim seen for the first time: already open, waiting for the decision, or open without a declaration of resources. */
  demande: [
    ['ouverte', 0.55],
    ['attente', 0.3],
    ['sans-declaration', 0.12],
    ['refusee', 0.03],
  ],
  retourApresRadiation: 0.35,
  memeNumeroAuRetour: 0.6,
  regularisationApresCloture: 0.03,
  unionEntreDeuxFoyers: 0.3,
  dossierPrecedentInconnu: 0.15,
} as const
