import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { clore } from '../../socle/auth/texte.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { RELAIS_A_LIRE } from './relais.queries.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

type Noeud = { 'Relation Name'?: string; 'Index Cond'?: string; 'Recheck Cond'?: string; Plans?: Noeud[] }
const tous = (noeud: Noeud): Noeud[] => [noeud, ...(noeud.Plans ?? []).flatMap(tous)]

/** As many followed, each after a note that nobody has read. */
async function desNotes(combien: number) {
  const structureId = await essai.uneStructure()
  const [avant, apres] = [
    await essai.unAgent('referent', { structureId }),
    await essai.unAgent('referent', { structureId }),
  ]
  const personnes = Array.from({ length: combien }, () => uuidv7())
  await sql`
    with p as (
      insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le)
      select id, 'NOM', 'NOM', 'PRENOM', '1980-01-01', '1', 'cnaf', ${essai.now} from unnest(${personnes}::uuid[]) id returning id),
    o as (
      insert into orientation (id, personne_id, dominante, structure_id, debut, origine, decidee_le)
      select id, id, 'emploi', ${structureId}, '2025-01-01', 'decision', ${essai.now} from p returning id),
    k as (
      insert into accompagnement (id, personne_id, orientation_id, referent_id, structure_id, debut)
      select id, id, id, ${apres.id}, ${structureId}, '2025-02-01' from o returning id)
    insert into accompagnement (id, personne_id, orientation_id, referent_id, structure_id, debut, fin, fin_motif, fin_par,
      relais, relais_le)
    select gen_random_uuid(), id, id, ${avant.id}, ${structureId}, '2025-01-01', '2025-02-01', 'passage-de-relais', id,
      ${clore('59', 'Note')}, ${essai.now}
    from k`.execute(db())
  for (const table of ['personne', 'accompagnement']) await sql`analyze ${sql.table(table)}`.execute(db())
  return personnes
}

test('les notes d’une personne se lisent par index, sans lire toutes les personnes ni toutes les notes', async () => {
  const [personne] = await desNotes(2000)
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: Noeud }[] }>`
    explain (format json) select v.id from ${RELAIS_A_LIRE} and k.personne_id in (${personne})`.execute(db())
  const lectures = rows.flatMap(r => r['QUERY PLAN'].flatMap(p => tous(p.Plan))).filter(n => n['Relation Name'])
  expect(lectures.length).toBeGreaterThan(0)
  expect(lectures.filter(n => !/(id|fusionnee_dans) = /.test(n['Index Cond'] ?? n['Recheck Cond'] ?? ''))).toEqual([])
})
