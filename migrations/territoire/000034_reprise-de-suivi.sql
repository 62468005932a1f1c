-- Day a follow-up went on again after a pause: how long one stayed without contact is counted from there.
alter table accompagnement add column repris_le date constraint accompagnement_repris_apres_debut check (repris_le >= debut);
update accompagnement a set repris_le = r.le
from (select e.personne_id, max(e.le::date) as le from evenement e where e.type = 'reprise' group by e.personne_id) r
where r.personne_id = a.personne_id and r.le >= a.debut and a.fin is null and a.veille_depuis is null;

create or replace view suivi_courant with (security_invoker = true) as
select ac.id, ac.personne_id, ac.orientation_id, o.dominante, ac.debut, ac.veille_depuis,
  ac.referent_id, a.nom as referent, a.telephone as referent_telephone, a.courriel as referent_courriel,
  ac.co_referent_id, b.nom as co_referent, ac.structure_id, s.nom as structure, s.organisme, ac.repris_le,
  case when o.origine = 'reprise-de-suivi' and o.debut = ac.debut then o.decidee_le::date end as connu_le
from accompagnement ac
left join orientation o on o.id = ac.orientation_id
left join agent_nom a on a.id = ac.referent_id
left join agent_nom b on b.id = ac.co_referent_id
left join structure s on s.id = ac.structure_id
where ac.fin is null;
comment on view suivi_courant is
  'accompagnement: l’accompagnement en cours d’une personne, avec son orientation, son référent et sa structure; connu_le: jour où un '
  'suivi commencé ailleurs a été repris ici, ce qui s’est fait avant n’étant pas connu';
