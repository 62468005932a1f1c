import type { Essai, Navigateur } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from '../socle/contexte.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { demander } from './demander-import.queries.ts'
import { ajouterMorceau } from './depot/contenu.ts'
import type { creerImport } from './depot/creer-import.ts'
import type { envoyerContenu } from './depot/envoyer-contenu.ts'
import { cloreDepot } from './depot/reception.ts'
import { traiterImports } from './executer-import.ts'
import type { Genre } from './import.ts'
import { inscrireImport } from './imports.queries.ts'
import type { ficheImport } from './imports.ts'

export const TERRITOIRE = { code: '59', nom: 'Nord', demo: false }
export const origineEssai = (essai: Essai): Origine => ({ agent: SYSTEME, territoire: TERRITOIRE, now: essai.now })

/** Deposits bytes as an import, by pieces, and asks for it to be applied when it may be. Returns its id. */
export async function deposer(
  essai: Essai,
  octets: Buffer,
  { fichier = 'RSABEM.xml', morceau = 1 << 16, recuLe = '2025-03-03' } = {},
): Promise<string> {
  const id = uuidv7()
  await dansTransaction(essai.base, origineEssai(essai), async ctx => {
    await inscrireImport(ctx, { id, fichier, taille: octets.length, recuLe, genre: null })
    for (let debut = 0; debut < octets.length; debut += morceau)
      await ajouterMorceau(ctx, id, debut, octets.subarray(debut, debut + morceau))
    if ((await cloreDepot(ctx, id, false)) === 'a-verifier') await demander(ctx, id, {})
  })
  return id
}

/** Applies the imports that wait: what is due follows. */
export async function traiter(essai: Essai): Promise<void> {
  await traiterImports(essai.base, TERRITOIRE, () => essai.now)
  await exigerEcheancesJustes(essai)
}

/** What became of an import: its state, its refusal, its report. */
export async function lireImport(essai: Essai, id: string) {
  const ctx = contexte(essai.base.territoire('59'), essai.base.commun, origineEssai(essai))
  return ctx.db
    .selectFrom('import')
    .select(['statut', 'refus', 'rapport', 'etape'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow() as Promise<{
    statut: string
    refus: { code: string; message: string } | null
    rapport: { anomalies: { champ: string; motif: string }[] } | null
    etape: string | null
  }>
}

/** Deposits a file by HTTP, as the screen does, in pieces of `morceau` bytes. Returns its id. */
export async function deposerParEcran(
  agent: Navigateur,
  fichier: string,
  contenu: Buffer,
  { morceau = 4 * 1024 * 1024, recuLe, genre }: { morceau?: number; recuLe?: string; genre?: Genre } = {},
): Promise<string> {
  const id = uuidv7()
  const annonce = await agent.appeler<typeof creerImport>('POST /imports', {
    id,
    fichier,
    taille: contenu.length,
    recuLe,
    genre,
  })
  if (annonce.status !== 200) throw new Error(annonce.texte)
  for (let debut = 0; debut < contenu.length; debut += morceau) {
    const { status, texte } = await agent.appeler<typeof envoyerContenu>('PUT /imports/:importId/contenu', {
      importId: id,
      debut,
      octets: contenu.subarray(debut, debut + morceau),
    })
    if (status !== 200) throw new Error(texte)
  }
  return id
}

/** Applies a deposited file, or simulates it, and returns what the screen shows of it afterwards. */
export async function appliquer(essai: Essai, agent: Navigateur, importId: string, simulation = false) {
  const { status, texte } = await agent.brut(`POST /imports/:importId/${simulation ? 'simulation' : 'application'}`, {
    importId,
  })
  if (status !== 200) throw new Error(texte)
  await traiter(essai)
  return (await agent.appeler<typeof ficheImport>('GET /imports/:importId', { importId })).json
}
