import { uuidv7 } from '../socle/uuid.ts'
import { type Ligne, territoire } from './essai-ligne.ts'

const structure = {
  nom: 'Atelier de la Navette',
  organisme: 'delegataire',
  dominantes: ['remobilisation'],
  publics: [],
  communes: null,
  adresse: null,
  telephone: null,
  courriel: null,
  capacite: null,
}
/** Rows of the routes about structures, their places and their teams. */
export const LIGNES_STRUCTURES: Record<string, Ligne> = {
  'POST /structures': territoire(() => ({ id: uuidv7(), ...structure })),
  'PUT /structures/:structureId': territoire(({ structureId }) => ({ structureId, ...structure })),
  'POST /structures/:structureId/fermeture': territoire(({ structureVideId }) => ({ structureId: structureVideId })),
  'GET /structures/:structureId/lieux': territoire(({ structureId }) => ({ structureId })),
  'GET /structures/:structureId/charges': territoire(({ structureId }) => ({ structureId })),
  'POST /structures/:structureId/antennes': territoire(({ structureId }) => ({
    id: uuidv7(),
    structureId,
    nom: 'Antenne de la Navette',
  })),
  'PUT /antennes/:antenneId': territoire(({ antenneId }) => ({ antenneId, nom: 'Antenne du Rouet' })),
  'POST /antennes/:antenneId/fermeture': territoire(({ antenneId }) => ({ antenneId })),
  'POST /structures/:structureId/equipes': territoire(({ structureId }) => ({
    id: uuidv7(),
    structureId,
    nom: 'Équipe de la Navette',
  })),
  'PUT /equipes/:equipeId': territoire(({ equipeId }) => ({ equipeId, nom: 'Équipe du Rouet' })),
  'POST /equipes/:equipeId/fermeture': territoire(({ equipeVideId }) => ({ equipeId: equipeVideId })),
}
