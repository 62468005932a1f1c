-- Each table names the folder of the code that owns it: what comes in lives in `import`, the adapters alone in `echanges`.
comment on table import is 'import: un fichier reçu et ce qu’il est devenu; cree_le: quand il a été fait, selon son en-tête; recu: octets déjà arrivés; simulation: appliqué puis défait, pour voir; rejoue: l’import dont il reprend le fichier';
comment on table import_morceau is 'import: le contenu d’un fichier, par morceaux compressés puis chiffrés';
comment on table import_ligne is 'import: ce que chaque ligne d’une liste a fait, ou ferait; motifs: champ et raison, jamais la valeur lue';
comment on table import_difference is 'import: les lignes qu’un import a changées, avant et après (les colonnes qui diffèrent); ce qui permet de l’annuler; sans personne: un foyer';
comment on table import_photo is 'import: les lignes des personnes que touche l’import en cours, telles qu’elles étaient avant lui';
comment on table alerte_flux is 'import: un flux attendu qui n’est pas arrivé; occurrence: le premier jour du mois, ou le premier jour ouvré, qui manque; courriel_le: quand les administrateurs ont été prévenus';
