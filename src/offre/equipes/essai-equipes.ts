import type { Essai } from '../../essai.ts'
import { uuidv7 } from '../../socle/uuid.ts'

/** A team of a structure. For tests. */
export async function uneEquipe(
  essai: Essai,
  structureId: string,
  { nom, antenneId = null }: { nom?: string; antenneId?: string | null } = {},
): Promise<string> {
  const id = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('equipe')
    .values({ id, structureId, antenneId, nom: nom ?? `Équipe ${id.slice(-6)}` })
    .execute()
  return id
}

/** A place of a structure. For tests. */
export async function uneAntenne(essai: Essai, structureId: string): Promise<string> {
  const id = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('antenne')
    .values({ id, structureId, nom: `Antenne ${id.slice(-6)}` })
    .execute()
  return id
}
