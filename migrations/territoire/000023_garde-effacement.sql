-- Erasing runs as the owner of the tables, by rules that the application gives: they may lead to a row by the person, the household,
-- the NIR or the number that the row says is theirs, by no other column. An identifier chosen by who invents a person would else open
-- the readings or the events of anybody. And nobody merged into another is erased alone: their contacts count with the other's.
select set_config('search_path', current_setting('search_path') || ', pg_temp', true);

alter function effacer_personnes(uuid[], jsonb, timestamptz) rename to effacer_personnes_verifiees;
revoke all on function effacer_personnes_verifiees(uuid[], jsonb, timestamptz) from public;

-- A column leads to persons (or households) by a foreign key, or where traces outlive what they tell of, by its name.
create function mene_a(la_table regclass, colonne text, cible regclass) returns boolean
language sql stable set search_path from current as $$
  select colonne = cible::text || '_id' or exists (select from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum
      = any(c.conkey)
    where c.contype = 'f' and c.conrelid = la_table and c.confrelid = cible and cardinality(c.conkey) = 1 and a.attname = colonne)
$$;

create function effacer_personnes(qui uuid[], regles jsonb, instant timestamptz) returns uuid
language plpgsql security definer set search_path from current as $$
declare regle jsonb; t regclass;
begin
  if exists (select from personne where id = any(qui) and fusionnee_dans is not null) then
    raise exception 'effacement refusé : une personne est réunie à une autre' using errcode = '42501';
  end if;
  for regle in select r from jsonb_array_elements(regles) r where r ->> 'table' not in ('personne', 'foyer') loop
    t := to_regclass(format('%I.%I', current_schema(), regle ->> 'table'));
    if t is null
      or exists (select from jsonb_array_elements_text(regle -> 'personne') c where not mene_a(t, c, 'personne'))
      or (regle ? 'foyer' and not mene_a(t, regle ->> 'foyer', 'foyer'))
      or regle ->> 'nir' <> 'nir_empreinte' or regle ->> 'demande' <> 'numero_demande_rsa'
    then raise exception 'effacement refusé : la règle de la table %', regle ->> 'table' using errcode = '42501';
    end if;
  end loop;
  return effacer_personnes_verifiees(qui, regles, instant);
end $$;

comment on table evenement_annule is 'socle: ce qu’un import annulé avait écrit au carnet des personnes; preuve jamais réécrite';
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
