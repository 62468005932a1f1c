import { expect, test } from 'vitest'
import { unFlux, unFoyer } from '../../echanges/cnaf/beneficiaires/essai-flux.ts'
import { compter, unEssai } from '../../essai.ts'
import { dansTransaction } from '../../socle/contexte.ts'
import { PIECE } from '../../socle/fichier/fichier.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { lireImport, origineEssai } from '../essai-import.ts'
import { inscrireImport } from '../imports.queries.ts'
import { ajouterMorceau, MORCEAU_MAX } from './contenu.ts'
import { cloreDepot } from './reception.ts'

const essai = unEssai()
const Mo = 1024 * 1024
const GROS = 2048 * Mo

/** The bytes of a flow as long as wanted, made as they are asked for: a header, then the same households again and again. */
function* unGrosFlux(taille: number): Generator<Buffer> {
  const [tete = ''] = unFlux({ foyers: [] }).split('<TransmissionFlux>')
  const bloc = Buffer.from(
    unFoyer({ numero: '05900000001' }).repeat(Math.ceil(MORCEAU_MAX / unFoyer().length)),
    'latin1',
  )
  let reste = taille
  const debut = Buffer.concat([Buffer.from(tete, 'latin1'), bloc]).subarray(0, MORCEAU_MAX)
  for (let morceau = debut; reste > 0; morceau = bloc.subarray(0, MORCEAU_MAX)) {
    yield morceau.subarray(0, reste)
    reste -= Math.min(reste, morceau.length)
  }
}

test('un fichier de 2 Gio se dépose par morceaux sans que la mémoire grandisse, et trop d’octets sont refusés', async () => {
  const importId = uuidv7()
  const agir = <T>(acte: Parameters<typeof dansTransaction<T>>[2]) =>
    dansTransaction(essai.base, origineEssai(essai), acte)
  await agir(ctx =>
    inscrireImport(ctx, { id: importId, fichier: 'RSABEM.xml', taille: GROS, recuLe: '2025-03-03', genre: null }),
  )
  const avant = process.memoryUsage().rss
  let [debut, sommet] = [0, 0]
  for (const morceau of unGrosFlux(GROS)) {
    await agir(ctx => ajouterMorceau(ctx, importId, debut, morceau))
    debut += morceau.length
    sommet = Math.max(sommet, process.memoryUsage().rss)
  }
  expect(debut).toBe(GROS)
  await expect(agir(ctx => ajouterMorceau(ctx, importId, debut - 1, Buffer.from('xx')))).rejects.toMatchObject({
    code: 'fichier-trop-long',
  })
  await agir(ctx => cloreDepot(ctx, importId, false))
  sommet = Math.max(sommet, process.memoryUsage().rss)
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'a-verifier' })
  expect(await compter(essai, 'fichier_morceau')).toBe(Math.ceil(GROS / PIECE))
  // Some thirty pieces at most between two collections of garbage: an eighth of the file, whatever its length.
  expect((sommet - avant) / Mo).toBeLessThan(256)
}, 180_000)
