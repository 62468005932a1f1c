import { sql } from 'kysely'
import type { Essai } from '../../essai.ts'

/** The tables of the domains: all but imports themselves and the bytes they keep, and what staging leaves behind. */
const HORS = /^(import.*|fichier.*|migration|consultation|alerte_flux)$/

/**
 * Every row of every domain, as sorted JSON. Ids are replaced by what they name, instants and numbers given by sequences left out: two
 * bases where the same happened give the same.
 */
export async function cliche(essai: Essai): Promise<Record<string, string[]>> {
  const db = essai.base.territoire('59')
  const { rows: tables } = await sql<{ nom: string }>`
    select tablename as nom from pg_tables where schemaname = 't_59' order by 1`.execute(db)
  const { rows: noms } = await sql<{ id: string; dit: string }>`
    select id, concat_ws('|', 'personne', nom, prenom, date_naissance) as dit from personne
    union all select id, 'foyer|' || numero_demande_rsa from foyer`.execute(db)
  const { rows: flux } = await sql<{ numero: number; rang: number }>`
    select numero, row_number() over (order by numero) as rang from flux`.execute(db)
  const dits = new Map(noms.map(n => [n.id, n.dit]))
  const rangs = new Map(flux.map(f => [f.numero, f.rang]))
  const lues: Record<string, string[]> = {}
  for (const { nom } of tables.filter(t => !HORS.test(t.nom))) {
    const { rows } = await sql<{ ligne: Record<string, unknown> }>`
      select to_jsonb(t) as ligne from ${sql.table(nom)} t`.execute(db)
    // What is told of an import is the import's, like its own rows.
    const siennes = rows.filter(({ ligne }) => ligne.objet !== 'import')
    lues[nom] = siennes.map(({ ligne }) => JSON.stringify(normaliser(nom, ligne, dits, rangs))).sort()
  }
  return lues
}

const SEQUENCES = /^(numero|import|cree_par)$/
const FLUX = /^flux/
/** A flow told in an entry of the notebook. */
const FLUX_DIT = /"flux":(\d+)/g
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*([+-]\d{2}:\d{2}|Z)$/
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

function normaliser(
  table: string,
  ligne: Record<string, unknown>,
  dits: Map<string, string>,
  rangs: Map<number, number>,
) {
  return Object.entries(ligne)
    .filter(([cle]) => !SEQUENCES.test(cle) && !(cle === 'id' && typeof ligne.id === 'number') && !/chiffre$/.test(cle))
    .map(([cle, valeur]) => {
      if (FLUX.test(cle) && typeof valeur === 'number') return [cle, rangs.get(valeur) ?? valeur]
      if (table === 'flux' && cle === 'importe_le') return [cle, '']
      if (typeof valeur === 'string' && INSTANT.test(valeur)) return [cle, '']
      const dit = JSON.stringify(valeur).replaceAll(UUID, id => dits.get(id) ?? '*')
      return [cle, dit.replaceAll(FLUX_DIT, (_, numero) => `"flux":${rangs.get(Number(numero))}`)]
    })
}
