-- Rows photographed are kept as PostgreSQL writes them: three times cheaper to make and to compare than JSON, which only the rows that changed need.
alter table import_photo alter column cle type text, alter column ligne type text;

-- Nothing looks for a difference by its key without its import: this index only made each one dearer to write.
drop index import_difference_cle;
