import { sql } from 'kysely'
import type { Reponses } from '../diagnostic/diagnostic.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import type { Context } from '../socle/use-case.ts'

export type DossierAOrienter = {
  /** The same order sent twice: what was done the first time; cancelled since, it isn't done again (rule A10). */
  rejouee: { personneId: string; annulee: boolean } | null
  codeInsee: string | null
  courrielAccepte: boolean
  age: number
  entreeId: string | null
  /** Day of the reception or of the last decision, whichever is later: nothing may be dated before. */
  plancher: string | null
  enCours: {
    id: string
    dominante: string
    structure: string
    referentId: string | null
    referent: string | null
    coReferentId: string | null
  } | null
  veilleDepuis: string | null
  diagnostic: { id: string; etabliLe: string; reponses: Reponses } | null
  structure: { nom: string; dominantes: string[]; communes: string[] | null; fermee: boolean } | null
}

/** What a decision needs to know of a person, locked and in scope (404 otherwise), in one reading. */
export async function dossierAOrienter(
  ctx: Context,
  { id, personneId, structureId }: { id: string; personneId: string; structureId: string },
): Promise<DossierAOrienter> {
  await verrouillerPersonne(ctx, personneId)
  const { rows } = await sql<DossierAOrienter>`
    select
      (select jsonb_build_object('personneId', r.personne_id, 'annulee', r.annulee) from (
        select o.id, o.personne_id, false as annulee from orientation o
        union all select a.id, a.personne_id, true from orientation_annulee a) r where r.id = ${id}) as rejouee,
      (select f.code_insee from foyer_courant f where f.personne_id = p.id) as code_insee,
      p.courriel is not null and coalesce(p.courriel_accord, false) as courriel_accepte,
      extract(year from age(${ctx.today}::date, p.date_naissance))::int as age,
      en.id as entree_id,
      greatest(en.recu_le,
        (select max(greatest(o.debut, o.fin)) from orientation o where o.personne_id = p.id),
        (select max(greatest(ac.debut, ac.fin)) from accompagnement ac where ac.personne_id = p.id)) as plancher,
      (select jsonb_build_object('id', o.id, 'dominante', o.dominante, 'structure', os.nom, 'referentId', ac.referent_id,
          'referent', ac.referent, 'coReferentId', ac.co_referent_id)
        from orientation o join structure os on os.id = o.structure_id
        left join suivi_courant ac on ac.personne_id = o.personne_id
        where o.personne_id = p.id and o.fin is null) as en_cours,
      (select ac.veille_depuis from suivi_courant ac where ac.personne_id = p.id) as veille_depuis,
      (select jsonb_build_object('id', d.id, 'etabliLe', d.etabli_le, 'reponses', d.reponses)
        from diagnostic d where d.personne_id = p.id order by d.version desc limit 1) as diagnostic,
      (select jsonb_build_object('nom', s.nom, 'dominantes', s.dominantes, 'communes', s.communes,
          'fermee', coalesce(s.fermee_le <= ${ctx.today}::date, false))
        from structure s where s.id = ${structureId}) as structure
    from personne p
    left join lateral (
      select e.id, e.recu_le from entree e where e.personne_id = p.id and e.close_le is null
      order by e.recu_le desc limit 1
    ) en on true
    where p.id = ${personneId}`.execute(ctx.db)
  return rows[0] as DossierAOrienter
}
