-- What refers to somebody's rows is found by its key when they are erased or a file is read: without an index, each asks the whole table.
create index entree_foyer on entree (foyer_id);
create index droit_foyer on droit (foyer_id);
create index membre_foyer on membre (foyer_id);
drop index membre_personne;
create index membre_personne on membre (personne_id);
create index mention_caf_foyer on mention_caf (foyer_id);
create index sanction_caf_foyer on sanction_caf (foyer_id);
create index membre_suivi_personne on membre_suivi (personne_id);
create index orientation_entree on orientation (entree_id) where entree_id is not null;
create index orientation_diagnostic on orientation (diagnostic_id) where diagnostic_id is not null;
create index courrier_rendez_vous on courrier (rendez_vous_id) where rendez_vous_id is not null;
