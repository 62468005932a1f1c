comment on table commune is 'territoire: les communes du département et celles d’ailleurs où vit un foyer, nommées par le code officiel '
  'géographique';
