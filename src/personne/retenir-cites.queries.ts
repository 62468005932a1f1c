import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'
import { MEME_NIR } from './doublons/ressemblance.ts'

/**
 * SQL condition: nothing says that the person (a column) left: a household set aside tells of her, or somebody stands in her place with
 * her NIR, who may be her.
 */
export const estRetenue = (personneId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${personneId} in (select r.personne_id from import_retenue r)`
/** SQL condition: one of those lives in this household (a column). */
export const retientUnMembre = (foyerId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${foyerId} in (select m.foyer_id from import_retenue r join membre m on m.personne_id = r.personne_id and m.fin is null)`

/** Keeps whom the staged file doesn't tell to be gone, and their households to be read again next time, were they the same. */
export async function retenirLesPresents(ctx: Context): Promise<void> {
  await retenirLesCites(ctx)
  await retenirQuiEstEnDoute(ctx)
  await sql`
    update foyer f set empreinte = '', tranche = null
    from import_foyer i where i.numero_demande_rsa = f.numero_demande_rsa and i.change
      and ${retientUnMembre(sql`f.id`)}`.execute(ctx.db)
}

/**
 * Somebody comes in the place of a known person, with her NIR and another identity: a human tells whether she is replaced or called
 * otherwise (rule E5). Until then she isn't gone.
 */
async function retenirQuiEstEnDoute(ctx: Context): Promise<void> {
  await sql`
    insert into import_retenue (personne_id)
    select distinct m.personne_id from import_personne i join foyer f on f.numero_demande_rsa = i.numero_demande_rsa
      join membre m on m.foyer_id = f.id and m.fin is null and m.role = i.role and m.personne_id <> i.personne_id
      left join doublon d on least(d.personne_id, d.autre_id) = least(m.personne_id, i.personne_id)
        and greatest(d.personne_id, d.autre_id) = greatest(m.personne_id, i.personne_id)
    where not exists (select 1 from import_personne j where j.personne_id = m.personne_id)
      and case when d.id is null then i.nir_de = m.personne_id else d.statut = 'a-decider' and ${MEME_NIR} = any(d.raisons) end`.execute(
    ctx.db,
  )
}

/**
 * Recognises who is told in the households that the staged file sets aside (import_cite), generously: by a NIR, else by all that can be
 * read of the name, first name and birth date, two of them at least.
 * Somebody read elsewhere in the file is where it says.
 */
async function retenirLesCites(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select 1 from import_cite limit 1) c`.execute(ctx.db)
  if (rows[0]?.n === 0) return
  const siens = sql`(forme_comparable(p.nom), forme_comparable(p.nom_naissance))`
  const nomDe = sql`(coalesce(c.nom, c.nom_naissance) is null or forme_comparable(c.nom) in ${siens}
    or forme_comparable(c.nom_naissance) in ${siens})`
  await sql`
    insert into import_retenue (personne_id)
    select distinct coalesce(p.fusionnee_dans, p.id) from (
      select p.id from import_cite c join personne p on p.nir_empreinte = c.nir_empreinte
      union all
      select p.id from import_cite c join personne p on p.date_naissance = c.date_naissance
      where coalesce(forme_comparable(c.prenom) = forme_comparable(p.prenom), true)
        and ${nomDe} and coalesce(c.prenom, c.nom, c.nom_naissance) is not null
      union all
      select p.id from import_cite c join personne p on p.identite = forme_comparable(coalesce(c.nom_naissance, c.nom)) || '|' ||
        forme_comparable(c.prenom)
      where c.date_naissance is null
      union all
      select p.id from import_cite c join personne p on forme_comparable(p.nom) || '|' || forme_comparable(p.prenom) =
        forme_comparable(coalesce(c.nom, c.nom_naissance)) || '|' || forme_comparable(c.prenom)
      where c.date_naissance is null) q join personne p on p.id = q.id
    where not exists (select 1 from import_personne i where i.personne_id = coalesce(p.fusionnee_dans, p.id))`.execute(
    ctx.db,
  )
}
