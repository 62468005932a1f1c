import { sql } from 'kysely'
import type { DemandeFichier } from '../../import/depot/deposer-fichier.ts'
import { importerFichier } from '../../import/importer-fichier.ts'
import { contexte, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import type { Context } from '../../socle/use-case.ts'

/** What a list of running follow-ups did, as the command line tells it. `champ`: the column in question, by its title. */
export type RapportSuivis = {
  lus: number
  crees: number
  inchanges: number
  rejetes: number
  structuresCreees: number
  referentsCrees: number
  anomalies: { ligne: number; champ: string; motif: string }[]
}

/**
 * Takes up the follow-ups already running elsewhere, as a département does on its first day: the list « suivis » of the imports,
 * deposited, its columns recognised, applied; it shows there, and is undone from there. The same file again changes nothing, and
 * takes what could not be taken the first time. Throws the Refusal that the import met.
 */
export async function importerSuivis(
  base: Base,
  origine: Origine,
  demande: Pick<DemandeFichier, 'chemin' | 'recuLe'>,
): Promise<RapportSuivis> {
  const { id, numero } = await importerFichier(base, origine, { ...demande, genre: 'suivis', force: true })
  return rapportSuivis(contexte(base.territoire(origine.territoire.code), base, origine), { id, numero })
}

/** What an applied list of follow-ups did. */
export async function rapportSuivis(
  ctx: Context,
  { id, numero }: { id: string; numero: number },
): Promise<RapportSuivis> {
  return { ...(await compter(ctx, id, numero)), anomalies: await anomalies(ctx, id) }
}

async function compter(ctx: Context, id: string, numero: number): Promise<Omit<RapportSuivis, 'anomalies'>> {
  const { rows } = await sql<Omit<RapportSuivis, 'anomalies'>>`
    select count(*)::int as lus,
      count(*) filter (where resultat = 'creee')::int as crees,
      count(*) filter (where resultat = 'inchangee')::int as inchanges,
      count(*) filter (where resultat in ('refusee', 'a-decider'))::int as rejetes,
      (select count(*)::int from import_difference d
        where d.import = ${numero} and d.table_nom = 'structure' and d.avant is null) as structures_creees,
      (select count(*)::int from import_difference d
        where d.import = ${numero} and d.table_nom = 'agent' and d.avant is null) as referents_crees
    from import_ligne where import_id = ${id}`.execute(ctx.db)
  return rows[0] as Omit<RapportSuivis, 'anomalies'>
}

async function anomalies(ctx: Context, id: string): Promise<RapportSuivis['anomalies']> {
  const { rows } = await sql<RapportSuivis['anomalies'][number]>`
    select l.ligne, m ->> 'champ' as champ, m ->> 'motif' as motif
    from import_ligne l cross join lateral jsonb_array_elements(l.motifs) with ordinality as e (m, rang)
    where l.import_id = ${id} and l.resultat in ('refusee', 'a-decider') order by l.ligne, e.rang`.execute(ctx.db)
  return rows
}
