-- What a merge moved is told by table, under the names of the tables: each domain says how its rows move. Merges made before are told so
-- too.
update doublon set deplacements = jsonb_build_object(
  'garder', deplacements -> 'garder', 'absorbe', deplacements -> 'absorbe', 'foyers', deplacements -> 'foyers',
  'tables', jsonb_build_object(
    'personne', jsonb_build_object('nir', deplacements -> 'nir', 'personnes', deplacements -> 'personnes'),
    'membre', deplacements -> 'membres', 'donnee', deplacements -> 'donnees', 'droit', deplacements -> 'droits',
    'entree', deplacements -> 'entrees', 'rendez_vous', deplacements -> 'rendezVous', 'diagnostic', deplacements -> 'diagnostics',
    'orientation', deplacements -> 'orientations', 'accompagnement', deplacements -> 'accompagnements', 'courrier', deplacements ->
      'courriers'))
where deplacements ? 'membres';
