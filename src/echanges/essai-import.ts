import type { Essai } from '../essai.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from '../socle/contexte.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ajouterMorceau } from './contenu.ts'
import { traiterImports } from './executer-import.ts'
import { demander, inscrireImport } from './imports.queries.ts'
import { cloreDepot } from './reception.ts'

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

export const traiter = (essai: Essai) => traiterImports(essai.base, TERRITOIRE, () => essai.now)

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
