import { type RawBuilder, sql } from 'kysely'

/**
 * SQL relation (personne_id, role), lateral to `i` (matricule, numero_demande_rsa): whom a list placed in a household of this
 * matricule or claim.
 * Heard as long as no flow speaks: once it brings that household, or places the person in another, it alone tells who is where. A place
 * without a role is that of who asked for the RSA.
 */
export function placesDites(i: RawBuilder<unknown>): RawBuilder<unknown> {
  const trouvees = (
    champ: 'matricule' | 'numero-demande',
    condition: RawBuilder<unknown>,
    connu: RawBuilder<unknown>,
  ) => sql`
    select d.personne_id, case r.valeur when ${sql.lit(ROLES_DITS.CJT)} then 'CJT' else 'DEM' end as role
    from donnee d left join donnee r on r.personne_id = d.personne_id and r.champ = 'role-foyer' and r.source = d.source
    where d.champ = ${sql.lit(champ)} and ${condition} and not exists (select 1 from foyer f where ${connu})
      and not exists (select 1 from membre m where m.personne_id = d.personne_id and m.fin is null)`
  const demande = sql`${i}.numero_demande_rsa`
  return sql`(${trouvees('numero-demande', sql`upper(d.valeur) = ${demande}`, sql`f.numero_demande_rsa = ${demande}`)}
    union all ${trouvees(
      'matricule',
      sql`forme_matricule(d.valeur) = forme_matricule(${i}.matricule)`,
      sql`forme_matricule(f.matricule) = forme_matricule(${i}.matricule) or f.numero_demande_rsa = ${demande}`,
    )})`
}

/** A role as it is kept among what sources say, in words. */
export const ROLES_DITS = { DEM: 'demandeur', CJT: 'conjoint' } as const
