import { sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { estRetenue, retientUnMembre } from './retenir-cites.queries.ts'

/** Creates or updates the changed households of the staged file. `jour`: the flow's reference day; `version`: its format. */
export async function enregistrerFoyers(ctx: Context, jour: string, version: string): Promise<void> {
  await sql`
    insert into foyer (id, numero_demande_rsa, organisme, numero_organisme, matricule, date_demande, situation_familiale,
      situation_familiale_depuis,
      sans_domicile_fixe, autres_personnes_a_charge, complement, voie, lieu_dit, code_insee, code_postal, commune, adresse_depuis,
        arrive_le,
      montant_centimes, etat, present, empreinte, tranche, version, source, maj_le, cree_par)
    select i.foyer_id, i.numero_demande_rsa, i.organisme, i.numero_organisme, i.matricule, i.date_demande, i.situation_familiale,
      i.situation_familiale_depuis, i.sans_domicile_fixe, i.autres_personnes_a_charge, i.complement, i.voie, i.lieu_dit, i.code_insee,
      i.code_postal, i.commune, i.adresse_depuis, i.arrive_le, i.montant_centimes, i.etat, true, i.empreinte, i.tranche,
        ${version}, i.organisme, ${jour}::date, ${ctx.import}::int
    from import_foyer i where i.change
    on conflict (numero_demande_rsa) do update set
      organisme = excluded.organisme, numero_organisme = excluded.numero_organisme, matricule = excluded.matricule,
      date_demande = excluded.date_demande, situation_familiale = excluded.situation_familiale,
      situation_familiale_depuis = excluded.situation_familiale_depuis, sans_domicile_fixe = excluded.sans_domicile_fixe,
      autres_personnes_a_charge = excluded.autres_personnes_a_charge, complement = excluded.complement, voie = excluded.voie,
      lieu_dit = excluded.lieu_dit, code_insee = excluded.code_insee, code_postal = excluded.code_postal, commune = excluded.commune,
      adresse_depuis = excluded.adresse_depuis, arrive_le = excluded.arrive_le, montant_centimes = excluded.montant_centimes,
      etat = excluded.etat, present = true, empreinte = excluded.empreinte, tranche = excluded.tranche,
        version = excluded.version, source = excluded.source, maj_le = excluded.maj_le`.execute(ctx.db)
  // Same content written otherwise (a daily file, other spaces): its new bytes are those to know next time.
  await sql`
    update foyer f set tranche = i.tranche from import_foyer i
    where not i.change and i.tranche is not null and f.numero_demande_rsa = i.numero_demande_rsa`.execute(ctx.db)
}

/** Keeps who lives in the changed households, by periods: those gone leave, a changed role closes a period and opens another. */
export async function enregistrerMembres(ctx: Context, jour: string): Promise<void> {
  await sql`
    update membre m set fin = greatest(m.debut, ${jour}::date)
    from import_foyer i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa
    where i.change and m.foyer_id = f.id and m.fin is null and not exists (select 1 from import_personne p
      where p.numero_demande_rsa = i.numero_demande_rsa and p.personne_id = m.personne_id and p.role = m.role)
      and not ${estRetenue(sql`m.personne_id`)}`.execute(ctx.db)
  await sql`
    update membre m set a_charge = p.a_charge, activite = p.activite, activite_depuis = p.activite_depuis
    from import_personne p join foyer f on f.numero_demande_rsa = p.numero_demande_rsa
    where m.foyer_id = f.id and m.personne_id = p.personne_id and m.fin is null
      and (m.a_charge, m.activite, m.activite_depuis) is distinct from (p.a_charge, p.activite, p.activite_depuis)`.execute(
    ctx.db,
  )
  await sql`
    insert into membre (personne_id, foyer_id, role, a_charge, activite, activite_depuis, debut)
    select p.personne_id, f.id, p.role, p.a_charge, p.activite, p.activite_depuis, ${jour}::date
    from import_personne p join foyer f on f.numero_demande_rsa = p.numero_demande_rsa
    where not exists (select 1 from membre m where m.foyer_id = f.id and m.personne_id = p.personne_id and m.fin is null)`.execute(
    ctx.db,
  )
}

/**
 * Marks the households of these organisms ('CAF 591') that a whole monthly flow no longer holds. Their content is forgotten as
 * « known », so that one that comes back is read again. One whose member is told of in a household set aside isn't known to be gone.
 * Returns how many of each.
 */
export async function marquerFoyersAbsents(
  ctx: Context,
  organismes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (organismes.length === 0) return new Map()
  const { rows } = await sql<{ organisme: string; foyers: number }>`
    with absent as (
      update foyer f set present = false, empreinte = '', tranche = null
      where f.present and f.organisme || ' ' || f.numero_organisme = any(${[...organismes]})
        and not exists (select 1 from import_foyer i where i.numero_demande_rsa = f.numero_demande_rsa)
        and not ${retientUnMembre(sql`f.id`)}
      returning f.organisme || ' ' || f.numero_organisme as organisme)
    select organisme, count(*)::int as foyers from absent group by organisme`.execute(ctx.db)
  return new Map(rows.map(r => [r.organisme, r.foyers]))
}

export type FoyersConnus = {
  /** Content last seen of each household, by its number: tells the changed ones from the others. */
  empreintes: Map<string, string>
  /** Number of the household whose bytes last had this fingerprint: those need not even be read. */
  tranches: Map<string, string>
}

export async function foyersConnus(ctx: Context): Promise<FoyersConnus> {
  const lignes = await ctx.db
    .selectFrom('foyer')
    .select([
      'numeroDemandeRsa',
      sql<string>`encode(empreinte, 'base64')`.as('empreinte'),
      sql<string | null>`encode(tranche, 'base64')`.as('tranche'),
    ])
    .execute()
  const connus: FoyersConnus = { empreintes: new Map(), tranches: new Map() }
  for (const { numeroDemandeRsa, empreinte, tranche } of lignes) {
    connus.empreintes.set(numeroDemandeRsa, empreinte)
    if (tranche) connus.tranches.set(tranche, numeroDemandeRsa)
  }
  return connus
}

/** The organisms ('CAF 591') whose households the staged file holds. */
export async function organismesDuFichier(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ organisme: string }>`
    select organisme || ' ' || numero_organisme as organisme from import_foyer where organisme <> ''
    union
    select f.organisme || ' ' || f.numero_organisme from import_foyer i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa
    where i.organisme = ''
    order by 1`.execute(ctx.db)
  return rows.map(r => r.organisme)
}
