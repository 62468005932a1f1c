import type { consequencesReferent } from '../accompagnement/annulation/annuler-referent.ts'
import type { clotureDuDossier } from '../cloture/clore-dossier.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import type { consequencesAnnulation } from '../orientation/annuler-orientation.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Names of the consequences that are read before each of these acts. */
export type Etats = Record<'orientation' | 'referent' | 'clore' | 'rouvrir', string>

/** Somebody whom this référent followed, until their file was closed. */
export async function unDossierClos(essai: Essai, { id: referentId, structureId }: Navigateur) {
  const db = essai.base.territoire('59')
  const { id: closId } = await unePersonne(essai, { nom: 'ESSAI-CLOS' })
  const clotureId = uuidv7()
  const periode = { debut: '2025-02-03', fin: '2025-03-07' }
  await unSuivi(essai, closId, {
    ...{ ...periode, dominante: 'emploi', referentId },
    ...(structureId ? { structureId } : {}),
  })
  await db
    .insertInto('cloture')
    .values({ id: clotureId, personneId: closId, le: periode.fin, motif: 'emploi', closeLe: essai.now })
    .execute()
  const fin = { finPar: clotureId, finMotif: 'dossier-clos' }
  await db.updateTable('orientation').set(fin).where('personneId', '=', closId).execute()
  await db.updateTable('accompagnement').set(fin).where('personneId', '=', closId).execute()
  return { closId, clotureId }
}

type Ids = { personneId: string; orientationId: string; accompagnementId: string; closId: string }

/** What an agent reads before they cancel, close or open. */
export async function lesEtats(agent: Navigateur, ids: Ids): Promise<Etats> {
  const { personneId, orientationId, accompagnementId, closId } = ids
  const orientation = await agent.appeler<typeof consequencesAnnulation>(
    'GET /personnes/:personneId/orientations/:orientationId/annulation',
    { personneId, orientationId },
  )
  const referent = await agent.appeler<typeof consequencesReferent>(
    'GET /personnes/:personneId/referents/:accompagnementId/annulation',
    { personneId, accompagnementId },
  )
  const lire = (qui: string) =>
    agent.appeler<typeof clotureDuDossier>('GET /personnes/:personneId/cloture', { personneId: qui })
  return {
    orientation: orientation.json.etat,
    referent: referent.json.etat,
    clore: (await lire(personneId)).json.clore?.etat ?? '',
    rouvrir: (await lire(closId)).json.rouvrir?.etat ?? '',
  }
}
