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
