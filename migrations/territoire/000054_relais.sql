-- Why a person was oriented anew (rule O5): empty for a first orientation, and for what was decided before it was asked.
alter table orientation add column reorientation text,
  add column reorientation_precision text,
  add constraint orientation_autre_raison_dite check (reorientation is distinct from 'autre' or reorientation_precision is not null);

-- The note of a hand-over (rule A1): who wrote it, when, and when who follows the person now read it. Those of before are told in the
-- file, and ask nobody to read them again.
alter table accompagnement add column relais_par uuid references agent,
  add column relais_le timestamptz,
  add column relais_lu_le timestamptz,
  add column relais_lu_par uuid references agent;
update accompagnement set relais_le = fin::timestamptz, relais_lu_le = fin::timestamptz where relais is not null;
alter table accompagnement
  add constraint accompagnement_relais_date check ((relais is null) = (relais_le is null)),
  add constraint accompagnement_relais_lu_ecrit check (relais_lu_le is null or relais is not null);
create index accompagnement_relais_a_lire on accompagnement (personne_id) where relais is not null and relais_lu_le is null;

-- The letter that names a new référent: of `accompagnement`, or of `accompagnement_annule` once it is cancelled.
alter table courrier add column accompagnement_id uuid;
create index courrier_accompagnement on courrier (accompagnement_id) where accompagnement_id is not null;
