import { type RawBuilder, sql } from 'kysely'
import { lesSiens, perimetre } from '../../agent/perimetre.ts'
import { empreinteNir } from '../../socle/auth/nir.ts'
import type { Context } from '../../socle/use-case.ts'
import { garderMatricule } from '../matricule/garder-matricule.ts'
import { APRES, plages, type Recherche } from './lire-recherche.ts'

type ParNom = Extract<Recherche, { genre: 'nom' }>

/** Nobody bears a name nearer than this to the word that was typed. */
const RESSEMBLANCE_MIN = 0.4
/** Words a misspelt one may be; the nearest. */
const CORRECTIONS = 12

/**
 * A list the planner can't see. Planning this statement costs ten times running it: as long as its estimates don't depend on what
 * is typed, PostgreSQL plans it once per connection.
 */
const voile = (textes: readonly string[]) => sql`(select ${textes}::text[])`

/**
 * SQL common table expressions of which the last, `trouvees` (id, rang, approche), holds the persons searched in scope, about
 * `limite` of them, the likeliest having the least `rang`; each kind of key is read in its index. `approche`: their name is not
 * the one typed, only near it. `filtre` is a condition on `p`.
 */
export function personnesTrouvees(
  ctx: Context,
  recherche: Exclude<Recherche, { genre: 'vide' }>,
  filtre: RawBuilder<unknown>,
  limite: number,
): RawBuilder<unknown> {
  const lisible = sql`p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('p.id'))} and ${filtre}`
  if (recherche.genre !== 'nom') return parCle(cle(ctx, recherche, limite), lisible, limite)
  if (recherche.naissance)
    return parmi(sql`p.date_naissance = ${recherche.naissance}::date`, recherche, lisible, limite)
  const siens = lesSiens(ctx)
  return siens
    ? parmi(sql`p.id = any(array(${siens}))`, recherche, lisible, limite)
    : parNom(recherche, lisible, limite)
}

function cle(
  ctx: Context,
  recherche: Exclude<Recherche, { genre: 'vide' | 'nom' }>,
  limite: number,
): RawBuilder<unknown> {
  if (recherche.genre === 'telephone') return sql`p.telephone = any(${recherche.formes})`
  if (recherche.genre === 'courriel')
    return sql`(lower(p.courriel) collate "C") >= (select ${recherche.debut}::text) collate "C"
      and (lower(p.courriel) collate "C") < (select ${recherche.debut + APRES}::text) collate "C"`
  const { code } = ctx.territoire
  // The MSA gives as a matricule, to some, their NIR.
  const ecrits = (recherche.genre === 'nir' ? [recherche.nir] : recherche.numeros).map(n => garderMatricule(code, n))
  const numeros = sql`array(select n from unnest(${voile(ecrits)}) as u (n))`
  const matricules = sql`array(select forme_matricule(n) from unnest(${voile(ecrits)}) as u (n))`
  const membres = (condition: RawBuilder<unknown>) => sql`
    select m.personne_id from foyer f join membre m on m.foyer_id = f.id and m.fin is null where ${condition}`
  const dits = (condition: RawBuilder<unknown>) => sql`
    select x.id from unnest(${voile(ecrits)}) as u (n) cross join lateral (
      select coalesce(q.fusionnee_dans, q.id) as id from donnee d join personne q on q.id = d.personne_id
      where ${condition} limit ${sql.lit(limite)}) x`
  const parMatricule = sql`
    ${membres(sql`forme_matricule(f.matricule) = any(${matricules})`)}
    union ${dits(sql`d.champ = 'matricule' and forme_matricule(d.valeur) = forme_matricule(u.n)`)}`
  if (recherche.genre === 'nir')
    return sql`p.id = any(array(
      select q.id from personne q where q.nir_empreinte = ${empreinteNir(code, recherche.nir)} union ${parMatricule}))`
  return sql`p.id = any(array(
    ${parMatricule}
    union ${membres(sql`f.numero_demande_rsa = any(${numeros})`)}
    union select coalesce(q.fusionnee_dans, q.id) from personne q where upper(q.identifiant_france_travail) = any(${numeros})
    union ${dits(sql`d.champ in ('numero-demande', 'identifiant-france-travail', 'identifiant-unique-france-travail')
      and upper(d.valeur) = u.n`)}))`
}

