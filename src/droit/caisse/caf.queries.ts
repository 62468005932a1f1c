import { type RawBuilder, sql } from 'kysely'
import { estRetenue } from '../../personne/retenir-cites.queries.ts'
import type { Context } from '../../socle/use-case.ts'

/**
 * Keeps what the staged file says of persons beside their right, once they are matched: sanctions and suspensions for fraud, known by
 * their first day, brought to what the fund says now; the measure of protection and the contract of the changed households,
 * as last told. The same file told again changes nothing. A sanction that a flow no longer tells stays: it was applied.
 * `flux`: number of the flow.
 */
export async function enregistrerDitsDeLaCaisse(ctx: Context, flux: number): Promise<void> {
  await sql`
    insert into sanction_caf (personne_id, foyer_id, genre, debut, fin, motif, niveau, taux_points, montant_demande_centimes, reference_le,
      montant_reference_centimes, composition, montant_avant_plafond_centimes, montant_applique_centimes, levee_le, levee_motif,
        flux_debut, flux_maj)
    select distinct on (p.personne_id, f.id, c.genre, c.debut) p.personne_id, f.id, c.genre, c.debut, c.fin, c.code, c.niveau,
      c.taux_points,
      c.montant_demande_centimes, c.reference_le, c.montant_reference_centimes, c.composition, c.montant_avant_plafond_centimes,
      c.montant_applique_centimes, c.levee_le, c.levee_motif, ${flux}, ${flux}
    from import_caf c join import_personne p using (numero_demande_rsa, rang) join foyer f using (numero_demande_rsa)
    where c.genre in ('sanction', 'fraude')
    order by p.personne_id, f.id, c.genre, c.debut, c.reference_le desc nulls last
    on conflict (personne_id, foyer_id, genre, debut) do update set
      fin = excluded.fin, motif = excluded.motif, niveau = excluded.niveau, taux_points = excluded.taux_points,
      montant_demande_centimes = excluded.montant_demande_centimes, reference_le = excluded.reference_le,
      montant_reference_centimes = excluded.montant_reference_centimes, composition = excluded.composition,
      montant_avant_plafond_centimes = excluded.montant_avant_plafond_centimes,
        montant_applique_centimes = excluded.montant_applique_centimes,
      levee_le = excluded.levee_le, levee_motif = excluded.levee_motif, flux_maj = excluded.flux_maj
    where (sanction_caf.fin, sanction_caf.motif, sanction_caf.niveau, sanction_caf.taux_points, sanction_caf.montant_demande_centimes,
        sanction_caf.reference_le, sanction_caf.montant_reference_centimes, sanction_caf.composition,
        sanction_caf.montant_avant_plafond_centimes, sanction_caf.montant_applique_centimes, sanction_caf.levee_le,
          sanction_caf.levee_motif)
      is distinct from (excluded.fin, excluded.motif, excluded.niveau, excluded.taux_points, excluded.montant_demande_centimes,
        excluded.reference_le, excluded.montant_reference_centimes, excluded.composition,
        excluded.montant_avant_plafond_centimes, excluded.montant_applique_centimes, excluded.levee_le, excluded.levee_motif)`.execute(
    ctx.db,
  )
  await sql`
    delete from mention_caf m using foyer f join import_foyer i using (numero_demande_rsa)
    where m.foyer_id = f.id and i.change and not exists (select 1 from import_caf c join import_personne p using (numero_demande_rsa, rang)
      where c.numero_demande_rsa = i.numero_demande_rsa and p.personne_id = m.personne_id and c.genre = m.genre)
      and not ${estRetenue(sql`m.personne_id`)}`.execute(ctx.db)
  await sql`
    insert into mention_caf (personne_id, foyer_id, genre, code, debut, fin, flux)
    select distinct on (p.personne_id, f.id, c.genre) p.personne_id, f.id, c.genre, c.code, c.debut, c.fin, ${flux}
    from import_caf c join import_personne p using (numero_demande_rsa, rang) join foyer f using (numero_demande_rsa)
    where c.genre in ('protection', 'contrat')
    order by p.personne_id, f.id, c.genre, c.debut desc nulls last
    on conflict (personne_id, foyer_id, genre) do update set code = excluded.code, debut = excluded.debut, fin = excluded.fin,
      flux = excluded.flux
    where (mention_caf.code, mention_caf.debut, mention_caf.fin) is distinct from (excluded.code, excluded.debut, excluded.fin)`.execute(
    ctx.db,
  )
}

/** SQL (JSON): the sanctions that the funds say they applied to `reunies` (personne-lue.queries.ts), latest first; `ou`: over `s`. */
const sanctionsEnJson = (ou: RawBuilder<unknown>) => sql`
  (select coalesce(json_agg(json_build_object('foyer', f.organisme || ' ' || f.numero_organisme, 'genre', s.genre, 'debut', s.debut,
      'fin', s.fin, 'niveau', s.niveau, 'tauxPoints', s.taux_points, 'montantDemandeCentimes', s.montant_demande_centimes,
      'montantAppliqueCentimes', s.montant_applique_centimes, 'leveeLe', s.levee_le, 'source', f.organisme, 'le', x.reference)
      order by s.debut desc, s.genre, f.numero_demande_rsa), '[]')
    from reunies u join sanction_caf s on s.personne_id = u.id join foyer f on f.id = s.foyer_id join flux x on x.numero = s.flux_maj
    where ${ou})`

export const SANCTIONS = sanctionsEnJson(sql`true`)

/** Those that run today, or are to begin. */
export const sanctionsVives = (ctx: Context) =>
  sanctionsEnJson(
    sql`coalesce(s.fin, 'infinity') >= ${ctx.today}::date and coalesce(s.levee_le, 'infinity') > ${ctx.today}::date`,
  )

/** SQL (JSON): what the funds know of `reunies` beside their right. */
export const MENTIONS = sql`
  (select coalesce(json_agg(json_build_object('genre', m.genre, 'code', m.code, 'debut', m.debut, 'fin', m.fin, 'source', f.organisme,
      'le', x.reference) order by m.genre desc, m.debut desc nulls last), '[]')
    from reunies u join mention_caf m on m.personne_id = u.id join foyer f on f.id = m.foyer_id join flux x on x.numero = m.flux)`
