-- A line that waits is taken up by a later import of the same file, or that says the same of the same person: it waits there, and waits
-- here again once that import is undone.
alter table import_doute drop constraint import_doute_decision_connue;
alter table import_doute add constraint import_doute_decision_connue check (decision in ('connue', 'nouvelle', 'cote', 'reprise'));
alter table import_doute add column motifs jsonb, add column empreinte bytea, add column dit bytea;
create index import_doute_empreinte on import_doute (empreinte) where empreinte is not null;
create index import_doute_reprise on import_doute (decide_par) where decision = 'reprise';
comment on column import_doute.motifs is 'reprise: ce que sa ligne disait, pour le redire si l’import decide_par est annulé';
comment on column import_doute.empreinte is 'qui la ligne nomme, sous clé: ce qui en a été décidé vaut pour les fichiers suivants';
comment on column import_doute.dit is 'ce que dit la ligne d’un fichier de France Travail, chiffré, tant qu’elle attend';
