import { createHash } from 'node:crypto'
import type { Essai } from '../essai.ts'
import type { Source } from '../lecture/source.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import { surClient } from '../socle/db.ts'
import type { Adaptateur } from './adaptateur.ts'
import type { RapportImport } from './import.ts'

/** A file in memory, given by pieces of `taille` bytes. */
export function uneSource(contenu: string | Buffer, fichier = 'essai.xml', taille = 64 * 1024): Source {
  const octets = typeof contenu === 'string' ? Buffer.from(contenu) : contenu
  return {
    fichier,
    taille: octets.length,
    sha256: createHash('sha256').update(octets).digest('hex'),
    octets: async function* () {
      for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille)
    },
  }
}

export type Applique = RapportImport & {
  compte: (libelle: string) => number | undefined
  photographies: number
  numero: number
}

let serie = 100

/** Applies a file with an adapter in a transaction of its own, as an import does; rolled back when it refuses. */
export async function appliquerFichier(
  essai: Essai,
  adaptateur: Adaptateur,
  contenu: string | Buffer,
  { recuLe = '2025-03-10', numero = ++serie, fichier = 'essai.xml' } = {},
): Promise<Applique> {
  const client = await essai.base.poolTerritoire('59').connect()
  try {
    await client.query('begin')
    const origine = {
      agent: SYSTEME,
      territoire: { code: '59', nom: 'Nord', demo: false },
      now: essai.now,
      import: numero,
    }
    const ctx = contexte(surClient(client, essai.base, '59'), essai.base, origine)
    let photographies = 0
    const { rapport } = await adaptateur.appliquer(ctx, client, {
      source: uneSource(contenu, fichier),
      numero,
      recuLe,
      options: {},
      suivre: () => {},
      photographier: async () => {
        photographies++
      },
      photographierFoyers: async () => {},
    })
    await client.query('commit')
    const compte = (libelle: string) => rapport.comptes.find(c => c.libelle === libelle)?.nombre
    return { ...rapport, compte, photographies, numero }
  } catch (erreur) {
    await client.query('rollback')
    throw erreur
  } finally {
    client.release()
  }
}
