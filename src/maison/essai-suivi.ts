import type { Reponses } from '../diagnostic/diagnostic.ts'
import { REPONSES_EMPLOI } from '../diagnostic/essai-reponses.ts'
import { proposer } from '../diagnostic/proposition/moteur.ts'
import { REFERENTIEL } from '../diagnostic/proposition/referentiel.ts'
import type { Essai } from '../essai.ts'
import { unFichier } from '../socle/fichier/essai-fichier.ts'

type Ids = Record<
  | 'personneId'
  | 'structureId'
  | 'referentId'
  | 'coIntervenantId'
  | 'rendezVousId'
  | 'rendezVousChampId'
  | 'membreId'
  | 'orientationId'
  | 'accompagnementId'
  | 'relaisId'
  | 'contactId'
  | 'courrierId',
  string
>

const REPONSES: Reponses = { ...REPONSES_EMPLOI, mobilite: { severite: 'leger', aide: true } }
const PARAMETRES = { 'orientation.freins-legers-max': 2, 'orientation.freins-lourds-max': 1 }

/** What those who follow the person of the house did for her: oriented, followed, met, written to, with a precaution to mind. */
export async function sonSuivi(essai: Essai, ids: Ids) {
  const db = essai.base.territoire('59')
  const { personneId, structureId, referentId, coIntervenantId } = ids
  await db
    .insertInto('orientation')
    .values({
      id: ids.orientationId,
      personneId,
      dominante: 'equilibre',
      structureId,
      origine: 'decision',
      decideeLe: essai.now,
      debut: '2025-03-05',
      proposition: 'equilibre',
      explication: JSON.stringify(proposer(REPONSES, { age: 40 }, REFERENTIEL, PARAMETRES)),
    })
    .execute()
  await db
    .insertInto('accompagnement')
    .values([
      {
        id: ids.accompagnementId,
        personneId,
        orientationId: ids.orientationId,
        referentId,
        structureId,
        debut: '2025-03-05',
      },
      // An earlier one, of the same référent, that ended with a note for the next.
      {
        id: ids.relaisId,
        personneId,
        orientationId: ids.orientationId,
        referentId,
        structureId,
        debut: '2025-03-05',
        fin: '2025-03-05',
        relais: 'Essai de note.',
        relaisLe: essai.now,
      },
    ])
    .execute()
  await db
    .insertInto('membreSuivi')
    .values({
      id: ids.membreId,
      personneId,
      agentId: coIntervenantId,
      champ: 'mobilite',
      debut: '2025-03-05',
      ajoutePar: referentId,
      ajouteLe: essai.now,
    })
    .execute()
  await db
    .insertInto('rendezVous')
    .values([
      {
        id: ids.rendezVousId,
        personneId,
        agentId: referentId,
        structureId,
        objet: 'suivi',
        modalite: 'individuel',
        debut: '2025-03-20T09:00:00Z',
        dureeMinutes: 45,
        convocation: 'courrier',
        convoqueLe: '2025-03-06',
        prisPar: referentId,
        prisLe: essai.now,
      },
      {
        id: ids.rendezVousChampId,
        personneId,
        agentId: coIntervenantId,
        structureId,
        objet: 'suivi',
        modalite: 'individuel',
        debut: '2025-03-20T13:00:00Z',
        dureeMinutes: 45,
        convocation: 'courrier',
        convoqueLe: '2025-03-06',
        prisPar: referentId,
        prisLe: essai.now,
      },
    ])
    .execute()
  await db
    .insertInto('priseDeContact')
    .values({
      id: ids.contactId,
      personneId,
      le: '2025-03-04',
      moyen: 'telephone',
      par: referentId,
      saisiLe: essai.now,
    })
    .execute()
  await db
    .insertInto('courrier')
    .values({
      id: ids.courrierId,
      personneId,
      rendezVousId: ids.rendezVousId,
      modele: 'convocation',
      editeLe: essai.now,
      sha256: '',
      montreAdresse: false,
      fichierId: await unFichier(essai),
    })
    .execute()
  await db
    .insertInto('precaution')
    .values({ personneId, adresseConfidentielle: true, majLe: essai.now, majPar: referentId })
    .execute()
}
