import type { Essai } from '../../essai.ts'
import { uuidv7 } from '../uuid.ts'
import { garderOctets } from './fichier.ts'

/** Bytes kept, for rows that lead to some. */
export async function unFichier(essai: Pick<Essai, 'enTransaction'>, octets = '%PDF-1.7'): Promise<string> {
  const id = uuidv7()
  await essai.enTransaction(ctx => garderOctets(ctx, id, Buffer.from(octets)))
  return id
}
