import { type RawBuilder, sql } from 'kysely'
import { lireNir } from '../../socle/auth/nir.ts'
import type { Context } from '../../socle/use-case.ts'
import { memeNirSuivi, nirProvisoire } from '../nir.ts'
import type { Indices } from './preuves.ts'

/** Indices as PostgreSQL compares them; NIRs that differ come as ciphertexts, only the key tells a waiting number. */
export type IndicesBruts = Omit<Indices, 'nir'> & {
  nir: 'meme' | 'autre' | 'absent'
  nirChiffre: Buffer | null
}

/**
 * Two names, both in comparable form: one slip in a short one (two letters swapped are one), two in a long one. Under five letters, one
 * letter makes another name.
 */
export const proches = (
  a: RawBuilder<unknown>,
  b: RawBuilder<unknown>,
) => sql`(case levenshtein_less_equal(${a}, ${b}, 2)
  when 0 then true when 1 then least(length(${a}), length(${b})) >= 5
  when 2 then least(length(${a}), length(${b})) >= 8 or length(${a}) >= 5 and exists (
    select 1 from generate_series(1, length(${a}) - 1) as rang
    where overlay(${a} placing reverse(substr(${a}, rang, 2)) from rang for 2) = ${b}) else false end)`
/** One first name with a slip inside; another beginning or ending makes another first name, as twins have. */
export const coquille = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`(left(${a}, 1) = left(${b}, 1) and right(${a}, 2) = right(${b}, 2) and ${proches(a, b)})`
/** One begins with the other's words. */
export const debut = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`(starts_with(${a}, ${b} || ' ') or starts_with(${b}, ${a} || ' '))`
export const memeSon = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`(length(son(${a})) > 1 and son(${a}) = son(${b}))`
export const inclus = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) =>
  sql`((' ' || ${a} || ' ') like '% ' || ${b} || ' %' or (' ' || ${b} || ' ') like '% ' || ${a} || ' %')`

/**
 * The name columns of `alias` (nom, nom_naissance, prenom, date_naissance; any may be null) in comparable form, as a lateral row:
 * n, b, r, and the birth date d; what holds no letter says nothing. Made once for a pair, not each time it is compared (`offset 0`).
 */
export const formes = (alias: string) => sql`
  (select ${forme(sql`coalesce(${sql.ref(`${alias}.nom`)}, ${sql.ref(`${alias}.nom_naissance`)})`)} as n,
    ${forme(sql`coalesce(${sql.ref(`${alias}.nom_naissance`)}, ${sql.ref(`${alias}.nom`)})`)} as b,
    ${forme(sql.ref(`${alias}.prenom`))} as r, ${sql.ref(`${alias}.date_naissance`)} as d offset 0)`
const forme = (texte: RawBuilder<unknown>) => sql`nullif(forme_comparable(${texte}), '')`

/** A birth date with its day and month swapped, null when that is no other date. */
export const dateInversee = (date: RawBuilder<unknown>) => sql`
  case when extract(day from ${date}) <= 12 and extract(day from ${date}) <> extract(month from ${date})
    then make_date(extract(year from ${date})::int, extract(day from ${date})::int, extract(month from ${date})::int) end`

/**
 * Two birth dates: one figure apart, or the same day of a year at most three years away, as 1989 for 1991; 1 January, of those whose day
 * is not known, brings no one nearer.
 */
export const naissancesProches = (a: RawBuilder<unknown>, b: RawBuilder<unknown>) => sql`
  (levenshtein_less_equal(to_char(${a}, 'YYYYMMDD'), to_char(${b}, 'YYYYMMDD'), 1) = 1
    or to_char(${a}, 'MMDD') = to_char(${b}, 'MMDD') and to_char(${a}, 'MMDD') <> '0101'
      and abs(extract(year from ${a}) - extract(year from ${b})) <= 3)`

/** SQL columns naissance, nom, prenom, inverses, from two rows of `formes`. */
export function indicesIdentite(x: string, y: string): RawBuilder<unknown> {
  const [xn, xb, xr, xd] = ['n', 'b', 'r', 'd'].map(c => sql.ref(`${x}.${c}`)) as [
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
  ]
  const [yn, yb, yr, yd] = ['n', 'b', 'r', 'd'].map(c => sql.ref(`${y}.${c}`)) as [
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
    RawBuilder<unknown>,
  ]
  const noms = (comparer: (a: RawBuilder<unknown>, b: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql`(${comparer(xb, yb)} or ${comparer(xn, yn)} or ${comparer(xb, yn)} or ${comparer(xn, yb)})`
  return sql`
    case when ${xd} is null or ${yd} is null then 'absent'
      when ${xd} = ${yd} then case when to_char(${xd}, 'MMDD') = '0101' then 'imprecise' else 'meme' end
      when ${yd} = ${dateInversee(xd)} then 'inversee'
      when ${naissancesProches(xd, yd)} then 'proche'
      else 'autre' end as naissance,
    case when ${xb} is null or ${yb} is null then 'absent'
      when ${xb} = ${yb} or (${xn} = ${xb} and ${xn} = ${yn}) or (${yn} = ${yb} and ${xn} = ${yn}) or (${xn} = ${xb}
        and ${xn} = ${yb}) or (${yn} = ${yb} and ${yn} = ${xb}) then 'meme'
      when ${xn} in (${yn}, ${yb}) or ${xb} = ${yn} then 'usage'
      when ${noms(memeSon)} then 'son'
      when ${noms(proches)} then 'proche'
      when ${noms(inclus)} then 'inclus'
      else 'autre' end as nom,
    case when ${xr} is null or ${yr} is null then 'absent'
      when ${xr} = ${yr} then 'meme'
      when ${debut(xr, yr)} then 'debut'
      when ${inclus(xr, yr)} then 'inclus'
      when ${coquille(xr, yr)} then 'coquille'
      when ${memeSon(xr, yr)} then 'son'
      when ${proches(xr, yr)} then 'proche'
      else 'autre' end as prenom,
    coalesce(${xr} <> ${yr} and ${xr} in (${yn}, ${yb}) and ${yr} in (${xn}, ${xb}), false) as inverses`
}

/** The NIR once decrypted where it must be: a waiting number contradicts nothing, and one that became the definitive one is it. */
export function indiceNir(ctx: Context, brut: IndicesBruts, autre: string | Buffer | null): Indices['nir'] {
  if (brut.nir === 'absent' || autre === null) return 'absent'
  const nir = typeof autre === 'string' ? autre : lireNir(ctx.territoire.code, autre)
  if (brut.nir === 'meme') return nirProvisoire(nir) ? 'provisoire' : 'meme'
  if (!brut.nirChiffre) return 'autre'
  const sien = lireNir(ctx.territoire.code, brut.nirChiffre)
  if (memeNirSuivi(nir, sien)) return 'meme'
  return nirProvisoire(nir) || nirProvisoire(sien) ? 'absent' : 'autre'
}
