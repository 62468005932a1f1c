import { unImport } from '../echanges/listes/essai-tableur.ts'
import type { Essai, Navigateur } from '../essai.ts'

/** Two applied lists: one of structures with a line to decide, one of persons with two that may be this one's, the first entrusted. */
export async function deuxListesEnDoute(essai: Essai, agent: Navigateur, personneId: string) {
  const db = essai.base.territoire('59')
  const appliquer = async (genre: 'structures' | 'personnes', contenu: string, colonnes: Record<string, string>) => {
    const { id } = await unImport(essai, contenu, { genre, agent })
    const options = JSON.stringify({ correspondance: { colonnes, constantes: {}, feuille: null } })
    const fin = { statut: 'applique', debutLe: essai.now, finLe: essai.now, options }
    await db.updateTable('import').set(fin).where('id', '=', id).execute()
    return id
  }
  const doutesId = await appliquer('structures', 'Nom;Ville\nRégie – rurale;Trame\n', { Nom: 'nom' })
  const doutesPersonnesId = await appliquer('personnes', 'Nom;Prénom\nAUTRE;ANNE\nAUTRE;ANNA\n', {
    Nom: 'nom',
    Prénom: 'prenom',
  })
  for (const [importId, ligne] of [
    [doutesId, 2],
    [doutesPersonnesId, 2],
    [doutesPersonnesId, 3],
  ] as const) {
    await db.insertInto('importLigne').values({ importId, ligne, resultat: 'a-decider' }).execute()
    const confie = ligne === 2 ? { confieLe: essai.now, confieNom: 'Agent ESSAI' } : {}
    await db
      .insertInto('importDoute')
      .values({ importId, ligne, depuis: essai.now, ...confie })
      .execute()
    if (importId === doutesPersonnesId)
      await db.insertInto('importCandidat').values({ importId, ligne, personneId }).execute()
  }
  return { doutesId, doutesPersonnesId }
}
