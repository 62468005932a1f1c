-- What had a history without being told as events: parameters, their order of sources, the keys of partners. It is told from now on
-- where everything is, with who did it and when. (What an agent or a structure was before isn't known: their history begins now.)
insert into evenement (objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, avant, apres)
select 'parametre', p.cle, 'parametre-change', p.saisi_le, p.saisi_le, case when a.id is null then 'systeme' else 'agent' end, a.id,
  coalesce(a.prenom || ' ' || a.nom, 'Filrouge'),
  jsonb_strip_nulls(jsonb_build_object('valeur', lag(p.valeur) over (partition by p.cle order by p.effet_le))),
  jsonb_build_object('cle', p.cle, 'valeur', p.valeur, 'effetLe', p.effet_le, 'motif', p.motif)
from parametre p left join agent a on a.id = p.saisi_par
where p.cle <> 'donnee.precedence'
order by p.saisi_le;

insert into evenement (objet, objet_id, type, le, saisi_le, acteur, acteur_id, acteur_nom, apres)
select 'precedence', p.cle, 'precedence-changee', p.saisi_le, p.saisi_le, case when a.id is null then 'systeme' else 'agent' end, a.id,
  coalesce(a.prenom || ' ' || a.nom, 'Filrouge'),
  jsonb_build_object('champs', jsonb_agg(o.key order by o.key), 'ordre', o.value, 'effetLe', p.effet_le, 'motif', p.motif)
from parametre p cross join lateral jsonb_each(p.valeur) o left join agent a on a.id = p.saisi_par
where p.cle = 'donnee.precedence'
group by p.cle, p.saisi_le, p.effet_le, p.motif, a.id, a.prenom, a.nom, o.value
order by p.saisi_le;

insert into evenement (objet, objet_id, type, le, saisi_le, acteur, acteur_nom, apres)
select 'acces', c.id::text, t.type, t.le, t.le, t.acteur, t.par, jsonb_build_object('nom', c.nom, 'droits', to_jsonb(c.droits))
from commun.client_api c
  cross join lateral (values ('cle-donnee', c.cree_le, 'agent', c.cree_par), ('cle-revoquee', c.revoque_le, 'systeme', 'Filrouge'))
    as t (type, le, acteur, par)
where 't_' || lower(c.territoire) = current_schema() and t.le is not null
order by t.le;
