import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { ouvrirBase } from '../base.ts'
import { serveur } from '../serveur.ts'
import type { Base } from '../socle/db.ts'
import type { Piece } from './archive.ts'
import { ecrireCoffre, lireCoffre } from './coffre.ts'
import { ENTETE, type Entete, MANIFESTE, type Manifeste, nomDe, type TableGardee, unCompte } from './format.ts'

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

type Forge = {
  entete?: (entete: Entete) => void
  /** What the rows of a table become. */
  lignes?: Record<string, (texte: string) => string>
  /** Pieces that come after those that are there. */
  pieces?: Piece[]
  manifeste?: (manifeste: Manifeste) => void
}

/** The same backup with whatever a forger wants in it: its manifest agrees with it. */
export async function forger(de: string, vers: string, { entete, lignes = {}, pieces = [], manifeste }: Forge) {
  const comptes = new Map<string, ReturnType<typeof unCompte>>()
  const compter = ({ nom, octets }: Piece) => {
    const quoi = nom.startsWith('fichiers/') ? 'fichiers' : nom.replace(/\.\d+$/, '')
    const compte = comptes.get(quoi) ?? unCompte()
    comptes.set(quoi, compte)
    if (quoi === 'fichiers') compte.piece(octets)
    else compte.rangees(octets)
    return { nom, octets }
  }
  let tables: TableGardee[] = []
  await refaire(de, vers, piece => {
    const { nom, octets } = piece
    if (nom === ENTETE) {
      const e = JSON.parse(octets.toString()) as Entete
      entete?.(e)
      tables = e.tables
      return { nom, octets: Buffer.from(JSON.stringify(e)) }
    }
    const changer = lignes[nom.replace(/\.1$/, '')]
    if (nom !== MANIFESTE) return compter(changer ? { nom, octets: Buffer.from(changer(octets.toString())) } : piece)
    const nouvelles = Object.entries(lignes).filter(([quoi]) => !comptes.has(quoi))
    const ajoutees = [
      ...nouvelles.map(([quoi, changee]) => ({ nom: `${quoi}.1`, octets: Buffer.from(changee('')) })),
      ...pieces,
    ].map(compter)
    const m = JSON.parse(octets.toString()) as Manifeste
    for (const t of tables) m.comptes[nomDe(t)] ??= unCompte().fini()
    for (const [quoi, compte] of comptes) m.comptes[quoi] = compte.fini()
    manifeste?.(m)
    return [...ajoutees, { nom, octets: Buffer.from(JSON.stringify(m)) }]
  })
}
