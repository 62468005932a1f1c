/** Why somebody opens a file out of their usual persons. Apart from the schemas: a list of the day shows them without. */
export const MOTIFS_OUVERTURE = {
  'en-relation': 'La personne m’appelle ou est devant moi',
  remplacement: 'Je remplace un collègue',
  verification: 'Contrôle ou vérification',
  urgence: 'Urgence',
  autre: 'Autre raison',
} as const
export type MotifOuverture = keyof typeof MOTIFS_OUVERTURE

/** A reason as it was said. */
export type Dite = { motif: string; precision: string | null }

/** In words, as its reader said it. */
export const motDit = ({ motif, precision }: Dite): string =>
  [MOTIFS_OUVERTURE[motif as MotifOuverture] ?? motif, precision?.replace(/\.$/, '')].filter(Boolean).join('\u00a0: ')

/** Its agent has a question to answer. */
export const resteADire = ({ revue, explication }: { revue: string | null; explication: string | null }): boolean =>
  revue === 'a-expliquer' && explication === null
