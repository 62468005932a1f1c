-- One place for the bytes that the territory keeps (files received, letters, documents): pieces, each compressed then encrypted.
alter table import_morceau rename to fichier_morceau;
alter table fichier_morceau rename column import_id to fichier_id;
alter table fichier_morceau drop constraint import_morceau_import_id_fkey;
alter table fichier_morceau rename constraint import_morceau_pkey to fichier_morceau_pkey;
create table fichier (
  id uuid primary key,
  taille bigint not null default 0 constraint fichier_taille_positive check (taille >= 0),
  cree_le timestamptz not null
);
comment on table fichier is 'socle: des octets gardés; la table de ce qu’ils sont y mène par sa colonne fichier_id, et les ôte avec '
  'sa ligne';
insert into fichier (id, taille, cree_le)
  select i.id, i.recu, i.depose_le from import i where exists (select from fichier_morceau m where m.fichier_id = i.id);

alter table fichier_morceau
  add constraint fichier_morceau_fichier foreign key (fichier_id) references fichier on delete cascade,
  alter column octets drop not null,
  add column clair boolean not null default false,
  add constraint fichier_morceau_clair_en_base check (not clair or octets is not null);
comment on table fichier_morceau is 'socle: un fichier, par morceaux compressés puis chiffrés; octets: absents s’ils sont sur le disque; '
  'clair: repris tels quels d’une version qui ne chiffrait pas, jusqu’à ce que la mise à jour les chiffre';
create index fichier_morceau_clair on fichier_morceau (fichier_id, rang) where clair;

alter table import add column fichier_id uuid constraint import_fichier references fichier on delete set null;
update import i set fichier_id = f.id from fichier f where f.id = coalesce(i.rejoue, i.id);
create index import_fichier on import (fichier_id) where fichier_id is not null;

-- Letters lay in clear: moved as they are, since only the application has the key, which encrypts them before it serves.
insert into fichier (id, taille, cree_le) select id, octet_length(pdf), edite_le from courrier;
insert into fichier_morceau (fichier_id, rang, taille, octets, clair) select id, 1, octet_length(pdf), pdf, true from courrier;
alter table courrier alter column pdf drop not null, add column fichier_id uuid;
-- Emptied before it goes: PostgreSQL leaves on the disk what a dropped column held.
update courrier set fichier_id = id, pdf = null;
alter table courrier
  drop column pdf,
  alter column fichier_id set not null,
  add constraint courrier_fichier foreign key (fichier_id) references fichier;
create unique index courrier_fichier on courrier (fichier_id);

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);
-- As before, but that rows go with the bytes they lead to.
create or replace function effacer_personnes_verifiees(qui uuid[], regles jsonb, instant timestamptz) returns uuid
language plpgsql security definer set search_path from current as $$
declare
  moment timestamptz := least(instant, clock_timestamp());
  jour date := (moment at time zone 'Europe/Paris')::date;
  annees_actives integer := duree_conservation('conservation.active-annees', 2, 1, jour);
  annees_archives integer := duree_conservation('conservation.archive-annees', 2, 1, jour);
  elles uuid[]; stubs uuid[]; restent uuid[]; foyers uuid[]; foyers_vides uuid[]; partis uuid[]; numeros text[]; nirs bytea[]; mots
    text[]; gardees uuid[]; octets uuid[] := '{}';
  dernier date; regle jsonb; t regclass; ligne text; personne_de text; conditions text; egalites text; n bigint; lignes jsonb := '{}';
  preuve uuid := gen_random_uuid();
