import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { annoncer, recevoir } from './depot.queries.ts'
import { type Confidentialite, type TypeDocument, titreDuFichier } from './document.ts'

export type Depot = {
  /** Made by the caller, who may so ask again. */
  id?: string
  sujet: { personne: string }
  type: TypeDocument
  /** Of the file: what it is called, when there is no title. */
  nom: string
  titre?: string
  octets: Buffer
  confidentialite: Confidentialite
}

/**
 * Lays a document in a file, for any domain (architecture §9): kept encrypted, it is looked into by a job and opens then. The caller
 * has checked the scope. Returns its id. Refuses (invalid) its type or size, (conflict) what is there already.
 */
export async function deposer(ctx: Context, depot: Depot): Promise<string> {
  const { id = uuidv7(Date.parse(ctx.now)), sujet, nom, titre, octets, type, confidentialite } = depot
  await annoncer(ctx, {
    ...{ id, personneId: sujet.personne, type, confidentialite, taille: octets.length },
    titre: titre || titreDuFichier(nom),
  })
  const { refus } = await recevoir(ctx, id, 0, octets)
  if (refus) throw new Refusal('conflict', refus.code, refus.message)
  return id
}
