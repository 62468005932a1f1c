-- A letter that told of a closing is found by it: once the file is open again, what it says no longer holds (rule A10).
alter table courrier add column cloture_id uuid references cloture;
create index courrier_cloture on courrier (cloture_id) where cloture_id is not null;
-- Both were written in one transaction, at the same instant; a merge may have moved one of them since.
update courrier c set cloture_id = k.id from cloture k, personne p
where c.modele = 'cloture' and k.close_le = c.edite_le and p.id = k.personne_id and c.personne_id in (p.id, p.fusionnee_dans);
