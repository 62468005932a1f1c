import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import type { Dite } from './donnee.ts'

/**
 * Writes what a source says: an agent's word is never overwritten, an older one neither. A refusal (`accord` false, no value) takes the
 * agreement away and leaves the value. Returns what was kept, and how many were held back by another source's word.
 */
export async function direDonnees(
  ctx: Context,
  dites: readonly Dite[],
): Promise<{ retenues: number; conflits: number }> {
  if (!dites.length) return { retenues: 0, conflits: 0 }
  const lignes = sql`jsonb_to_recordset(${JSON.stringify(dites)}::jsonb) as n ("personneId" uuid, champ text, source text, valeur text, accord boolean, le date)`
  const libre = sql`p.contact_source is distinct from 'agent' and (p.contact_le is null or p.contact_le <= n.le)`
  const resultats = [
    await sql`update personne p set telephone = coalesce(n.valeur, p.telephone), telephone_accord = n.accord, contact_source = n.source, contact_le = n.le
      from ${lignes} where n.champ = 'telephone' and p.id = n."personneId" and ${libre}`.execute(ctx.db),
    await sql`update personne p set courriel = coalesce(n.valeur, p.courriel), courriel_accord = n.accord, contact_source = n.source, contact_le = n.le
      from ${lignes} where n.champ = 'courriel' and p.id = n."personneId" and ${libre}`.execute(ctx.db),
    await sql`update personne p set identifiant_france_travail = n.valeur
      from ${lignes} where n.champ = 'identifiant-france-travail' and n.valeur is not null and p.id = n."personneId"
        and coalesce(p.identifiant_france_travail, n.valeur) = n.valeur`.execute(ctx.db),
  ]
  const retenues = resultats.reduce((somme, r) => somme + Number(r.numAffectedRows ?? 0), 0)
  return { retenues, conflits: dites.length - retenues }
}
