import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import type { LigneImport } from '../import.ts'
import { direChangements, type LigneChangee } from './differences.ts'

/**
 * The lines of a list with what each changed on the person it completes, once `releverDifferences` has written it, be it to be undone:
 * a simulation tells the same. Creations tell nothing: all is new.
 */
export async function decrireLignes(
  ctx: Context,
  numero: number,
  lignes: readonly LigneImport[],
): Promise<LigneImport[]> {
  const ids = lignes.flatMap(l => (l.resultat === 'modifiee' && l.personneId ? [l.personneId] : []))
  if (ids.length === 0) return [...lignes]
  const { rows } = await sql<{ personneId: string; sexe: string; lignes: LigneChangee[] }>`
    select d.personne_id, p.sexe, jsonb_agg(jsonb_build_object('table', d.table_nom, 'champ', d.cle ->> 'champ',
      'avant', d.avant, 'apres', d.apres) order by d.table_nom desc, d.cle ->> 'champ') as lignes
    from import_difference d join personne p on p.id = d.personne_id
    where d.import = ${numero}::int and d.personne_id = any(${[...new Set(ids)]}::uuid[])
      and d.table_nom in ('personne', 'donnee', 'orientation', 'accompagnement')
    group by d.personne_id, p.sexe`.execute(ctx.db)
  const parPersonne = new Map(rows.map(r => [r.personneId, direChangements(r.lignes, r.sexe)]))
  return lignes.map(l => {
    const changements = l.resultat === 'modifiee' && l.personneId ? parPersonne.get(l.personneId) : undefined
    return changements?.length ? { ...l, changements } : l
  })
}
