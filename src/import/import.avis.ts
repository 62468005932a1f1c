import { type RawBuilder, sql } from 'kysely'
import { avis } from '../socle/recit.ts'
import { recitImportApplique, recitImportRefuse } from './import.recits.ts'

const deposant = ({ sujet }: { sujet: RawBuilder<string> }) =>
  sql`select i.depose_par from import i where i.id = ${sujet}::uuid`

/** What became of a file, to who brought it, a software being told nothing: the machine applies it in their name. */
const DU_DEPOSANT = { permission: 'import.gerer', auteurAussi: true, qui: deposant, ou: '/imports/:id' } as const

export const AVIS_IMPORT = [
  avis('import-applique', recitImportApplique, DU_DEPOSANT),
  avis('import-refuse', recitImportRefuse, DU_DEPOSANT),
]
