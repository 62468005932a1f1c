-- How many persons' files each agent opened each day, and how many persons lists named to them: counted as the day goes by, so that what
-- is usual to them is read without their readings. Days past the window of the median go.
create table lecture_jour (
  acteur_id uuid not null,
  jour date not null,
  dossiers integer not null,
  noms integer not null,
  primary key (acteur_id, jour)
);
create index lecture_jour_jour on lecture_jour (jour);
comment on table lecture_jour is 'audit: les dossiers ouverts et les noms affichés, par agent et par jour';
