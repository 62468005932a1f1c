import { encodagesXml, luDeuxFois } from '../lecture/encodage.ts'
import type { Source } from '../lecture/source.ts'
import type { Application } from './adaptateur.ts'

/**
 * A flow that declares an encoding and is written in UTF-8 was read as it is written, and texts that had been read twice were mended:
 * its report says so, for its sender to mend it.
 */
export async function direEncodage(source: Source, application: Application): Promise<Application> {
  const encodages = await encodagesXml(source)
  if (encodages?.ecrit !== 'utf-8') return application
  const { declare } = encodages
  const motifs = [
    ...(declare === 'utf-8' ? [] : [MOTIFS.autre(declare)]),
    ...((await luDeuxFois(source)) ? [MOTIFS.deuxFois] : []),
  ]
  const { anomalies, anomaliesTotal } = application.rapport
  return {
    ...application,
    rapport: {
      ...application.rapport,
      anomalies: [...motifs.map(motif => ({ ou: null, champ: 'Encodage', motif })), ...anomalies],
      anomaliesTotal: anomaliesTotal + motifs.length,
    },
  }
}

const MOTIFS = {
  autre: (declare: string) =>
    `le fichier annonce ${declare} mais il est écrit en UTF-8\u00a0: lu en UTF-8, pour que les accents soient justes`,
  deuxFois:
    'le fichier avait abîmé des accents («\u00a0Ã©\u00a0» pour «\u00a0é\u00a0», un texte lu deux fois en UTF-8)\u00a0: ils sont réparés, vérifiez',
}
