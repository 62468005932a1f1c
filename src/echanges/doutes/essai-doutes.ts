import type { Essai, Navigateur } from '../../essai.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import type { ficheImport } from '../../import/imports.ts'
import type { GenreListe } from '../listes/champs/liste.ts'
import { importerListe } from '../listes/essai-liste.ts'
import type { confierLignes } from './confier-lignes.ts'
import type { deciderLigne } from './decider-ligne.ts'
import type { doutesImport } from './doutes-import.ts'
import type { ligneEnDoute } from './ligne-en-doute.ts'
import type { lignesEnDoute } from './lignes-en-doute.ts'

type Choix = string | { cote: 'inconnue' | 'fausse' | 'inutile' }

/** What is done of lines that wait, by the real routes. */
export const gestes = (essai: Essai) => ({
  importer: (agent: Navigateur, texte: string, genre: GenreListe = 'personnes') =>
    importerListe(essai, agent, genre, texte).then(i => i.importId),
  confier: (agent: Navigateur, importId: string) =>
    agent.appeler<typeof confierLignes>('POST /imports/:importId/doutes/remise', { importId }),
  bilan: async (agent: Navigateur, importId: string) =>
    (await agent.appeler<typeof doutesImport>('GET /imports/:importId/doutes', { importId })).json,
  attendent: async (agent: Navigateur) => (await agent.appeler<typeof lignesEnDoute>('GET /lignes-en-doute', {})).json,
  lire: (agent: Navigateur, importId: string, ligne: number) =>
    agent.appeler<typeof ligneEnDoute>('GET /imports/:importId/doutes/:ligne', { importId, ligne }),
  decider: (agent: Navigateur, importId: string, ligne: number, choix: Choix) =>
    agent.appeler<typeof deciderLigne>('POST /imports/:importId/doutes/:ligne/decision', {
      importId,
      ligne,
      ...(typeof choix === 'string' ? { choix: choix as 'nouvelle' } : { choix: 'cote', raison: choix.cote }),
    }),
  annuler: (agent: Navigateur, importId: string) =>
    agent.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId }),
  fiche: async (agent: Navigateur, importId: string) =>
    (await agent.appeler<typeof ficheImport>('GET /imports/:importId', { importId })).json,
})
