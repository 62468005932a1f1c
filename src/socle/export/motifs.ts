export const FORMATS = { xlsx: 'Classeur (Excel, LibreOffice)', csv: 'Texte (CSV)' } as const

/** Why a table is taken out: one closed list, so that reasons can be counted; the words add what it doesn't say. */
export const MOTIFS_EXPORT = {
  suivi: 'Préparer le suivi des personnes',
  reunion: 'Préparer une réunion ou une commission',
  envoi: 'Envoyer des courriers ou des messages',
  activite: 'Analyser l’activité',
  correction: 'Corriger des données',
  personne: 'Répondre à une personne',
  controle: 'Contrôle interne',
  violation: 'Violation de données',
  autorite: 'Demande de la CNIL ou de la justice',
  autre: 'Autre raison',
} as const

/** The reasons that a kind of table is asked with; a window offers no other. */
export const MOTIFS_PERSONNES = ['suivi', 'reunion', 'envoi', 'activite', 'controle', 'autre'] as const
export const MOTIFS_CHIFFRES = ['activite', 'reunion', 'autorite', 'autre'] as const
export const MOTIFS_JOURNAL = ['personne', 'controle', 'violation', 'autorite', 'autre'] as const
export const MOTIFS_FICHIER = ['correction'] as const
/** A file as it came: those that say by themselves why. */
export const MOTIFS_BRUT = ['correction', 'controle', 'personne', 'violation', 'autorite'] as const
export type MotifExport = keyof typeof MOTIFS_EXPORT
