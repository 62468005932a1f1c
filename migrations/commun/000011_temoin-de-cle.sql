-- A wrong key must be seen before it closes anything: by number, what only the right one gives.
create table temoin_cle (
  numero integer primary key,
  temoin bytea not null,
  pose_le timestamptz not null default now()
);
comment on table temoin_cle is 'socle: par numéro de clé, ce que seule la bonne donne; rien d’elle ne s’en tire';
