-- What becomes of an appointment when who receives follows the person no more, decided at a hand-over: it passes to who follows them now
-- (`releve_vers`, the one that replaces it), stays with who was to receive, to whom alone it then opens the file until its day, or is
-- called off. `releve_par`: the designation or the orientation under which it was decided, whose undoing gives it back.
alter table rendez_vous add column releve text,
  add column releve_par uuid,
  add column releve_vers uuid,
  add constraint rendez_vous_releve_connue check (releve in ('passe', 'garde', 'annule')),
  add constraint rendez_vous_releve_entiere check ((releve is null) = (releve_par is null)),
  add constraint rendez_vous_releve_vers check ((releve is not distinct from 'passe') = (releve_vers is not null));
create index rendez_vous_releve on rendez_vous (releve_par) where releve_par is not null;
