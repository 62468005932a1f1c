/** What a partner's software may do with its key, in the words of screens. */
export const DROITS: Record<string, string> = { 'import.deposer': 'Déposer des fichiers et suivre ses dépôts' }