const parCle = (condition: RawBuilder<unknown>, lisible: RawBuilder<unknown>, limite: number) => sql`
  trouvees as materialized (
    select p.id, 0 as rang, false as approche from personne p where ${condition} and ${lisible} limit ${sql.lit(limite)})`

/** Among few: those whose name has every word, or begins one with it; nobody, those whose name is near. */
function parmi(peu: RawBuilder<unknown>, { mots }: ParNom, lisible: RawBuilder<unknown>, limite: number) {
  const combien = (comparaison: RawBuilder<unknown>) =>
    sql`(select count(*) from unnest(${voile(mots)}) as m (mot) where ${comparaison})`
  return sql`
    peu as materialized (
      select p.id, ${combien(sql`' ' || p.recherche || ' ' like '% ' || m.mot || ' %'`)} as entiers,
        ${combien(sql`' ' || p.recherche like '% ' || m.mot || '%'`)} = ${mots.length} as exacte,
        ${combien(sql`word_similarity(m.mot, p.recherche) >= ${sql.lit(RESSEMBLANCE_MIN)}`)} = ${mots.length} as proche
      from personne p where ${peu} and ${lisible}
    ),
    trouvees as materialized (
      select id, -entiers as rang, not exacte as approche from peu
      where exacte or (proche and not exists (select 1 from peu where exacte)) limit ${sql.lit(limite)})`
}

/** Words anywhere in a name. */
const MOTS = sql`array_to_tsvector(string_to_array(p.recherche, ' '))`

/**
 * Beginnings of names first, in the order of their indexes, stopping as soon as there are enough; else the words anywhere in a
 * name; else the words that end as those typed do; and when nobody bears them, the words they may be misspelt from.
 */
function parNom({ mots }: ParNom, lisible: RawBuilder<unknown>, limite: number): RawBuilder<unknown> {
  const bornes = plages(mots)
  const dansOrdre = (nom: RawBuilder<unknown>, rang: number, condition = sql`true`) => sql`
    (select t.id, r.rang + ${sql.lit(rang)} as rang
      from unnest(${voile(bornes.map(b => b[0]))}, ${voile(bornes.map(b => b[1]))}) with ordinality as r (bas, haut, rang)
      cross join lateral (select p.id from personne p
        where ${nom} >= r.bas collate "C" and ${nom} < r.haut collate "C" and ${condition} and ${lisible}
        order by ${nom} limit ${sql.lit(limite)}) t limit ${sql.lit(limite)})`
  // One or two letters begin too many names to be looked up: they are checked on those that the longer words give.
  const longs = mots.some(mot => mot.length > 2) ? mots.filter(mot => mot.length > 2) : mots
  const courts = mots.filter(mot => !longs.includes(mot)).map(mot => sql` and ' ' || p.recherche like ${`% ${mot}%`}`)
  const requete = longs.map(mot => `'${mot}':*`).join(' & ')
  const ressemblance = sql`(select sum(word_similarity(m.mot, p.recherche)) from unnest(${voile(mots)}) as m (mot))`
  return sql`
    debuts as materialized (
      select id, min(rang) as rang from (
        ${dansOrdre(sql`(p.identite collate "C")`, 0)}
        union all ${dansOrdre(USAGE, 10, sql`p.nom <> p.nom_naissance`)}
        union all ${dansOrdre(PRENOM, 20)}
        limit ${sql.lit(2 * limite)}
      ) t group by id
    ),
    ailleurs as materialized (
      select p.id from personne p where not exists (select 1 from unnest(${voile(longs)}) as m (mot)
          where not exists (select 1 from mot_nom d where d.mot >= m.mot and d.mot < m.mot || '}'))
        and (select count(*) from debuts) < ${sql.lit(limite)} and ${MOTS} @@ (select ${requete}::tsquery) ${sql.join(
          courts,
          sql`
          `,
        )} and ${lisible}
    ),
    fins as materialized (
      select p.id from personne p where not exists (select 1 from debuts) and not exists (select 1 from ailleurs)
        and ${MOTS} @@ ${finsDeMots(longs)}${sql.join(courts, sql``)} and ${lisible} limit ${sql.lit(limite)}
    ),
    proches as materialized (
      select p.id, ${ressemblance} as proche from personne p
      where not exists (select 1 from debuts) and not exists (select 1 from ailleurs) and not exists (select 1 from fins)
        and ${MOTS} @@ ${corrections(mots)} and ${lisible}
    ),
    trouvees as materialized (
      (select id, rang, false as approche from debuts order by rang limit ${sql.lit(limite)})
      union all
      (select a.id, 100, false from ailleurs a where not exists (select 1 from debuts d where d.id = a.id) limit ${sql.lit(limite)})
      union all
      (select id, 500, false from fins)
      union all
      (select id, 1000 - round(100 * proche)::int, true from proches order by proche desc limit ${sql.lit(limite)}))`
}

