import type { agents } from '../../agent/agents.ts'
import type { Navigateur } from '../../essai.ts'
import { uuidv7 } from '../../socle/uuid.ts'

/** An agent that lists tell of, nobody knew before. */
export const ADRESSE = 'zoe.essai@example.org'
export const PRO = (role: string, structure = '') =>
  `Nom;Prénom;Courriel;Rôle;Structure\nESSAI;Zoé;${ADRESSE};${role};${structure}\n`
export const SUIVI = (numero: string) =>
  `numeroDemandeRsa;role;nir;dateOrientation;dominante;structure;referentCourriel\n${numero};DEM;;2025-01-10;emploi;PLIE;${ADRESSE}\n`

/** The agent of the list, as the administrator sees them. */
export const zoe = async (admin: Navigateur) =>
  (await admin.appeler<typeof agents>('GET /agents', {})).json.agents.find(a => a.courriel === ADRESSE)
export const roles = async (admin: Navigateur) =>
  (await zoe(admin))?.habilitations.map(h => [h.role, h.structure, h.secteur])
export const ouvrir = (admin: Navigateur, role: object, id = uuidv7()) =>
  admin.brut('POST /agents', {
    ...{ id, courriel: ADRESSE, nom: 'ESSAI', prenom: 'Zoé' },
    habilitations: [{ id: uuidv7(), ...role }],
  })
