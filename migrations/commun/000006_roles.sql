-- A key deposits files of the kinds it was given for, no other; a test compares this list with src/import/import.ts.
alter table client_api drop constraint client_api_droits_connus;
update client_api set droits = array[
    'import.deposer:beneficiaires', 'import.deposer:instruction', 'import.deposer:dsp', 'import.deposer:creances',
    'import.deposer:financier', 'import.deposer:pecg', 'import.deposer:ft-principal', 'import.deposer:personnes',
    'import.deposer:contacts', 'import.deposer:professionnels', 'import.deposer:structures', 'import.deposer:suivis',
    'import.deposer:reorientations']
  where 'import.deposer' = any(droits);
alter table client_api add constraint client_api_droits_connus check (droits <@ array[
    'import.deposer:beneficiaires', 'import.deposer:instruction', 'import.deposer:dsp', 'import.deposer:creances',
    'import.deposer:financier', 'import.deposer:pecg', 'import.deposer:ft-principal', 'import.deposer:personnes',
    'import.deposer:contacts', 'import.deposer:professionnels', 'import.deposer:structures', 'import.deposer:suivis',
    'import.deposer:reorientations']);
