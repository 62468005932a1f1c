import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { exigerLecture, exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { jourDe } from '../socle/contexte.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { type CodeDocument, type Confidentialite, type EtatDocument, MESSAGES_DOCUMENT } from './document.ts'

export const refusDocument = (code: CodeDocument, genre: 'conflict' | 'not-found' = 'conflict'): Refusal =>
  new Refusal(genre, code, MESSAGES_DOCUMENT[code])

/**
 * SQL condition over `document d`: open to the agent, among those to whom the file is (domaine.md D3). What isn't yet looked into, or
 * was refused, is only its author's. An agent without a structure is of the département's own services.
 */
export function documentOuvert({ agent }: Context): RawBuilder<SqlBool> {
  if (agent.genre === 'systeme') return sql<SqlBool>`true`
  return sql<SqlBool>`(d.depose_par = ${agent.id}::uuid or d.etat not in ('depot', 'examen', 'refuse') and (
    d.confidentialite = 'partage'
    or d.confidentialite = 'structure' and d.structure_id is not distinct from ${agent.structureId}::uuid
    or d.confidentialite = 'reserve' and exists (select 1 from accompagnement ra
      where ra.personne_id = d.personne_id and ra.fin is null and ra.referent_id = ${agent.id}::uuid)))`
}

export type DocumentLu = {
  id: string
  personneId: string
  type: string
  titre: string
  deposePar: string
  confidentialite: Confidentialite
  etat: EtatDocument
  fichierId: string | null
  recuLe: string | null
  retireLe: string | null
}

/** A document open to the agent. Refuses 404 what isn't, as if it did not exist. */
export async function documentLu(ctx: Context, documentId: string): Promise<DocumentLu> {
  const document = await trouver(ctx, documentId)
  if (!document) throw refusDocument('document-introuvable', 'not-found')
  const jusqua = await exigerLecture(ctx, document.personneId)
  if (jusqua !== null && (document.recuLe === null || jourDe(document.recuLe, ctx.fuseau) > jusqua))
    throw refusDocument('document-introuvable', 'not-found')
  return document
}

/** A document open to the agent, of a person in their scope, locked until the end of the command. */
export async function documentTenu(ctx: Context, documentId: string): Promise<DocumentLu> {
  const document = await trouver(ctx, documentId, true)
  if (!document) throw refusDocument('document-introuvable', 'not-found')
  await exigerPerimetre(ctx, document.personneId)
  return document
}

async function trouver(ctx: Context, documentId: string, tenir = false): Promise<DocumentLu | undefined> {
  const { rows } = await sql<DocumentLu>`
    select d.id, d.personne_id, d.type, d.titre, d.depose_par, d.confidentialite, d.etat, d.fichier_id, d.recu_le, d.retire_le
    from document d
    where d.id = ${documentId} and d.etat <> 'depot' and ${documentOuvert(ctx)} ${tenir ? sql`for update of d` : sql``}`.execute(
    ctx.db,
  )
  return rows[0]
}

/** What the timeline keeps of a document: it is read by more people than the document. */
export const pourLeFil = (d: { id: string; type: string; confidentialite: string }) => ({
  documentId: d.id,
  ...(d.confidentialite === 'partage' ? { type: d.type } : {}),
})
