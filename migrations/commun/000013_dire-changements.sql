-- What processes remember, and must forget as soon as it changes, wherever it was changed (socle/postgres/ecoute.ts): the base says it in
-- the transaction that changes it, and says nothing but which table.
create function dire_changement() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('filrouge_change', tg_table_name);
  return null;
end
$$;
revoke all on function dire_changement() from public;

-- Its last use is written all day long, and changes nothing of what it opens.
create trigger session_change after update of identite_id, territoire, habilitation_id, forte on session
  for each statement execute function dire_changement();
create trigger session_fermee after delete on session for each row execute function dire_changement();
create trigger acces_change after insert or update or delete on acces for each row execute function dire_changement();
create trigger territoire_change after update or delete on territoire for each row execute function dire_changement();
