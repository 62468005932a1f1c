/**
 * The codes of debts and of the monthly advance in plain words (interop.md §A6; the whole lists of the CNAF: NATCRE, MOTIINDU, RESPINDU,
 * NATPFCRE). A code that a list doesn't know is left out, never shown.
 */

/** NATCRE, NATPFCRE: which RSA it is about; whether it is a debt, an advance or a payment is said by its place. */
export const NATURES: Readonly<Record<string, string>> = {
  RSD: 'RSA',
  RSI: 'RSA majoré (parent isolé)',
  RSB: 'RSA local',
  RCB: 'RSA d’activité local',
  INK: 'RSA',
  INL: 'RSA majoré (parent isolé)',
  INM: 'RSA local',
  INS: 'RSA d’activité local',
  INN: 'RSA d’activité',
  INP: 'RSA jeune actif',
  INT: 'RSA jeune actif',
  ISK: 'RSA, payé à la place d’une pension ou d’une autre aide',
  ISL: 'RSA majoré, payé à la place d’une pension ou d’une autre aide',
  ISM: 'RSA local, payé à la place d’une pension ou d’une autre aide',
  ISS: 'RSA d’activité local, payé à la place d’une pension ou d’une autre aide',
  ITK: 'RSA, venu d’une autre caisse',
  ITL: 'RSA majoré, venu d’une autre caisse',
  ITM: 'RSA local, venu d’une autre caisse',
  ITS: 'RSA d’activité local, venu d’une autre caisse',
  ITN: 'RSA d’activité, venu d’une autre caisse',
  ITP: 'RSA jeune actif, venu d’une autre caisse',
  ITT: 'RSA jeune actif, venu d’une autre caisse',
  ACD: 'acompte sur le RSA',
  ASD: 'acompte sur le RSA',
  ACB: 'acompte sur le RSA d’activité local',
  ASB: 'acompte sur le RSA local',
  ASI: 'acompte sur le RSA majoré',
  VSD: 'avance sur le RSA',
  VCB: 'avance sur le RSA d’activité local',
  VSB: 'avance sur le RSA local',
  VSI: 'avance sur le RSA majoré',
}

/** What changed, by the letter or the number that MOTIINDU is made of. */
const PARTS = {
  A: 'situation de famille',
  B: 'changement d’adresse',
  C: 'changement pour un enfant',
  D: 'ressources',
  E: 'changement de travail',
  F: 'éléments du droit',
  G: 'droit réexaminé',
  H: 'autre changement',
} as const

const MOTIFS_SIMPLES: Readonly<Record<string, string>> = {
  10: PARTS.A,
  11: 'changement d’allocataire',
  12: 'décès',
  20: PARTS.B,
  21: 'départ vers une autre caisse, ou fin du dossier',
  30: PARTS.C,
  31: PARTS.C,
  32: 'décès d’un enfant',
  33: 'état civil d’un enfant',
  34: 'arrivée d’un enfant',
  35: PARTS.C,
  40: PARTS.D,
  41: 'calcul des droits',
  42: 'droit maintenu à tort',
  50: PARTS.E,
  51: 'activité à justifier',
  52: 'situation professionnelle',
  60: 'autre raison',
  61: 'droit maintenu à tort',
  62: 'barème changé',
  63: 'dette envers un autre organisme',
  64: 'payé à la place d’une pension ou d’une autre aide',
  65: 'prêt renégocié',
  70: 'calcul des droits',
  71: PARTS.F,
  72: 'fin du dossier',
  73: 'droits d’un enfant',
  74: 'changement d’affiliation',
  75: 'prime de Noël',
  76: 'allocation de présence parentale',
  80: PARTS.G,
  81: 'barème changé',
  82: 'rattrapage exceptionnel',
  90: 'autre raison',
  91: 'interruption de grossesse',
  92: 'hospitalisation ou placement',
  93: 'loyers impayés',
  94: 'assurance',
  95: 'remboursement anticipé',
  K1: 'déjà demandé',
  K2: 'fin de l’aide au logement',
  K3: 'étudiant non boursier',
  K4: 'droits révisés',
}

/** Why a sum was paid in excess (MOTIINDU); two letters are two changes: « situation de famille, changement d’adresse ». */
export function motifIndu(code: string | null): string | null {
  if (code === null) return null
  if (Object.hasOwn(MOTIFS_SIMPLES, code)) return MOTIFS_SIMPLES[code] ?? null
  if (!/^[A-H]{2}$/.test(code)) return null
  const [un, deux] = [...code].map(lettre => PARTS[lettre as keyof typeof PARTS])
  return un === deux ? (un ?? null) : `${un}, ${deux}`
}

/**
 * Where it comes from (RESPINDU). A suspicion is the fund's business until it decides (domaine.md §8, least data): 50 to 54 and 74 are
 * checks under way, told as such.
 */
export const ORIGINES: Readonly<Record<string, string>> = {
  10: 'erreur de la caisse',
  11: 'erreur de la caisse',
  12: 'erreur de la caisse',
  13: 'erreur de la caisse',
  14: 'erreur de la caisse',
  15: 'retard de la caisse',
  20: 'date d’effet d’un changement',
  21: 'délai de prévenance',
  22: 'droit maintenu en attendant',
  23: 'compensation',
  24: 'changement pris en compte plus tard',
  25: 'barème connu trop tard',
  26: 'avance à rembourser',
  30: 'erreur de traitement',
  31: 'règle connue trop tard',
  32: 'erreur de traitement',
  40: 'dette reprise d’une autre caisse',
  41: 'information tardive d’un organisme',
  50: 'contrôle de la caisse',
  51: 'contrôle de la caisse',
  52: 'contrôle de la caisse',
  53: 'échange avec France Travail',
  54: 'contrôle de la caisse',
  60: 'déclaration à corriger',
  61: 'déclaration manquante',
  62: 'déclaration erronée ou incomplète',
  63: 'déclaration tardive',
  64: 'fraude retenue par la caisse',
  65: 'payé à la place d’une pension ou d’une autre aide',
  66: 'venu d’un tiers',
  67: 'venu de l’allocataire',
  74: 'contrôle de la caisse',
}

/** Movements of the monthly advance, as the household lives them. */
export const GENRES_ACOMPTE = {
  allocation: 'Versé',
  'indu-constate': 'Trop-perçu constaté',
  'indu-transfere': 'Trop-perçu transféré au département',
  remise: 'Dette remise',
  'annulation-faible-montant': 'Petite somme annulée',
  'autre-annulation': 'Dette annulée',
} as const

/** Why a movement was made (TYPEOPECOMPTA); the monthly payment, which is the rule, isn't said. */
export const OPERATIONS: Readonly<Record<string, string>> = {
  PRA: 'rappel d’un mois passé',
  RAI: 'après l’annulation d’une dette',
  RMU: 'après un changement de caisse',
  RTR: 'avance changée en dette',
  CAI: 'après l’annulation d’une dette ailleurs',
  CDC: 'dette augmentée',
  CRC: 'par le département',
  CRG: 'par la caisse',
  CAF: 'sous le seuil légal',
  CFC: 'sous le seuil du département',
  CEX: 'à titre exceptionnel',
  CES: 'après un dossier de surendettement',
  CRN: 'barème publié tard',
}
