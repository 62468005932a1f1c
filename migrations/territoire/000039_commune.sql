-- Flows write a commune each their own way, in capitals, without accents: it is named by its code, as the INSEE writes it.
create table commune (
  code text primary key constraint commune_code_insee check (code ~ '^[0-9][0-9AB][0-9]{3}$'),
  nom text not null constraint commune_nommee check (nom <> '')
);
comment on table commune is 'territoire: les communes du département, nommées par le code officiel géographique';
