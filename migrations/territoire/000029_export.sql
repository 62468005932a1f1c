-- What leaves the product as a table bears a number: on each line of the file, on the event that says who, what and why, and on the
-- trace of each person who was in it. The number alone is made here; what it stands for is the event.
create sequence export_numero as integer;

alter table consultation add column export integer;
comment on column consultation.export is 'numéro de l’export dont la personne était une ligne; nul pour ce qui a été lu à l’écran';
-- Whom an export held, for « Ce qui est sorti », each once however many lines told of them; no reading on a screen is in it.
create unique index consultation_export on consultation (export, personne_id) where export is not null;
