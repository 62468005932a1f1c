/** Why an agent closes a file: what the field meets, and nothing of what a flow says by itself. */
export const MOTIFS_CLOTURE = {
  emploi: 'Emploi durable',
  demenagement: 'Déménagement hors du territoire',
  deces: 'Décès',
  demande: 'À la demande de la personne',
  erreur: 'Dossier saisi par erreur',
  autre: 'Autre motif',
} as const
export type MotifCloture = keyof typeof MOTIFS_CLOTURE
