-- Why a file was open to who read it is only known at that moment: a household moves, a sector changes, an appointment gets its
-- outcome. It is kept with the reading from now on; of what was read before, nobody can tell any more, and null says so.
alter table consultation add column relation text;
comment on column consultation.relation is
  'ce qui ouvrait le dossier au moment de la lecture (relations du rôle, territoire, ancien-referent, aucune); nul si elle est d’avant';

-- The journal is read by its last lines, and by those of an agent. (Those of a person have their index.) The first serves what looks
-- for an instant alone as well.
drop index consultation_le;
create index consultation_journal on consultation (le desc, id desc);
create index consultation_acteur on consultation (acteur_id, le desc, id desc);
