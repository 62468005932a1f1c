import sharp from 'sharp'
import type { Essai, Navigateur } from '../essai.ts'
import { travaillerUneFois } from '../essai-travaux.ts'
import { rendrePdf } from '../socle/pdf/typst.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { annoncerDocument } from './annoncer-document.ts'
import type { envoyerDocument } from './envoyer-document.ts'
import { examinerDocuments } from './examen/examiner-documents.job.ts'

/** A real PDF of one page; another `titre` makes other bytes. */
export const unPdf = (titre = 'CV d’essai'): Buffer =>
  rendrePdf('donnees-personne', { territoire: 'Nord', jour: '10 mars 2025', personne: titre, sections: [] })

/** What a phone takes, held upright: its pixels lie on the side, EXIF says so, and where it was. */
export const unePhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: '#d8c0a0' } })
    .withExif({ IFD0: { Artist: 'ESSAI-AUTEUR' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

type Choix = Partial<{ id: string; nom: string; titre: string; type: string; confidentialite: string; morceau: number }>

/** Lays a document by HTTP, as the screen does, in pieces. Returns its id and the last answer. */
export async function deposerParEcran(agent: Navigateur, personneId: string, octets: Buffer, choix: Choix = {}) {
  const { id = uuidv7(), morceau = 512 * 1024, ...dit } = choix
  let reponse = (await agent.appeler<typeof annoncerDocument>('POST /personnes/:personneId/documents', {
    ...{ id, personneId, nom: 'mon_cv.pdf', type: 'cv', confidentialite: 'partage', taille: octets.length },
    ...(dit as object),
  })) as Awaited<ReturnType<typeof agent.brut>>
  for (let debut = 0; reponse.status === 200 && debut < octets.length; debut += morceau)
    reponse = (await agent.appeler<typeof envoyerDocument>('PUT /documents/:documentId/contenu', {
      ...{ documentId: id, debut, octets: octets.subarray(debut, debut + morceau) },
    })) as never
  const { status, json } = reponse
  return {
    id,
    status,
    ...(json as { etat?: string; code?: string; detail?: string; refus?: { code: string; message: string } | null }),
  }
}

/** The job that looks into what came does its round. Returns what it complained of. */
export const examiner = (essai: Essai): Promise<string[]> => travaillerUneFois(essai, [examinerDocuments])
