-- The list of territories is the platform's own: it gives each one its schema and its role.
comment on table territoire is 'socle: un département, ou une part d’un département; son schéma est t_<code>';
