comment on table client_api is 'partenaire: le logiciel d’un partenaire, ce qu’il peut faire et l’empreinte de sa clé';
