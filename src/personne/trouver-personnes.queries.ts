import { type RawBuilder, sql } from 'kysely'
import { perimetre } from '../agent/perimetre.ts'
import { empreinteNir } from '../socle/auth/nir.ts'
import type { Context } from '../socle/use-case.ts'
import { plages, type Recherche } from './lire-recherche.ts'

type ParNom = Extract<Recherche, { genre: 'nom' }>

/** Nobody bears a name nearer than this to the word that was typed. */
const RESSEMBLANCE_MIN = 0.4
/** Words a misspelt one may be; the nearest. */
const CORRECTIONS = 12

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
  if (recherche.genre !== 'nom') return parCle(cle(ctx, recherche), lisible, limite)
  if (recherche.naissance)
    return parmi(sql`p.date_naissance = ${recherche.naissance}::date`, recherche, lisible, limite)
  const suivies = lesSiennes(ctx)
  return suivies ? parmi(suivies, recherche, lisible, limite) : parNom(recherche, lisible, limite)
}

function cle(ctx: Context, recherche: Exclude<Recherche, { genre: 'vide' | 'nom' }>): RawBuilder<unknown> {
  if (recherche.genre === 'nir') return sql`p.nir_empreinte = ${empreinteNir(ctx.territoire.code, recherche.nir)}`
  if (recherche.genre === 'telephone') return sql`p.telephone = any(${recherche.formes})`
  const membres = (numero: string) => sql`
    select m.personne_id from foyer f join membre m on m.foyer_id = f.id and m.fin is null where ${sql.ref(numero)} = any(${recherche.numeros})`
  return sql`p.id = any(array(${membres('f.numero_demande_rsa')} union ${membres('f.matricule')}))`
}

const parCle = (condition: RawBuilder<unknown>, lisible: RawBuilder<unknown>, limite: number) => sql`
  trouvees as materialized (
    select p.id, 0 as rang, false as approche from personne p where ${condition} and ${lisible} limit ${limite})`

/** Those a référent or a team follows are few beside the territory: they are looked at one by one. Null for the other roles. */
function lesSiennes({ agent: { id, role, structureId } }: Context): RawBuilder<unknown> | null {
  if (role === 'referent') {
    return sql`p.id = any(array(
      select a.personne_id from accompagnement a where a.fin is null and a.referent_id = ${id}
      union select a.personne_id from accompagnement a where a.fin is null and a.co_referent_id = ${id}
      union select r.personne_id from rendez_vous r where r.agent_id = ${id} and r.issue is null))`
  }
  if (role === 'responsable-equipe') {
    return sql`p.id = any(array(
      select a.personne_id from accompagnement a where a.fin is null and a.structure_id = ${structureId}
      union select o.personne_id from orientation o where o.fin is null and o.structure_id = ${structureId}))`
  }
  return null
}

/** Among few: those whose name has every word, or begins one with it; nobody, those whose name is near. */
function parmi(peu: RawBuilder<unknown>, { mots }: ParNom, lisible: RawBuilder<unknown>, limite: number) {
  const combien = (comparaison: RawBuilder<unknown>) =>
    sql`(select count(*) from unnest(${mots}::text[]) as m (mot) where ${comparaison})`
  return sql`
    peu as materialized (
      select p.id, ${combien(sql`' ' || p.recherche || ' ' like '% ' || m.mot || ' %'`)} as entiers,
        ${combien(sql`' ' || p.recherche like '% ' || m.mot || '%'`)} = ${mots.length} as exacte,
        ${combien(sql`word_similarity(m.mot, p.recherche) >= ${RESSEMBLANCE_MIN}`)} = ${mots.length} as proche
      from personne p where ${peu} and ${lisible}
    ),
    trouvees as materialized (
      select id, -entiers as rang, not exacte as approche from peu
      where exacte or (proche and not exists (select 1 from peu where exacte)) limit ${limite})`
}

/** Words anywhere in a name. */
const MOTS = sql`array_to_tsvector(string_to_array(p.recherche, ' '))`

/**
 * Beginnings of names first, in the order of their indexes, stopping as soon as there are enough; else the words anywhere in a
 * name; and when nobody bears them, the words they may be misspelt from.
 */
function parNom({ mots }: ParNom, lisible: RawBuilder<unknown>, limite: number): RawBuilder<unknown> {
  const bornes = plages(mots)
  const dansOrdre = (nom: RawBuilder<unknown>, rang: number, condition = sql`true`) => sql`
    (select t.id, r.rang + ${sql.lit(rang)} as rang
      from unnest(${bornes.map(b => b[0])}::text[], ${bornes.map(b => b[1])}::text[]) with ordinality as r (bas, haut, rang)
      cross join lateral (select p.id from personne p
        where ${nom} >= r.bas collate "C" and ${nom} < r.haut collate "C" and ${condition} and ${lisible}
        order by ${nom} limit ${limite}) t limit ${limite})`
  const requete = mots.map(mot => `'${mot}':*`).join(' & ')
  const ressemblance = sql`(select sum(word_similarity(m.mot, p.recherche)) from unnest(${mots}::text[]) as m (mot))`
  return sql`
    debuts as materialized (
      select id, min(rang) as rang from (
        ${dansOrdre(sql`(p.identite collate "C")`, 0)}
        union all ${dansOrdre(USAGE, 10, sql`p.nom <> p.nom_naissance`)}
        union all ${dansOrdre(PRENOM, 20)}
        limit ${2 * limite}
      ) t group by id
    ),
    ailleurs as materialized (
      select p.id from personne p where (select count(*) from debuts) < ${limite} and ${MOTS} @@ ${requete}::tsquery and ${lisible}
    ),
    proches as materialized (
      select p.id, ${ressemblance} as proche from personne p
      where not exists (select 1 from debuts) and not exists (select 1 from ailleurs) and ${MOTS} @@ ${corrections(mots)} and ${lisible}
    ),
    trouvees as materialized (
      (select id, rang, false as approche from debuts order by rang limit ${limite})
      union all
      (select a.id, 100, false from ailleurs a where not exists (select 1 from debuts d where d.id = a.id) limit ${limite})
      union all
      (select id, 1000 - round(100 * proche)::int, true from proches order by proche desc limit ${limite}))`
}

/** As the expressions of the indexes personne_usage and personne_prenom. */
const USAGE = sql`((forme_comparable(p.nom) || '|' || split_part(p.identite, '|', 2)) collate "C")`
const PRENOM = sql`((split_part(p.identite, '|', 2) || '|' || split_part(p.identite, '|', 1)) collate "C")`

/** A text query of the words each typed word may be: a letter too many, missing, changed or out of place, or the same sound. */
const corrections = (mots: readonly string[]) => sql`(
  select string_agg('(' || c.choix || ')', ' & ')::tsquery from (
    select quote_literal(m.mot) || ':*' || coalesce((
        select string_agg(' | ' || quote_literal(d.mot), '') from (
          select v.mot from (
            select d.mot from mot_nom d where d.variantes && variantes_mot(m.mot)
            union select d.mot from mot_nom d where length(son(m.mot)) > 1 and d.son = son(m.mot)
          ) v order by levenshtein(v.mot, m.mot), v.mot limit ${CORRECTIONS}) d), '') as choix
    from unnest(${mots}::text[]) as m (mot)) c)`
