import { encodageDementi } from '../lecture/encodage.ts'
import type { Source } from '../lecture/source.ts'
import type { Application } from './adaptateur.ts'

/** A flow that declares an encoding and is written in UTF-8 was read as it is written: its report says so, for its sender to mend it. */
export async function direEncodage(source: Source, application: Application): Promise<Application> {
  const declare = await encodageDementi(source)
  if (declare === null) return application
  const { anomalies, anomaliesTotal } = application.rapport
  const motif = `le fichier annonce ${declare} mais il est écrit en UTF-8\u00a0: lu en UTF-8, pour que les accents soient justes`
  return {
    ...application,
    rapport: {
      ...application.rapport,
      anomalies: [{ ou: null, champ: 'Encodage', motif }, ...anomalies],
      anomaliesTotal: anomaliesTotal + 1,
    },
  }
}
