import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../socle/use-case.ts'

/** SQL condition: nothing says that the person (a column) left: a household set aside tells of her, and none that was read. */
export const estRetenue = (personneId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${personneId} in (select r.personne_id from import_retenue r)`
/** SQL condition: one of those lives in this household (a column). */
export const retientUnMembre = (foyerId: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${foyerId} in (select r.foyer_id from import_retenue r)`

/**
 * Recognises who is told in the households that the staged file sets aside (import_cite), generously: by a NIR, else by all that can be
 * read of the name, first name and birth date, two of them at least. They are not gone from the household that doesn't tell of them any
 * more: it is read again next time, were it the same. Somebody read elsewhere in the file is where it says.
 */
export async function retenirLesCites(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select 1 from import_cite limit 1) c`.execute(ctx.db)
  if (rows[0]?.n === 0) return
  const siens = sql`(forme_comparable(p.nom), forme_comparable(p.nom_naissance))`
  const nomDe = sql`(coalesce(c.nom, c.nom_naissance) is null or forme_comparable(c.nom) in ${siens}
    or forme_comparable(c.nom_naissance) in ${siens})`
  await sql`
    insert into import_retenue (personne_id, foyer_id)
    select distinct m.personne_id, m.foyer_id from (
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
      join membre m on m.personne_id = coalesce(p.fusionnee_dans, p.id) and m.fin is null
    where not exists (select 1 from import_personne i where i.personne_id = m.personne_id)`.execute(ctx.db)
  await sql`
    update foyer f set empreinte = '', tranche = null
    from import_foyer i where i.numero_demande_rsa = f.numero_demande_rsa and i.change and ${retientUnMembre(sql`f.id`)}`.execute(
    ctx.db,
  )
}
