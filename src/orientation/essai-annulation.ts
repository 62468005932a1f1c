import { sql } from 'kysely'
import type { consequencesReferent } from '../accompagnement/annulation/annuler-referent.ts'
import type { clotureDuDossier } from '../cloture/clore-dossier.ts'
import type { Essai, Navigateur } from '../essai.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { consequencesAnnulation } from './annuler-orientation.ts'

/** What keeps the story, which a mistake undone lengthens; everything else is to be as it was. */
const JOURNAUX = [
  ...[
    'evenement',
    'consultation',
    'avis',
    'courrier',
    'fichier',
    'fichier_morceau',
    'orientation_annulee',
    'accompagnement_annule',
  ],
  ...['cloture', 'migration'],
]

/** Every row of every table of the territory but the journals: what any list, scope, count or export can read. */
export async function laBase(essai: Essai): Promise<Record<string, unknown>> {
  const db = essai.base.territoire('59')
  const { rows: tables } = await sql<{ nom: string }>`
    select c.relname as nom from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and not c.relname = any(${JOURNAUX}) order by 1`.execute(db)
  const lu: Record<string, unknown> = {}
  for (const { nom } of tables) {
    const { rows } = await sql<{ lignes: unknown[] }>`
      select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]') as lignes from ${sql.table(nom)} t`.execute(
      db,
    )
    if (rows[0]?.lignes.length) lu[nom] = rows[0].lignes
  }
  return lu
}

type Suite = { motif?: string; rendezVous?: 'garder' | 'annuler' | null; id?: string; etat?: string }

const ORIENTATION = '/personnes/:personneId/orientations/:orientationId/annulation'
export const lireOrientation = (agent: Navigateur, personneId: string, orientationId: string) =>
  agent.appeler<typeof consequencesAnnulation>(`GET ${ORIENTATION}`, { personneId, orientationId })

/** Reads the consequences, then cancels the orientation. */
export async function annulerOrientationDe(
  agent: Navigateur,
  personneId: string,
  orientationId: string,
  suite: Suite = {},
) {
  const { json } = await lireOrientation(agent, personneId, orientationId)
  return agent.brut(`POST ${ORIENTATION}`, {
    ...{ personneId, orientationId, id: uuidv7(), etat: json.etat, motif: 'Mauvais dossier', rendezVous: null },
    ...suite,
  })
}

const REFERENT = '/personnes/:personneId/referents/:accompagnementId/annulation'
export const lireReferent = (agent: Navigateur, personneId: string, accompagnementId: string) =>
  agent.appeler<typeof consequencesReferent>(`GET ${REFERENT}`, { personneId, accompagnementId })

export async function annulerReferentDe(
  agent: Navigateur,
  personneId: string,
  accompagnementId: string,
  suite: Suite = {},
) {
  const { json } = await lireReferent(agent, personneId, accompagnementId)
  return agent.brut(`POST ${REFERENT}`, {
    ...{ personneId, accompagnementId, id: uuidv7(), etat: json.etat, motif: 'Mauvaise personne', rendezVous: null },
    ...suite,
  })
}

export const lireCloture = (agent: Navigateur, personneId: string) =>
  agent.appeler<typeof clotureDuDossier>('GET /personnes/:personneId/cloture', { personneId })

export async function cloreLeDossier(agent: Navigateur, personneId: string, suite: Record<string, unknown> = {}) {
  const { json } = await lireCloture(agent, personneId)
  return agent.brut('POST /personnes/:personneId/clotures', {
    ...{ id: uuidv7(), personneId, etat: json.clore?.etat, motif: 'emploi', le: '2025-03-10' },
    ...suite,
  })
}

/** `lu`: what was read of the closing, when it was before. */
export async function rouvrirLeDossier(
  agent: Navigateur,
  personneId: string,
  motif = 'Clos par erreur',
  lu?: Awaited<ReturnType<typeof lireCloture>>,
) {
  const { json } = lu ?? (await lireCloture(agent, personneId))
  const clotureId = json.cloture?.id ?? uuidv7()
  return agent.brut('POST /personnes/:personneId/clotures/:clotureId/reouverture', {
    ...{ personneId, clotureId, etat: json.rouvrir?.etat ?? '', motif },
  })
}
