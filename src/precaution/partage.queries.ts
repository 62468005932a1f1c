import { type RawBuilder, sql } from 'kysely'
import { perimetre } from '../agent/perimetre.ts'
import { traits } from '../agent/roles.ts'
import { parNom } from '../lecture/par-nom.ts'
import type { Context } from '../socle/use-case.ts'
import type { Appel, AvantDAppeler, Partage } from './en-bref.ts'

/** A number may be that of a whole hostel: some names tell enough. */
const NOMMEES = 5

/** SQL condition over `donnee d`: another source says this number or this mailbox, and the file shows both until somebody decides. */
const DITE_AUSSI = sql`d.conflit and d.champ in ('telephone', 'courriel')`

/** SQL rows (par, valeur) over `personne p`: where a card reaches them. `par`: 'telephone' or 'courriel'. */
const DE_LA_CARTE: RawBuilder<unknown> = sql`
  select 'telephone', p.telephone where p.telephone is not null union all select 'courriel', p.courriel where p.courriel is not null`

/** The same, as their file shows it: with the numbers of the files that it absorbed, and what other sources say. */
const DU_DOSSIER: RawBuilder<unknown> = sql`${DE_LA_CARTE}
  union select c.par, c.valeur
    from personne f cross join lateral (values ('telephone', f.telephone), ('courriel', f.courriel)) c (par, valeur)
    where f.fusionnee_dans = p.id and c.valeur is not null
  union select d.champ, d.valeur from donnee d where d.personne_id = p.id and d.valeur is not null and ${DITE_AUSSI}`

/**
 * SQL query of the other persons (id, nom, prenom, par, valeur) whose file shows one of these numbers or mailboxes of `p`, by the index of
 * each: a number is never a person (rule A9). What an agent set aside of a file isn't to be used any more: it isn't compared.
 */
const autres = (montres: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select q.id, q.nom, q.prenom, m.par, m.valeur from (${montres}) m (par, valeur) cross join lateral (
    select coalesce(x.fusionnee_dans, x.id) as id from personne x where m.par = 'telephone' and x.telephone = m.valeur
    union all select coalesce(x.fusionnee_dans, x.id) from personne x where m.par = 'courriel' and x.courriel = m.valeur
    union all select d.personne_id from donnee d where d.champ = m.par and d.valeur = m.valeur and ${DITE_AUSSI}) k
  join personne q on q.id = k.id
  where q.id <> p.id and q.fusionnee_dans is null and not exists (select 1 from archive z where z.personne_id = q.id)`

/** The same, of what the role of the agent is shown of `p`; the command line shows no more than a card. */
const autresMontres = ({ agent }: Context) =>
  autres(agent.genre === 'agent' && traits(agent.role)?.voit === 'dossier' ? DU_DOSSIER : DE_LA_CARTE)

/** SQL (boolean): somebody else has a telephone or a mailbox that is shown of the person `p`. */
export const numeroPartage = (ctx: Context): RawBuilder<boolean> => sql<boolean>`exists (${autresMontres(ctx)})`

/** SQL condition over these `a` that have one of the telephones: one of them asks that no message be left on it. */
const UN_SANS_MESSAGE = sql`a.par = 'telephone' and exists (
  select 1 from precaution x where x.personne_id = a.id and x.sans_message)`

/** SQL (boolean): somebody who has a telephone that is shown of the person `p` asks that no message be left on it. */
export const sansMessagePartage = (ctx: Context): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from (${autresMontres(ctx)}) a where ${UN_SANS_MESSAGE})`

/** SQL (pairs of a json object) over `personne p`: what to mind before calling one of these numbers. */
const avant = (montres: RawBuilder<unknown>) => sql`
  'sansMessage', exists (select 1 from precaution x where x.personne_id = p.id and x.sans_message)
    or exists (select 1 from (${autres(montres)}) a where ${UN_SANS_MESSAGE}),
  'partage', exists (select 1 from (${autres(montres)}) a where a.par = 'telephone')`

/**
 * SQL (json, `Appel` or null when no number is known) over `personne p`: the only way a number is read for a sentence that says to call.
 * Every role that sees a person is shown what it says (`MONTRE`).
 */
export const APPEL: RawBuilder<Appel | null> = sql<Appel | null>`case when p.telephone is not null then jsonb_build_object(
  'numero', p.telephone, ${avant(DE_LA_CARTE)}) end`

/**
 * SQL (json, `AvantDAppeler`): what to mind before calling the person (a SQL id), whichever of the numbers of their file is dialled: for
 * who is told to call without a number, and opens the file.
 */
export const avantDAppelerEnJson = (personneId: RawBuilder<unknown>): RawBuilder<AvantDAppeler> => sql<AvantDAppeler>`(
  select jsonb_build_object(${avant(DU_DOSSIER)}) from personne y join personne p on p.id = coalesce(y.fusionnee_dans, y.id)
  where y.id = ${personneId})`

/** What a person shares with others, of what the role is shown; they are named only to who may open their file. */
export async function partageDe(ctx: Context, personneId: string): Promise<Partage> {
  const { rows } = await sql<Partage>`
    with a as materialized (
      select a.* from personne p cross join lateral (${autresMontres(ctx)}) a where p.id = ${personneId})
    select coalesce(bool_or(a.par = 'telephone'), false) as telephone, coalesce(bool_or(a.par = 'courriel'), false) as courriel,
      coalesce(bool_or(${UN_SANS_MESSAGE}), false) as "sansMessage", coalesce(array_agg(distinct a.valeur), '{}') as valeurs,
      coalesce((select json_agg(n) from (
        select o.id as "personneId", o.nom, o.prenom, (select array_agg(distinct b.valeur) from a b where b.id = o.id) as valeurs
        from personne o where o.id in (select b.id from a b) and ${perimetre(ctx, sql.ref('o.id'))}
        order by ${parNom('o')} limit ${NOMMEES}) n), '[]') as avec
    from a`.execute(ctx.db)
  return rows[0] ?? SANS_PARTAGE
}

const SANS_PARTAGE: Partage = { telephone: false, courriel: false, sansMessage: false, valeurs: [], avec: [] }
