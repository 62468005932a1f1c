import { type Ligne, liste, territoire } from './essai-ligne.ts'

const uneLigne = territoire(({ doutesId }) => ({ importId: doutesId, ligne: 2 }))

/** Lines that wait to be decided; who may of one about persons is told by `echanges/doutes/confier.test.ts`. */
export const LIGNES_DOUTES: Record<string, Ligne> = {
  'GET /lignes-en-doute': liste(),
  'GET /imports/a-confier': territoire(),
  'GET /imports/:importId/doutes': territoire(({ doutesPersonnesId }) => ({ importId: doutesPersonnesId })),
  'POST /imports/:importId/doutes/remise': territoire(({ doutesPersonnesId }) => ({ importId: doutesPersonnesId })),
  'GET /imports/:importId/doutes/:ligne': uneLigne,
  'POST /imports/:importId/doutes/:ligne/decision': territoire(({ doutesId }) => ({
    importId: doutesId,
    ...{ ligne: 2, choix: 'cote', raison: 'fausse' },
  })),
}
