import type { SessionEcran } from '../../socle/ui/session.ts'

/** What the tabs of a file ask for to be read. */
const LECTURE = 'dossier.lire'

/** The session of who may only read this file: their acts are gone from the screen, its tabs stay. */
export const enLecture = (session: SessionEcran): SessionEcran => ({
  ...session,
  droits: session.droits.filter(droit => droit === LECTURE),
})
