import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

export type DonneeDite = {
  personneId: string
  champ: string
  source: string
  valeur: string | null
  /** Agreement to be reached that way; null when nobody asked. */
  accord?: boolean | null
  /** YYYY-MM-DD. */
  le: string
}

/** Columns of personne that keep a value said by a list. */
const COLONNES: Record<string, string> = {
  telephone: 'telephone',
  courriel: 'courriel',
  'identifiant-france-travail': 'identifiant_france_travail',
}

/** Keeps what was said of persons when nothing more trusted is known. Returns the persons of whom something is new. */
export async function direDonnees(ctx: Context, dites: readonly DonneeDite[]): Promise<ReadonlySet<string>> {
  const changees = new Set<string>()
  for (const [champ, colonne] of Object.entries(COLONNES)) {
    const siennes = dites.filter(d => d.champ === champ && d.valeur !== null)
    if (!siennes.length) continue
    const contact = champ === 'telephone' || champ === 'courriel'
    const { rows } = await sql<{ id: string }>`
      update personne p set ${sql.ref(colonne)} = s.valeur
        ${contact ? sql`, ${sql.ref(`${colonne}_accord`)} = s.accord, contact_source = s.source, contact_le = s.le` : sql``}
      from jsonb_to_recordset(${JSON.stringify(siennes)}::jsonb) as s ("personneId" uuid, valeur text, accord boolean, source text, le date)
      where p.id = s."personneId" and p.${sql.ref(colonne)} is distinct from s.valeur
        ${contact ? sql`and coalesce(p.contact_source, '') <> 'agent'` : sql``}
      returning p.id`.execute(ctx.db)
    for (const { id } of rows) changees.add(id)
  }
  return changees
}
