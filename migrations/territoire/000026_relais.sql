-- What the former référent hands over is read by the next one: a sentence of its own, not the tail of a code.
alter table accompagnement add column relais text;
update accompagnement set relais = nullif(substring(fin_motif from '^passage-de-relais.: (.*)$'), ''), fin_motif = 'passage-de-relais'
  where fin_motif ~ '^passage-de-relais.: ';
