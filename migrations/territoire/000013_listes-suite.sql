-- An import that photographs people lot after lot looks each time for those it has already: without this, it reads all of them again.
create index import_photo_personne on import_photo (personne_id) where table_nom = 'personne';
