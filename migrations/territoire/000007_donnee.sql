-- A value in the form it is compared in: two sources that write it otherwise say the same thing.
create function forme_donnee(champ text, valeur text) returns text
language sql immutable parallel safe
return case champ
  when 'telephone' then regexp_replace(regexp_replace(regexp_replace(valeur, '[^0-9+]', '', 'g'), '^00', '+'), '^\+330?', '0')
  when 'courriel' then lower(btrim(valeur))
  else forme_comparable(valeur) end;

create table donnee (
  personne_id uuid not null references personne,
  champ text not null,
  source text not null,
  valeur text,
  accord boolean,
  le date not null,
  par text,
  retenue boolean not null default false,
  conflit boolean not null default false,
  ecarte jsonb not null default '[]',
  import integer,
  primary key (personne_id, champ, source)
);
create unique index donnee_retenue on donnee (personne_id, champ) where retenue;
create index donnee_conflit on donnee (le desc, personne_id) where conflit;
create index donnee_import on donnee (import) where import is not null;
comment on table donnee is 'personne: ce que chaque source dit d’un champ, dès qu’une autre que le flux l’a dit; retenue: la valeur montrée; conflit: dit autre chose que la valeur retenue, à trancher; ecarte: ce qu’un agent a écarté en tranchant; import: numéro de l’import qui l’a écrit';

alter table doublon add column score smallint constraint doublon_score_borne check (score between 0 and 100);
comment on column doublon.score is 'vraisemblance que ce soit la même personne, de 0 à 100; nul: paire d’avant les scores';
create index doublon_a_decider on doublon (score desc nulls last, trouve_le, id) where statut = 'a-decider';
create index personne_courriel on personne (courriel) where courriel is not null;

-- How a French name sounds: neither a first H nor last mute letters are heard, « bv » is a « v »; double metaphone does the rest.
create function son(texte text) returns text
language sql immutable parallel safe
return dmetaphone(regexp_replace(replace(regexp_replace(forme_comparable(texte), '\mH', '', 'g'), 'BV', 'V'), '(?<=[A-Z]{2})[DTSXZE]+\M', '', 'g'));

-- Searching as one types among half a million names: beginnings are read in the order of an index, a word anywhere in a name by
-- another, and a misspelt word is corrected by the words that names are made of, which are few.
drop index personne_recherche;
create index personne_mots on personne using gin (array_to_tsvector(string_to_array(recherche, ' ')));
create index personne_debut on personne (identite collate "C");
create index personne_usage on personne ((forme_comparable(nom) || '|' || split_part(identite, '|', 2)) collate "C") where nom <> nom_naissance;
create index personne_prenom on personne ((split_part(identite, '|', 2) || '|' || split_part(identite, '|', 1)) collate "C");

-- A word, and what is left of it without one of its letters: two words that share one are a slip apart.
create function variantes_mot(mot text) returns text[]
language sql immutable parallel safe
return case when length(mot) < 4 then array[mot]
  else array(select mot union select overlay(mot placing '' from n for 1) from generate_series(1, length(mot)) n) end;

create table mot_nom (
  mot text collate "C" primary key,
  son text not null,
  variantes text[] not null
);
create index mot_nom_variantes on mot_nom using gin (variantes);
create index mot_nom_son on mot_nom (son);
comment on table mot_nom is 'personne: les mots dont les noms sont faits, pour corriger une recherche mal écrite';

-- No trigger: one that writes elsewhere can't run on the nodes of a distributed schema. Who writes names calls personne/mots.queries.ts.
insert into mot_nom (mot, son, variantes)
select m.mot, son(m.mot), variantes_mot(m.mot) from (select distinct unnest(string_to_array(recherche, ' ')) as mot from personne) m;
