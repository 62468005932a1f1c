-- An import that photographs people lot after lot looks each time for those it has already: without this, it reads all of them again.
create index import_photo_personne on import_photo (personne_id) where table_nom = 'personne';

-- A flow writes a matricule on fifteen characters, filled with zeros; people write its seven figures. Compared in one form, as lists read it.
create function forme_matricule(matricule text) returns text
language sql immutable parallel safe
return case
  when length(ltrim(matricule, '0')) < 7 then lpad(ltrim(matricule, '0'), 7, '0')
  when length(ltrim(matricule, '0')) = 7 then ltrim(matricule, '0')
  when length(rtrim(ltrim(matricule, '0'), '0')) < 7 then rpad(rtrim(ltrim(matricule, '0'), '0'), 7, '0')
  else rtrim(ltrim(matricule, '0'), '0') end;
create index foyer_forme_matricule on foyer (forme_matricule(matricule));
