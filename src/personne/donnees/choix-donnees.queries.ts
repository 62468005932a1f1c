import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { apprendreMots } from '../recherche/mots.queries.ts'
import { CHAMPS, CHAMPS_EVOLUTIFS, Champ, ordreDe, type SourceDonnee } from './donnee.ts'
import { precedence } from './precedence.queries.ts'

/** A field of a person. */
export type Cle = { personneId: string; champ: Champ }
export type Choix = Cle & { source: SourceDonnee; valeur: string | null; conflit: boolean }

const enJson = (lignes: unknown) => JSON.stringify(lignes)

/** The territory's orders of sources as SQL rows (champ, source, rang). */
export async function rangs(ctx: Context): Promise<RawBuilder<unknown>> {
  const choisie = await precedence(ctx)
  const lignes = Champ.options.flatMap(champ =>
    ordreDe(champ, choisie).map((source, rang) => ({ champ, source, rang })),
  )
  return sql`jsonb_to_recordset(${enJson(lignes)}::jsonb) as o (champ text, source text, rang int)`
}

/** Columns of `personne` that show a chosen value, as SQL: a new value for those the statement names, the present one else. */
const IDENTITE = ['nom', 'nom-naissance', 'prenom', 'identifiant-france-travail'] as const
const aValeur = (champ: Champ) => sql`max(valeur) filter (where champ = ${sql.lit(champ)})`
const parle = (champ: Champ) => sql`coalesce(bool_or(champ = ${sql.lit(champ)}), false)`

/**
 * Chooses, for each of these fields, the value that is shown: the first source in the territory's order, then the newest. Marks
 * what disagrees with it (a value an agent set aside is settled), and writes the choice in the columns of `personne`. Returns
 * what is shown now. `ordre`: the rows of `rangs`.
 */
