-- The MSA gives as a matricule, to some, their NIR. Such a one is kept sealed (src/personne/matricule): « nir: », what encrypts it, which
-- is the same each time for one number, « : », and its two last figures, all that is shown.
create function matricule_montre(matricule text) returns text
language sql immutable parallel safe
return case when matricule like 'nir:%' then '•••• ' || right(matricule, 2) || ' (NIR)' else matricule end;

-- Every place where a matricule is kept, what imports may put back and what a merge may part included.
create view matricule_garde with (security_invoker = true) as
select matricule from foyer
union all select matricule from creance
union all select matricule from acompte
union all select matricule from instruction
union all select valeur from donnee where champ = 'matricule'
union all select v.matricule from import_difference d, lateral (values (d.avant ->> 'matricule'), (d.apres ->> 'matricule')) v (matricule)
  where d.table_nom = 'foyer' and (d.avant ? 'matricule' or d.apres ? 'matricule')
union all select v.matricule from import_difference d, lateral (values (d.avant ->> 'valeur'), (d.apres ->> 'valeur')) v (matricule)
  where d.table_nom = 'donnee' and d.cle ->> 'champ' = 'matricule'
union all select r.m[1] from doublon d, lateral regexp_matches(d.deplacements::text, '"(nir:[^"]+)"', 'g') r (m);
comment on view matricule_garde is 'personne: tout matricule gardé, où qu’il le soit';

-- Gives each of these matricules the form that stands at its place in `nouveaux`, everywhere.
create function remplacer_matricules(anciens text[], nouveaux text[]) returns void language plpgsql as $$
declare
  m record;
  n record;
begin
  update foyer t set matricule = u.b from unnest(anciens, nouveaux) u (a, b) where t.matricule = u.a;
  update creance t set matricule = u.b from unnest(anciens, nouveaux) u (a, b) where t.matricule = u.a;
  update acompte t set matricule = u.b from unnest(anciens, nouveaux) u (a, b) where t.matricule = u.a;
  update instruction t set matricule = u.b from unnest(anciens, nouveaux) u (a, b) where t.matricule = u.a;
  update donnee t set valeur = u.b from unnest(anciens, nouveaux) u (a, b) where t.champ = 'matricule' and t.valeur = u.a;
  update import_difference t set avant = t.avant || jsonb_build_object('matricule', u.b)
    from unnest(anciens, nouveaux) u (a, b) where t.table_nom = 'foyer' and t.avant ->> 'matricule' = u.a;
  update import_difference t set apres = t.apres || jsonb_build_object('matricule', u.b)
    from unnest(anciens, nouveaux) u (a, b) where t.table_nom = 'foyer' and t.apres ->> 'matricule' = u.a;
  update import_difference t set avant = t.avant || jsonb_build_object('valeur', u.b)
    from unnest(anciens, nouveaux) u (a, b)
    where t.table_nom = 'donnee' and t.cle ->> 'champ' = 'matricule' and t.avant ->> 'valeur' = u.a;
  update import_difference t set apres = t.apres || jsonb_build_object('valeur', u.b)
    from unnest(anciens, nouveaux) u (a, b)
    where t.table_nom = 'donnee' and t.cle ->> 'champ' = 'matricule' and t.apres ->> 'valeur' = u.a;
  for m in select id, deplacements::text as texte from doublon where deplacements::text like '%"nir:%' loop
    for n in select a, b from unnest(anciens, nouveaux) u (a, b) where position('"' || a || '"' in m.texte) > 0 loop
      update doublon set deplacements = replace(deplacements::text, '"' || n.a || '"', '"' || n.b || '"')::jsonb where id = m.id;
    end loop;
  end loop;
end $$;

-- What an earlier version kept in clear: a migration hasn't the key that encrypts it, what follows it at each start does.
create table matricule_en_clair (matricule text not null);
comment on table matricule_en_clair is 'personne: les matricules qui sont peut-être des NIR, gardés en clair par une version d’avant, '
  'le temps de les chiffrer; vide ensuite';
insert into matricule_en_clair
select distinct matricule from matricule_garde where matricule ~ '^(00)?[1-478]\d{4}(\d{2}|2[ABab])\d{6}(\d{2})?$';
