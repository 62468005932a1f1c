-- France Travail has two identifiers: that of a job seeker (11 digits today; 7 digits and a letter, or 8 digits, before) and an opaque
-- unique one. They were one field, and disagreed: the opaque ones become a field of their own.
insert into donnee (personne_id, champ, source, valeur, le, retenue)
  select p.id, 'identifiant-france-travail', p.identite_source, p.identifiant_france_travail, p.identite_le, true from personne p
  where upper(p.identifiant_france_travail) !~ '^(\d{11}|\d{6,7}[A-Z]|\d{8})$'
    and not exists (select 1 from donnee d where d.personne_id = p.id and d.champ = 'identifiant-france-travail');

update donnee d set champ = 'identifiant-unique-france-travail', retenue = x.rang = 1, conflit = false
from (
  select personne_id, source, row_number() over (partition by personne_id order by retenue desc, le desc, source) as rang
  from donnee where champ = 'identifiant-france-travail' and upper(valeur) !~ '^(\d{11}|\d{6,7}[A-Z]|\d{8})$') x
where d.personne_id = x.personne_id and d.champ = 'identifiant-france-travail' and d.source = x.source;

-- The number of a job seeker that stood beside is shown again; nothing, where there was none.
update donnee d set retenue = true, conflit = false
from (
  select distinct on (n.personne_id) n.personne_id, n.source from donnee n
  where n.champ = 'identifiant-france-travail' and n.valeur is not null
    and not exists (select 1 from donnee r where r.personne_id = n.personne_id and r.champ = n.champ and r.retenue)
  order by n.personne_id, n.source <> 'agent', n.source <> 'personne', n.le desc, n.source) x
where d.personne_id = x.personne_id and d.champ = 'identifiant-france-travail' and d.source = x.source;

update personne p set identifiant_france_travail = (select d.valeur from donnee d
  where d.personne_id = p.id and d.champ = 'identifiant-france-travail' and d.retenue)
where p.id in (select personne_id from donnee where champ = 'identifiant-unique-france-travail');

-- Written as before, and as today: one number of a job seeker doesn't deny the other.
update donnee d set conflit = false from donnee r
where d.champ = 'identifiant-france-travail' and d.conflit and r.personne_id = d.personne_id and r.champ = d.champ and r.retenue
  and (length(forme_comparable(d.valeur)) <> length(forme_comparable(r.valeur))
    or forme_comparable(d.valeur) = forme_comparable(r.valeur));
