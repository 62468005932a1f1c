import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { ouvrirBase } from '../base.ts'
import { serveur } from '../serveur.ts'
import type { Base } from '../socle/db.ts'
import type { Piece } from './archive.ts'
import { ecrireCoffre, lireCoffre } from './coffre.ts'

/** A server on a base put back, that somebody signs in to as from a browser. */
export async function unServeurSur(url: string, now: () => string) {
  const base = ouvrirBase(url, 4)
  const app = await serveur(base, { now, ecrans: undefined, retardMaxMs: 0 })
  return {
    base,
    entrer: (courriel: string, motDePasse: string) => unNavigateur(app, courriel, motDePasse),
    fermer: () => fermer(app, base),
  }
}

async function fermer(app: FastifyInstance, base: Base): Promise<void> {
  await app.close()
  await base.fermer()
}

async function unNavigateur(app: FastifyInstance, courriel: string, motDePasse: string) {
  const entree = await app.inject({ method: 'POST', url: '/api/connexion', payload: { courriel, motDePasse } })
  const poses = [entree.headers['set-cookie']].flat().map(c => String(c).split(';', 1)[0])
  const cookie = poses.join('; ')
  const demander = async (method: 'GET' | 'POST', chemin: string, payload?: object) => {
    const reponse = await app.inject({ method, url: `/api${chemin}`, payload, headers: { cookie } })
    return { status: reponse.statusCode, octets: reponse.rawPayload, texte: reponse.body }
  }
  return { status: entree.statusCode, demander }
}

/** Writes a backup again with what `changer` makes of its pieces. */
export async function refaire(de: string, vers: string, changer: (piece: Piece) => Piece | Piece[]): Promise<void> {
  const pieces = async function* () {
    for await (const piece of lireCoffre(de)) yield* [changer(piece)].flat()
  }
  await ecrireCoffre(vers, pieces(), null)
}

/** One question to a base, as its owner. */
export async function demanderA<T extends pg.QueryResultRow>(url: string, texte: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query<T>(texte)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}
