-- A daily flow says who it takes for an entrant (TOPPERSENTDRODEVORSA): kept with the right it comes with.
alter table import_personne add column if not exists entrant boolean;
alter table import_droit add column entrant boolean;
alter table droit add column entrant boolean;
comment on column droit.entrant is 'un flux dit la personne entrante (TOPPERSENTDRODEVORSA) à l’ouverture de cette période';

-- A territory may choose another definition than the convention's: it counts people for whom the convention has no motive.
alter table entree drop constraint entree_motif_connu;
alter table entree add constraint entree_motif_connu check (motif in ('premiere-demande', 'retour-apres-radiation', 'arrivee-departement', 'entree-dans-un-foyer', 'passage-sous-le-seuil', 'retour-apres-suspension-longue', 'autre-definition'));
