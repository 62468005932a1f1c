import type { Navigateur } from '../essai.ts'
import type { noterPrecautions } from './noter-precautions.ts'
import { AUCUNE, aSaisir, type SaisiePrecautions } from './precaution.ts'

/** Notes precautions of a person through the real route; what isn't said doesn't apply. */
export const noter = (agent: Navigateur, personneId: string, dites: Partial<SaisiePrecautions>) =>
  agent.appeler<typeof noterPrecautions>('PUT /personnes/:personneId/precautions', {
    personneId,
    ...aSaisir(AUCUNE),
    ...dites,
  })

export const TUTELLE = {
  mesure: 'tutelle',
  protecteurNom: 'Claude ESSAI-TUTEUR',
  protecteurOrganisme: 'Association des Essais',
  protecteurAdresse: '5 rue du Tuteur, 59000 LILLE',
} as const

export const DOMICILIEE = {
  domiciliee: true,
  domiciliationOrganisme: 'CCAS de Tourcoing',
  domiciliationAdresse: '1 place Exemple, 59200 TOURCOING',
} as const
