-- Processes also learn of a territory that is made: whoever makes it may have another key than theirs (socle/auth/temoins.ts).
drop trigger territoire_change on territoire;
create trigger territoire_change after insert or update or delete on territoire for each row execute function dire_changement();