/** As the expressions of the indexes personne_usage and personne_prenom. */
const USAGE = sql`((forme_comparable(p.nom) || '|' || split_part(p.identite, '|', 2)) collate "C")`
const PRENOM = sql`((split_part(p.identite, '|', 2) || '|' || split_part(p.identite, '|', 1)) collate "C")`

/** Letters below which too many words end that way. */
const FIN_MIN = 4
/** Words that end as one typed does, no more. */
const FINS = 60

/** A text query of names one word of which, at least, only ends as one of those typed; null when none does. */
const finsDeMots = (mots: readonly string[]) => sql`(
  with tapes as materialized (
    select m.mot, (select string_agg(' | ' || quote_literal(d.mot), '') from (
        select d.mot from mot_nom d where length(m.mot) >= ${sql.lit(FIN_MIN)}
          and (reverse(d.mot) collate "C") > reverse(m.mot) collate "C"
          and (reverse(d.mot) collate "C") < (reverse(m.mot) || ${sql.lit(APRES)}) collate "C" limit ${sql.lit(FINS)}) d) as fins
    from unnest(${voile(mots)}) as m (mot))
  select string_agg('(' || quote_literal(mot) || ':*' || coalesce(fins, '') || ')', ' & ')::tsquery from tapes
  having bool_or(fins is not null))`

/**
 * A text query of the words each typed word may be: a letter too many, missing, changed or out of place; else the same sound. A
 * word that names are made of is taken as it is, as long as another of those typed is not.
 */
const corrections = (mots: readonly string[]) => sql`(
  with tapes as materialized (
    select t.mot, exists (select 1 from mot_nom d where d.mot = t.mot) as connu from unnest(${voile(mots)}) as t (mot))
  select string_agg('(' || c.choix || ')', ' & ')::tsquery from (
    select quote_literal(m.mot) || case when m.connu and exists (select 1 from tapes where not connu) then '' else ':*' end || coalesce((
        select string_agg(' | ' || quote_literal(d.mot), '') from (
          with fautes as materialized (select d.mot from mot_nom d
            where not (m.connu and exists (select 1 from tapes where not connu)) and d.variantes && variantes_mot(m.mot))
          select v.mot from (
            select mot from fautes
            union all select d.mot from mot_nom d where not m.connu and not exists (select 1 from fautes)
              and d.son = nullif(son(m.mot), '')
          ) v order by levenshtein(v.mot, m.mot), v.mot limit ${sql.lit(CORRECTIONS)}) d), '') as choix
    from tapes m) c)`
