-- Retention (domaine.md §8): after their last contact persons stay in the active base, then in the archive, then are erased.
create table archive (
  personne_id uuid primary key references personne,
  le date not null,
  effacee_le date
);
comment on table archive is 'personne: une personne sortie de la base active, que ni la recherche ni les listes ne montrent plus; '
  'effacee_le: il n’en reste que de quoi compter, sous un identifiant que rien ne relie à elle';

-- What was erased and by which rule: no datum, no identifier, no fingerprint of anybody.
create table effacement (
  id uuid primary key,
  le timestamptz not null,
  regle text not null constraint effacement_regle_dite check (regle <> ''),
  personnes integer not null,
  foyers integer not null,
  lignes jsonb not null,
  parametres jsonb not null
);
create index effacement_le on effacement (le desc);
comment on table effacement is 'protection: la preuve d’un effacement, sans aucune donnée de personne; lignes: combien de lignes ont '
  'été effacées ou vidées, par table; parametres: les durées en vigueur; preuve jamais réécrite';

-- Each day on which something was heard of a person. The one definition of a contact: what a domain writes by a command leaves an event.
create view contact as
  select id as personne_id, greatest(identite_le, contact_le) as le from personne
  union all select personne_id, (saisi_le at time zone 'Europe/Paris')::date from evenement
    where personne_id is not null and type not in ('archivage', 'archive-ouverte')
  union all select personne_id, (debut at time zone 'Europe/Paris')::date from rendez_vous
  union all select personne_id, greatest(recu_le, oriente_le, close_le) from entree
  union all select personne_id, greatest(debut, fin) from droit
  union all select personne_id, greatest(debut, fin) from membre
  union all select personne_id, greatest(debut, fin, notifiee_le) from orientation
  union all select personne_id, greatest(debut, fin) from accompagnement
  union all select personne_id, etabli_le from diagnostic
  union all select personne_id, (edite_le at time zone 'Europe/Paris')::date from courrier
  union all select personne_id, le from donnee
  union all select l.personne_id, i.recu_le from import_ligne l join import i on i.id = l.import_id where l.personne_id is not null
  union all select d.personne_id, i.recu_le from import_difference d join import i on i.numero = d.import where d.personne_id is not null;
comment on view contact is 'protection: chaque jour où l’on a su quelque chose d’une personne, par elle, un agent, un logiciel ou un '
  'fichier';

-- A right that isn't closed, a household that the funds still announce, a support or a delay that runs: such a person is never erased.
create view en_cours as
  select personne_id from droit where flux_fin is null and etat in ('0', '2', '3', '4')
  union all select m.personne_id from membre m join foyer f on f.id = m.foyer_id where m.fin is null and f.present
  union all select personne_id from accompagnement where fin is null
  union all select personne_id from orientation where fin is null
  union all select personne_id from entree where oriente_le is null and close_le is null;
comment on view en_cours is 'protection: les personnes dont un droit, un suivi ou un délai court';

-- Every file but those merged into another, which count with it.
create view conservation as
  with courantes as materialized (
    select distinct coalesce(p.fusionnee_dans, p.id) as personne_id from en_cours c join personne p on p.id = c.personne_id)
  select p.personne_id, max(c.le) as dernier_contact, a.le as archivee_le, x.personne_id is not null as en_cours
  from (select id, coalesce(fusionnee_dans, id) as personne_id from personne) p
    join contact c on c.personne_id = p.id
    left join archive a on a.personne_id = p.personne_id
    left join courantes x on x.personne_id = p.personne_id
  where a.effacee_le is null
  group by p.personne_id, a.le, x.personne_id;
comment on view conservation is 'protection: le dernier contact de chaque personne, et si quelque chose court pour elle';

select set_config('search_path', current_setting('search_path') || ', pg_temp', true);

-- A value of a retention parameter on a day, never under its floor: what the application may write can't make it erase at will.
create function duree_conservation(cle_parametre text, defaut integer, plancher integer, jour date) returns integer
language sql stable set search_path from current as $$
  select greatest(plancher, coalesce((select (valeur #>> '{}')::integer from parametre
    where cle = cle_parametre and effet_le <= jour order by effet_le desc limit 1), defaut))
$$;

-- SQL that empties a column: null where it may be, else nothing of its type. Bytes are drawn at random, since some are unique.
create function valeur_vide(la_table regclass, colonne text) returns text
language sql stable set search_path from current as $$
  select case when not a.attnotnull then 'null' when t.typname in ('text', 'varchar') then ''''''
    when t.typname = 'jsonb' then '''{}''::jsonb' when t.typname = 'bytea' then 'uuid_send(gen_random_uuid())'
    when t.typname = 'date' then '''1900-01-01''::date' end
  from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = la_table and a.attname = colonne and a.attnum > 0
$$;

-- Erases persons whose time has passed, everywhere. The application may rewrite no trace, so this runs as the owner of the tables; it
-- takes from the caller which persons and what each domain says of its rows (`liens`), and looks by itself whether they are due.
-- `regles`: [{table, personne: [columns], foyer, nir, demande, regle: effacer | garder | vider, vider: [columns], seulement: {colonne,
-- valeurs}, accessoire}], the tables that refer to others first.
create function effacer_personnes(qui uuid[], regles jsonb, instant timestamptz) returns uuid
language plpgsql security definer set search_path from current as $$
declare
  moment timestamptz := least(instant, clock_timestamp());
  jour date := (moment at time zone 'Europe/Paris')::date;
  annees_actives integer := duree_conservation('conservation.active-annees', 2, 1, jour);
  annees_archives integer := duree_conservation('conservation.archive-annees', 2, 1, jour);
  elles uuid[]; stubs uuid[]; restent uuid[]; foyers uuid[]; foyers_vides uuid[]; partis uuid[]; numeros text[]; nirs bytea[]; mots
    text[]; gardees uuid[];
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
    select id, numero from import where recu_le <= dernier and statut not in ('depot', 'en-attente', 'en-cours') and contenu_efface_le is
      null
    union select i.id, i.numero from import i join anciens a on i.rejoue = a.id),
  vides as (update import i set contenu_efface_le = coalesce(i.contenu_efface_le, jour), options = i.options - 'decisions' from anciens a
    where a.id = i.id returning i.id, i.numero),
  morceaux as (delete from import_morceau m using vides v where m.import_id = v.id),
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

-- Readings kept longer than the territory wants go: the application may only add to them. Never those of the last six months.
create function effacer_lectures(avant timestamptz) returns integer
language plpgsql security definer set search_path from current as $$
declare n integer;
begin
  delete from consultation where le < least(avant, clock_timestamp() - interval '6 months');
  get diagnostics n = row_count;
  return n;
end $$;
create index consultation_le on consultation (le);
select set_config('search_path', regexp_replace(current_setting('search_path'), ', pg_temp$', ''), true);
