import { expect } from 'vitest'
import type { Essai, Navigateur } from '../../essai.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import type { GenreListe } from './champs/liste.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { colonnesImport } from './colonnes-import.ts'

/** A list brought by an agent and applied by the real routes, with the columns that Filrouge proposes. */
export async function importerListe(essai: Essai, agent: Navigateur, genre: GenreListe, texte: string) {
  const importId = await deposerParEcran(agent, `${genre}.csv`, Buffer.from(texte), { genre })
  const { json } = await agent.appeler<typeof colonnesImport>('GET /imports/:importId/colonnes', { importId })
  const colonnes = Object.fromEntries(json.colonnes.flatMap(c => (c.champ ? [[c.entete, c.champ]] : [])))
  const choix = { importId, genre, colonnes }
  expect(await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', choix)).toMatchObject({
    status: 200,
    json: { manques: [] },
  })
  const { statut, rapport } = await appliquer(essai, agent, importId)
  expect(statut).toBe('applique')
  return { importId, resume: rapport?.resume }
}

/** What each line of it became, and why. */
export async function lignesDe(essai: Essai, importId: string) {
  const lignes = essai.base.territoire('59').selectFrom('importLigne').where('importId', '=', importId)
  const lues = await lignes.select(['resultat', 'motifs']).orderBy('ligne').execute()
  return lues.map(({ resultat, motifs }) => [resultat, ...(motifs as { motif: string }[]).map(m => m.motif)])
}
