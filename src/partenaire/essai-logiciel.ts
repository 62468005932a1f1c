import type { FastifyInstance } from 'fastify'
import type { Essai } from '../essai.ts'
import { type Genre, NOMS_GENRES } from '../import/import.ts'
import { serveur } from '../serveur.ts'
import { adresse } from '../socle/api.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creerAcces } from './creer-acces.ts'

/** A partner's software, speaking HTTP to the real server with its key. */
export type Logiciel = {
  id: string
  cle: string
  appeler: (
    route: string,
    input?: Record<string, unknown>,
  ) => Promise<{ status: number; json: Record<string, unknown>; texte: string }>
}

let app: FastifyInstance | undefined

/** Any software that holds this key, right or wrong. */
export async function avecLaCle(essai: Essai, id: string, cle: string): Promise<Logiciel> {
  app ??= await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
  const ici = app
  return {
    id,
    cle,
    appeler: async (route, input = {}) => {
      const { method, url, body, type } = adresse(route, input)
      const reponse = await ici.inject({
        method: method as 'GET',
        url,
        payload: typeof body === 'string' || body === undefined ? body : Buffer.from(body),
        headers: { authorization: `Bearer ${cle}`, ...(type ? { 'content-type': type } : {}) },
      })
      const estJson = String(reponse.headers['content-type']).includes('json')
      return { status: reponse.statusCode, json: estJson ? reponse.json() : {}, texte: reponse.body }
    },
  }
}

/** A software whose key the administrator just made, for all kinds of files or for some. */
export async function unLogiciel(
  essai: Essai,
  nom = 'Logiciel partenaire',
  genres: readonly Genre[] = NOMS_GENRES,
): Promise<Logiciel> {
  const administrateur = await essai.unAgent('administrateur')
  const id = uuidv7()
  const { json } = await administrateur.appeler<typeof creerAcces>('POST /acces', { id, nom, genres: [...genres] })
  return avecLaCle(essai, id, json.cle ?? '')
}

export async function fermerLogiciels(): Promise<void> {
  await app?.close()
  app = undefined
}
