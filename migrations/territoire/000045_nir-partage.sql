-- Staging: who bears already the NIR that a person of the file comes with, and whom nothing else says to be the same.
alter table import_personne add column nir_de uuid;
