-- What queries say again and again, said once. Views read with the rights of who asks (security_invoker): a territory's role sees in
-- them what it sees in the tables, nothing else. Joins are left joins on keys: PostgreSQL drops those whose columns nobody asks for.

-- A flow may leave somebody in two households: the one of the last file first, then the last joined. One row a person; ask it for a
-- person (or in a lateral join), so that only hers are read.
create view foyer_courant with (security_invoker = true) as
select distinct on (m.personne_id)
  m.personne_id, m.foyer_id, m.role, m.a_charge, m.activite, m.activite_depuis, m.debut as membre_depuis,
  f.numero_demande_rsa, f.organisme, f.numero_organisme, f.matricule, f.date_demande, f.situation_familiale, f.sans_domicile_fixe,
  f.complement, f.voie, f.lieu_dit, f.code_postal, f.commune, f.code_insee, f.present, f.maj_le
from membre m join foyer f on f.id = m.foyer_id
where m.fin is null
order by m.personne_id, f.present desc, m.debut desc, m.numero desc;
comment on view foyer_courant is
  'personne: le foyer où une personne est en ce moment, présent dans le dernier flux d’abord, le plus récent ensuite';

create view agent_nom with (security_invoker = true) as
select id, prenom || ' ' || nom as nom, telephone, courriel, desactive_le from agent;
comment on view agent_nom is 'agent: un agent par son nom entier';

create view suivi_courant with (security_invoker = true) as
select ac.id, ac.personne_id, ac.orientation_id, o.dominante, ac.debut, ac.veille_depuis,
  ac.referent_id, a.nom as referent, a.telephone as referent_telephone, a.courriel as referent_courriel,
  ac.co_referent_id, b.nom as co_referent, ac.structure_id, s.nom as structure, s.organisme
from accompagnement ac
left join orientation o on o.id = ac.orientation_id
left join agent_nom a on a.id = ac.referent_id
left join agent_nom b on b.id = ac.co_referent_id
left join structure s on s.id = ac.structure_id
where ac.fin is null;
comment on view suivi_courant is
  'accompagnement: l’accompagnement en cours d’une personne, avec son orientation, son référent et sa structure';
