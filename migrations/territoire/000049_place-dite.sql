-- Place in a household as a list tells it (rule E5), before any flow brings the household: looked for by its numbers.
create index donnee_matricule on donnee (forme_matricule(valeur)) where champ = 'matricule';
create index donnee_numero on donnee (upper(valeur))
  where champ in ('numero-demande', 'identifiant-france-travail', 'identifiant-unique-france-travail');

-- The search: e-mail addresses by their beginning, France Travail's identifiers, names by their end.
create index personne_courriel_debut on personne (lower(courriel) collate "C") where courriel is not null;
create index personne_france_travail on personne (upper(identifiant_france_travail)) where identifiant_france_travail is not null;
create index mot_nom_fin on mot_nom (reverse(mot) collate "C");
