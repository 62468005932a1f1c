// Apart from the schemas: a block of the day loads none, nor Zod with it.

/** Kinds of files that come in, in the order of the screen. */
export const GENRES = {
  beneficiaires: 'Flux bénéficiaires de la CAF ou de la MSA',
  instruction: 'Flux instruction (demandes de RSA)',
  dsp: 'Recueil de données socio-professionnelles',
  creances: 'Flux créances',
  financier: 'Flux financier (acompte mensuel)',
  pecg: 'Fichier mensuel de France Travail (PECG)',
  'ft-principal': 'Extraction de France Travail',
  personnes: 'Liste de personnes',
  contacts: 'Liste de coordonnées',
  professionnels: 'Liste de professionnels',
  structures: 'Liste de structures',
  suivis: 'Liste de suivis en cours',
  reorientations: 'Liste de réorientations',
} as const

/** Kinds whose columns are chosen by a human before they are applied. */
export const LISTES = ['personnes', 'contacts', 'professionnels', 'structures', 'suivis', 'reorientations'] as const
export const estListe = (genre: string | null): boolean => (LISTES as readonly string[]).includes(genre ?? '')

/** What becomes of a file. `a-verifier`: whole, waits for somebody to apply it. */
export const STATUTS = {
  depot: 'Arrivée en cours',
  'a-verifier': 'À vérifier',
  'en-attente': 'En attente',
  'en-cours': 'En cours',
  applique: 'Appliqué',
  refuse: 'Refusé',
  annule: 'Annulé',
} as const

/** The refusal of a flow that changes so much that it waits for somebody to confirm it. */
export const A_CONFIRMER = 'flux-a-confirmer'

/** How a file came. */
export const VOIES = {
  ecran: 'Par l’écran',
  api: 'Par l’API',
  dossier: 'Dossier surveillé',
  commande: 'Ligne de commande',
} as const

/** What one line of a list did, or would do. `motifs` say the column and why, never the value. */
export const RESULTATS = {
  creee: 'Créée',
  modifiee: 'Modifiée',
  inchangee: 'Inchangée',
  'a-decider': 'À décider',
  refusee: 'Refusée',
} as const
/** The same, of several lines counted together. */
export const LIGNES_COMPTEES: Record<keyof typeof RESULTATS, string> = {
  creee: 'Lignes créées',
  modifiee: 'Lignes modifiées',
  inchangee: 'Lignes inchangées',
  'a-decider': 'Lignes à décider',
  refusee: 'Lignes refusées',
}
