import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { perimetre } from '../../agent/perimetre.ts'
import { pageDe } from '../../socle/coupe.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { COMMUNE_DITE } from '../../territoire/commune.queries.ts'
import { type DossierCompare, MESSAGES } from './doublon.ts'

export type PaireBrute = {
  id: string
  statut: 'a-decider' | 'fusionnees' | 'distinctes'
  /** 0 to 100, null for a pair found before scores. */
  score: number | null
  raisons: string[]
  trouveLe: string
  decideLe: string | null
  decidePar: string | null
  deplacements: unknown
  a: DossierCompare
  b: DossierCompare
}

const periodes = (table: 'orientation' | 'accompagnement', personneId: RawBuilder<unknown>) =>
  sql`(select coalesce(json_agg(json_build_object('debut', o.debut, 'fin', o.fin)), '[]') from ${sql.table(table)} o
    where o.personne_id = ${personneId})`

/** One file of a pair as JSON; `alias` is the row of `personne`. */
function dossierCompare(alias: 'a' | 'b') {
  const p = (colonne: string) => sql.ref(`${alias}.${colonne}`)
  const id = p('id')
  return sql`json_build_object('id', ${id}, 'nom', ${p('nom')}, 'nomNaissance', ${p('nom_naissance')}, 'prenom', ${p('prenom')},
    'sexe', ${p('sexe')}, 'dateNaissance', ${p('date_naissance')}, 'communeNaissance', ${p('commune_naissance')},
    'nir', case when ${p('nir_empreinte')} is null then 'inconnu' when ${p('nir_certifie')} then 'certifie' else 'connu' end,
    'telephone', ${p('telephone')}, 'courriel', ${p('courriel')}, 'fusionnee', ${p('fusionnee_dans')} is not null,
    'foyers', (select coalesce(json_agg(json_build_object('id', f.id, 'role', m.role, 'organisme', f.organisme,
        'matricule', matricule_montre(f.matricule), 'numeroDemandeRsa', f.numero_demande_rsa,
        'adresse', concat_ws(', ', case when not foyer_confidentiel(f.id) then f.voie end,
          concat_ws(' ', f.code_postal, ${COMMUNE_DITE}))) order by m.debut desc), '[]')
      from membre m join foyer f on f.id = m.foyer_id where m.personne_id = ${id} and m.fin is null),
    'droit', (select json_build_object('etat', d.etat, 'soumis', d.soumis, 'motif', d.motif) from droit d
      where d.personne_id = ${id} order by d.concerne desc, d.debut desc limit 1),
    'delaiDepuis', (select e.recu_le from entree e where e.personne_id = ${id} and e.oriente_le is null and e.close_le is null),
    'structure', (select s.nom from orientation o join structure s on s.id = o.structure_id where o.personne_id = ${id} and o.fin is null),
    'referent', (select k.referent from suivi_courant k where k.personne_id = ${id}),
    'orientations', ${periodes('orientation', id)}, 'accompagnements', ${periodes('accompagnement', id)},
    'rendezVous', (select count(*) from rendez_vous r where r.personne_id = ${id}),
    'diagnostics', (select count(*) from diagnostic g where g.personne_id = ${id}))`
}

/** The agent may read both files; one merged is read through the one that was kept. */
const enPerimetre = (ctx: Context) => sql`
  ${perimetre(ctx, sql`coalesce(a.fusionnee_dans, a.id)`)} and ${perimetre(ctx, sql`coalesce(b.fusionnee_dans, b.id)`)}`

/** Few files are merged into another: those are looked for, not all the others. */
const vivante = (id: string) =>
  sql`not exists (select 1 from personne u where u.id = ${sql.ref(id)} and u.fusionnee_dans is not null)`

/** SQL condition over a pair `d`: it waits for a decision, and the agent may read both files. */
export const aTrancher = (ctx: Context): RawBuilder<SqlBool> => sql`(d.statut = 'a-decider'
  and ${vivante('d.personne_id')} and ${vivante('d.autre_id')}
  and ${perimetre(ctx, sql.ref('d.personne_id'))} and ${perimetre(ctx, sql.ref('d.autre_id'))})`

/** Pairs worth showing: a file merged into a third one shows with that one. */
const visible = (ctx: Context, statut: string): RawBuilder<SqlBool> =>
  statut === 'a-decider'
    ? aTrancher(ctx)
    : sql`(d.statut = ${statut} and exists (select 1 from personne a join personne b on b.id = d.autre_id where a.id = d.personne_id
        and coalesce(a.fusionnee_dans, b.id) = b.id and coalesce(b.fusionnee_dans, a.id) = a.id and ${enPerimetre(ctx)}))`

const PAIRES_PAR_PAGE = 10

/** A page of pairs, the surest first, those decided last first; reading both files of each is recorded. */
export async function pages(
  ctx: Context,
  statut: string,
  page: number,
): Promise<{ total: number; pages: number; paires: PaireBrute[] }> {
  const ordre = statut === 'a-decider' ? sql`d.score desc nulls last, d.trouve_le, d.id` : sql`d.decide_le desc, d.id`
  const { lignes, ...combien } = await pageDe({ page, taille: PAIRES_PAR_PAGE }, async limite => {
    const { rows } = await sql<PaireBrute & { enTout: number }>`
    with vues as materialized (
      select d.*, count(*) over () as en_tout from doublon d where ${visible(ctx, statut)}
      order by ${ordre}
      ${limite}
    )
    select d.id, d.statut, d.score, d.raisons, d.trouve_le, d.decide_le, d.deplacements, g.nom as decide_par, d.en_tout,
      ${dossierCompare('a')} as a, ${dossierCompare('b')} as b
    from vues d join personne a on a.id = d.personne_id join personne b on b.id = d.autre_id left join agent_nom g on g.id = d.decide_par
    order by ${ordre}`.execute(ctx.db)
    return rows
  })
  await consulter(ctx, [...new Set(lignes.flatMap(({ a, b }) => [a.id, b.id]))], 'doublon')
  return { ...combien, paires: lignes }
}

/** The pair in scope, it and both persons locked in one order so that two decisions wait for each other; refuses otherwise. */
export async function paireATrancher(ctx: Context, doublonId: string): Promise<PaireBrute> {
  await sql`select 1 from doublon where id = ${doublonId} for update`.execute(ctx.db)
  await sql`select 1 from personne where id in (select unnest(array[personne_id, autre_id]) from doublon where id = ${doublonId})
    order by id for update`.execute(ctx.db)
  const { rows } = await sql<PaireBrute>`
    select d.id, d.statut, d.score, d.raisons, d.trouve_le, d.decide_le, d.deplacements, null as decide_par,
      ${dossierCompare('a')} as a, ${dossierCompare('b')} as b
    from doublon d join personne a on a.id = d.personne_id join personne b on b.id = d.autre_id
    where d.id = ${doublonId} and ${enPerimetre(ctx)}`.execute(ctx.db)
  const paire = rows[0]
  if (!paire) throw new Refusal('not-found', 'doublon-introuvable', MESSAGES['doublon-introuvable'])
  await ctx.garde?.exiger(ctx, [paire.a.id, paire.b.id])
  return paire
}