export async function choisirDonnees(ctx: Context, cles: readonly Cle[], ordre: RawBuilder<unknown>): Promise<Choix[]> {
  const colonnes = IDENTITE.map(champ => ({ champ, nom: sql.ref(CHAMPS[champ].colonne) }))
  const { rows } = await sql<Choix>`
    with touchees as materialized (
      select distinct c.personne_id, c.champ
        from jsonb_to_recordset(${enJson(cles.map(c => ({ personne_id: c.personneId, champ: c.champ })))}::jsonb)
        as c (personne_id uuid, champ text)
    ),
    ordre as materialized (select * from ${ordre}),
    lignes as materialized (
      select d.*, forme_donnee(d.champ, d.valeur) as forme, coalesce(o.rang, 1000) as rang,
        d.source in ('agent', 'personne') as de_vive_voix,
        max(d.le) filter (where d.source in ('agent', 'personne') and d.valeur is null and d.accord = false)
          over (partition by d.personne_id, d.champ) as refus_le
      from touchees t join donnee d on d.personne_id = t.personne_id and d.champ = t.champ
        left join ordre o on o.champ = d.champ and o.source = d.source
    ),
    choisies as materialized (
      select distinct on (personne_id, champ) l.*,
        -- Saying no needs no number: a refusal by word of mouth holds for the value that is shown.
        case when l.refus_le >= l.le then false else l.accord end as accord_retenu
      from lignes l where l.valeur is not null or (l.de_vive_voix and l.accord is not false)
      order by personne_id, champ, rang, le desc, source
    ),
    etats as materialized (
      select l.personne_id, l.champ, l.source, l.source is not distinct from c.source as retenue,
        c.source is not null and l.source <> c.source and l.valeur is not null and l.forme is distinct from c.forme
          -- The number of a job seeker as it was written before, and as it is today.
          and not (l.champ = 'identifiant-france-travail' and length(l.forme) <> length(c.forme))
          and case when l.champ = any(${[...CHAMPS_EVOLUTIFS]}::text[]) then c.de_vive_voix and l.le > c.le
            else not exists (select 1 from jsonb_array_elements(c.ecarte) e where forme_donnee(l.champ,
              e ->> 'valeur') = l.forme) end as conflit
      from lignes l left join choisies c on c.personne_id = l.personne_id and c.champ = l.champ
    ),
    quittees as (
      update donnee d set retenue = false, conflit = e.conflit from etats e
      where d.personne_id = e.personne_id and d.champ = e.champ and d.source = e.source and not e.retenue
        and (d.retenue or d.conflit <> e.conflit)
      returning 1
    ),
    voulues as (
      select personne_id,
        ${sql.join(colonnes.map(({ champ, nom }) => sql`${aValeur(champ)} as ${nom}`))},
        ${aValeur('date-naissance')}::date as date_naissance,
        ${parle('telephone')} as dit_telephone, ${aValeur('telephone')} as telephone,
        bool_and(accord_retenu) filter (where champ = 'telephone') as telephone_accord,
        ${parle('courriel')} as dit_courriel, ${aValeur('courriel')} as courriel,
        bool_and(accord_retenu) filter (where champ = 'courriel') as courriel_accord,
        (array_agg(source order by le desc, rang) filter (where champ in ('telephone', 'courriel')))[1] as contact_source,
        max(le) filter (where champ in ('telephone', 'courriel')) as contact_le
      from choisies group by personne_id
    ),
    ecrites as (
      update personne p set
        ${sql.join(colonnes.map(({ nom }) => sql`${nom} = coalesce(v.${nom}, p.${nom})`))},
        date_naissance = coalesce(v.date_naissance, p.date_naissance),
        telephone = case when v.dit_telephone then v.telephone else p.telephone end,
        telephone_accord = case when v.dit_telephone then v.telephone_accord else p.telephone_accord end,
        courriel = case when v.dit_courriel then v.courriel else p.courriel end,
        courriel_accord = case when v.dit_courriel then v.courriel_accord else p.courriel_accord end,
        contact_source = case when v.contact_le >= coalesce(p.contact_le, v.contact_le) then v.contact_source else p.contact_source end,
        contact_le = greatest(v.contact_le, p.contact_le)
      from voulues v where p.id = v.personne_id and (
        ${sql.join(
          colonnes.map(({ nom }) => sql`v.${nom} <> p.${nom} or (v.${nom} is not null and p.${nom} is null)`),
          sql` or `,
        )}
        or v.date_naissance <> p.date_naissance
        or (v.dit_telephone and (v.telephone, v.telephone_accord) is distinct from (p.telephone, p.telephone_accord))
        or (v.dit_courriel and (v.courriel, v.courriel_accord) is distinct from (p.courriel, p.courriel_accord))
        or v.contact_le > p.contact_le or (v.contact_le is not null and p.contact_le is null))
      returning 1
    )
    select t.personne_id, t.champ, c.source, c.valeur, coalesce(e.conflit, false) as conflit
    from touchees t left join choisies c on c.personne_id = t.personne_id and c.champ = t.champ
      left join (select personne_id, champ, bool_or(conflit) as conflit from etats group by 1, 2) e
        on e.personne_id = t.personne_id and e.champ = t.champ`.execute(ctx.db)
  const nommees = rows.filter(r => CHAMPS[r.champ].famille === 'identite').map(r => r.personneId)
  if (nommees.length) await apprendreMots(ctx, sql`select recherche from personne where id = any(${nommees}::uuid[])`)
  // In a statement of its own: a partial unique index lets one row of a field be the chosen one, and is checked at each row.
  const retenues = rows
    .filter(r => r.source)
    .map(r => ({ personne_id: r.personneId, champ: r.champ, source: r.source }))
  await sql`
    update donnee d set retenue = true, conflit = false from jsonb_to_recordset(${enJson(retenues)}::jsonb)
      as c (personne_id uuid, champ text, source text)
    where d.personne_id = c.personne_id and d.champ = c.champ and d.source = c.source and not (d.retenue and not d.conflit)`.execute(
    ctx.db,
  )
  return rows
}
