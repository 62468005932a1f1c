import { type RawBuilder, sql } from 'kysely'

/** SQL (text): what the source of `d` says, a matricule that is a NIR by its end only. */
export const VALEUR_MONTREE = sql`case when d.champ = 'matricule' then matricule_montre(d.valeur) else d.valeur end`

/** The place that a list told is that of the household, once a flow brings it. */
const SANS_FOYER = (personneId: RawBuilder<unknown>) =>
  sql`not exists (select 1 from membre m where m.personne_id = ${personneId} and m.fin is null)`

/**
 * What sources say of a person, field by field, as JSON (`DonneesDuChamp`); `seulement` is a condition on the field (alias n). An
 * address kept confidential isn't among them: it has one door (precaution/lire-adresse.ts).
 */
export const donneesEnJson = (personneId: RawBuilder<unknown>, seulement: RawBuilder<unknown> = sql`true`) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('champ', n.champ, 'conflit', n.conflit, 'dites', n.dites, 'ecartees', n.ecartees)
      order by n.conflit desc, n.champ), '[]')
    from (
      select d.champ, bool_or(d.conflit) as conflit,
        jsonb_agg(jsonb_build_object('source', d.source, 'valeur', ${VALEUR_MONTREE}, 'accord', d.accord, 'le', d.le, 'par', d.par,
          'retenue', d.retenue, 'conflit', d.conflit) order by d.retenue desc, d.le desc, d.source) as dites,
        coalesce((select jsonb_agg(jsonb_build_object('source', e ->> 'source', 'valeur', e ->> 'valeur', 'le', e ->> 'le')
          order by e ->> 'le' desc)
          from donnee a, jsonb_array_elements(a.ecarte) e
          where a.personne_id = ${personneId} and a.champ = d.champ and a.source = 'agent'), '[]') as ecartees
      from donnee d where d.personne_id = ${personneId} group by d.champ
    ) n where ${seulement}
      and (n.champ <> all(array['matricule', 'numero-demande', 'role-foyer']) or ${SANS_FOYER(personneId)})
      and (n.champ <> 'adresse' or not adresse_confidentielle(${personneId})))`
