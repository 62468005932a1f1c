import { type RawBuilder, sql } from 'kysely'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'

/**
 * SQL (text[]): the lines of the address of the household `f` as a file shows them; the commune alone where somebody of it asked that
 * the street be kept to themselves (rule A9). Read apart, with its reason, by lire-adresse.ts.
 */
export const ADRESSE_MONTREE = sql`array_remove((case when foyer_confidentiel(f.id) then array[]::text[]
    else array[nullif(f.complement, ''), nullif(f.voie, ''), nullif(f.lieu_dit, '')] end)
  || nullif(concat_ws(' ', f.code_postal, ${COMMUNE_DITE}), ''), null)`

/**
 * SQL (text): the place of the appointment `r`. That of a visit is where they live: covered too, though it was written before anybody
 * asked. `sauf` (uuid[]): who
 * takes their own away.
 */
export const lieuMontre = (sauf: RawBuilder<unknown> = sql`'{}'::uuid[]`): RawBuilder<string | null> => sql<
  string | null
>`case
  when r.modalite = 'domicile' and adresse_confidentielle(r.personne_id, ${sauf}) then null else r.lieu end`
