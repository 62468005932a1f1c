-- The changes of an import on a household, found by the household: its members' are shown with theirs.
create index import_difference_foyer on import_difference (import, (cle ->> 'id')) where table_nom = 'foyer';