begin
  perform 1 from personne where id = any(qui) or fusionnee_dans = any(qui) order by id for update;
  -- Thirty days in the archive at least, however old the last contact: the time to see who is about to go.
  select count(*), max(dernier_contact) into n, dernier from conservation where personne_id = any(qui) and not en_cours and archivee_le <=
    jour - 30
    and dernier_contact <= jour - make_interval(years => annees_actives + annees_archives);
  if n <> cardinality(qui) then raise exception 'effacement refusé : une personne n’est pas arrivée au terme de sa conservation' using
    errcode = '42501';
  end if;

  elles := array(select id from personne where id = any(qui) or fusionnee_dans = any(qui) order by fusionnee_dans is not null, id);
  if elles = '{}' then return null; end if;
  stubs := array(select gen_random_uuid() from unnest(elles));
  foyers := array(select distinct foyer_id from (select foyer_id from membre where personne_id = any(elles)
    union select foyer_id from droit where personne_id = any(elles) union select foyer_id from entree where personne_id = any(elles)) f);
  foyers_vides := array(select gen_random_uuid() from unnest(foyers));
  nirs := array(select nir_empreinte from personne where id = any(elles) and nir_empreinte is not null);
  mots := array(select distinct mot from personne p, unnest(string_to_array(p.recherche, ' ')) mot where p.id = any(elles));

  -- Somebody who can only be counted: a sex and a commune. Nothing leads from the one to the other.
  insert into personne (id, nom, nom_naissance, prenom, date_naissance, sexe, identite_source, identite_le)
    select s.nouveau, '', '', '', '1900-01-01', p.sexe, 'effacement', jour
    from unnest(elles, stubs) s (ancien, nouveau) join personne p on p.id = s.ancien;
  update personne p set fusionnee_dans = k.nouveau from unnest(elles, stubs) s (ancien, nouveau)
    join personne a on a.id = s.ancien join unnest(elles, stubs) k (ancien, nouveau) on k.ancien = a.fusionnee_dans where p.id = s.nouveau;
  insert into foyer (id, numero_demande_rsa, organisme, numero_organisme, matricule, date_demande, situation_familiale, sans_domicile_fixe,
      code_insee, commune, etat, present, empreinte, source, maj_le)
    select s.nouveau, 'EFFACE-' || s.nouveau, f.organisme, f.numero_organisme, '', '1900-01-01', '', false, f.code_insee, f.commune, '5',
      false, '',
      'effacement', jour
    from unnest(foyers, foyers_vides) s (ancien, nouveau) join foyer f on f.id = s.ancien;

  -- A merge undone since then may have left the name of one in the timeline of the other.
  update evenement e set apres = e.apres - 'absorbe' where e.type = 'fusion' and e.apres ->> 'absorbeId' = any(elles::text[])
    and e.personne_id in (select unnest(array[d.personne_id, d.autre_id]) from doublon d where d.personne_id = any(elles) or d.autre_id =
      any(elles));

  gardees := '{}';
  for regle in select r from jsonb_array_elements(regles) with ordinality x (r, rang) order by (r ? 'accessoire'), rang loop
    ligne := regle ->> 'table';
    continue when ligne in ('personne', 'foyer');
    t := to_regclass(format('%I.%I', current_schema(), ligne));
    if t is null or ligne in ('migration', 'parametre', 'effacement') then raise exception 'effacement refusé : table %', ligne; end if;
    personne_de := regle -> 'personne' ->> 0;
    continue when personne_de is null;
    conditions := (select string_agg(format('%I = any($1)', c), ' or ') from jsonb_array_elements_text(regle -> 'personne') c);
    if regle ->> 'regle' = 'effacer' then
      if regle ? 'nir' then conditions := conditions || format(' or %I = any($2)', regle ->> 'nir'); end if;
      -- What a row keeps in a file goes with it.
      if exists (select from pg_attribute where attrelid = t and attname = 'fichier_id' and not attisdropped) then
        execute format('select array(select fichier_id from %s where (%s) and fichier_id is not null)', t, conditions)
          into octets using elles, nirs;
      end if;
      execute format('delete from %s where %s', t, conditions) using elles, nirs;
    else
      if regle ? 'seulement' then
        execute format('delete from %s where (%s) and %I <> all($2)', t, conditions, regle #>> '{seulement,colonne}')
          using elles, array(select jsonb_array_elements_text(regle #> '{seulement,valeurs}'));
      end if;
      -- Kept beside something else, or not at all.
      if regle ? 'accessoire' then
        execute format('delete from %s where %I = any($1) and %I <> all($2)', t, personne_de, personne_de) using elles, gardees;
      else
        execute format('select $2 || array(select distinct %I from %s where %I = any($1))', personne_de, t, personne_de) into gardees
          using elles, gardees;
      end if;
      egalites := format('%I = s.nouveau', personne_de);
      if regle ? 'foyer' then
        egalites := egalites || format(', %I = (select f.nouveau from unnest($3, $4) f (ancien, nouveau) where f.ancien = %I)', regle ->>
          'foyer', regle ->> 'foyer');
      end if;
      egalites := concat_ws(', ', egalites, (select string_agg(format('%I = %s', c, valeur_vide(t, c)), ', ') from
        jsonb_array_elements_text(regle -> 'vider') c));
      execute format('update %s set %s from unnest($1, $2) s (ancien, nouveau) where %I = s.ancien', t, egalites, personne_de)
        using elles, stubs, foyers, foyers_vides;
    end if;
    get diagnostics n = row_count;
    delete from fichier where id = any(octets);
    octets := '{}';
    lignes := lignes || jsonb_build_object(ligne, n);
  end loop;

  -- Households that nobody is left in go too, with what leads to them by their number.
  partis := foyers;
  for regle in select r from jsonb_array_elements(regles) r where r ? 'foyer' and r ? 'personne' loop
    execute format('select array(select f from unnest($1) f where not exists (select 1 from %I where %I = f))', regle ->> 'table', regle
      ->> 'foyer')
      into partis using partis;
  end loop;
  numeros := array(select numero_demande_rsa from foyer where id = any(partis));
  for regle in select r from jsonb_array_elements(regles) r where r ? 'demande' and r ->> 'table' <> 'foyer' loop
    ligne := regle ->> 'table';
    t := to_regclass(format('%I.%I', current_schema(), ligne));
    if regle ->> 'regle' = 'effacer' then execute format('delete from %s where %I = any($1)', t, regle ->> 'demande') using numeros;
    else
      egalites := concat_ws(', ', format('%I = ''EFFACE''', regle ->> 'demande'),
        (select string_agg(format('%I = %s', c, valeur_vide(t, c)), ', ') from jsonb_array_elements_text(regle -> 'vider') c));
      execute format('update %s set %s where %I = any($1)', t, egalites, regle ->> 'demande') using numeros;
    end if;
    get diagnostics n = row_count;
    lignes := lignes || jsonb_build_object(ligne, coalesce((lignes ->> ligne)::bigint, 0) + n);
  end loop;

  -- Copies. Files that came before the last contact may hold them, among others; what is staged is of an import long done.
  with recursive anciens as (
    select id, numero, fichier_id from import where recu_le <= dernier and statut not in ('depot', 'en-attente', 'en-cours')
      and contenu_efface_le is null
    union select i.id, i.numero, i.fichier_id from import i join anciens a on i.rejoue = a.id),
  vides as (update import i set contenu_efface_le = coalesce(i.contenu_efface_le, jour), options = i.options - 'decisions' from anciens a
    where a.id = i.id returning i.id, i.numero),
  fichiers as (delete from fichier f using anciens a where f.id = a.fichier_id),
  des_lignes as (delete from import_ligne l using vides v where l.import_id = v.id)
  delete from import_difference d using vides v where d.import = v.numero;
  delete from import_difference where table_nom = 'foyer' and (cle ->> 'id')::uuid = any(partis);
  for ligne in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relpersistence = 'u'
    loop
    execute format('delete from %I', ligne);
  end loop;

  delete from archive where personne_id = any(elles);
  update personne set fusionnee_dans = null where id = any(elles);
  delete from personne where id = any(elles);
  delete from foyer where id = any(partis);
  delete from mot_nom m where m.mot = any(mots)
    and not exists (select 1 from personne p where array_to_tsvector(string_to_array(p.recherche, ' ')) @@ m.mot::tsquery);

  -- A stub that counts for nothing goes; those left are seen by figures alone.
  restent := array(select distinct coalesce(p.fusionnee_dans, p.id) from unnest(elles, stubs) s (ancien, nouveau)
      join personne p on p.id = s.nouveau where s.ancien = any(gardees)
    union select s.nouveau from unnest(elles, stubs) s (ancien, nouveau) where s.ancien = any(gardees));
  delete from personne where id = any(stubs) and id <> all(restent);
  insert into archive (personne_id, le, effacee_le) select id, jour, jour from unnest(restent) id;
  for regle in select r from jsonb_array_elements(regles) r where r ? 'foyer' and r ? 'personne' loop
    execute format('select array(select f from unnest($1) f where not exists (select 1 from %I where %I = f))', regle ->> 'table', regle
      ->> 'foyer')
      into foyers_vides using foyers_vides;
  end loop;
  delete from foyer where id = any(foyers_vides);

  insert into effacement (id, le, regle, personnes, foyers, lignes, parametres)
    values (preuve, moment, 'dossiers', cardinality(qui), cardinality(partis), lignes,
      jsonb_build_object('conservation.active-annees', annees_actives, 'conservation.archive-annees', annees_archives));
  return preuve;
end $$;
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
