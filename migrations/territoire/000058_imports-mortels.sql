-- How many times applying this file stopped the process that did it, since somebody last asked for it.
alter table import add column arrets smallint not null default 0;
comment on column import.arrets is 'arrêts du processus qui l’appliquait, depuis la dernière demande : au troisième, il est refusé';
