import { lireCodePostal, lireOuiNon, texteLibre } from '../../../lecture/tableau/valeurs.ts'
import {
  COURRIEL,
  MATRICULE,
  NAISSANCE,
  NIR,
  NOM,
  NUMERO_DEMANDE,
  PRENOM,
  ROLE,
  TELEPHONE,
  TELEPHONE_2,
} from './champs-identite.ts'
import { CHAMPS_SUIVI } from './champs-suivis.ts'
import type { Champ, DefinitionListe } from './liste.ts'
import {
  lireCivilite,
  lireIdentifiantFranceTravail,
  lireMetier,
  lireNiveauFormation,
  lireSituation,
} from './valeurs-personne.ts'

const simple = (
  cle: string,
  libelle: string,
  exemple: string,
  entetes: string[],
  lire = texteLibre(200),
  aide = '',
): Champ => ({ cle, libelle, aide, exemple, entetes: [libelle, ...entetes], lire })

export const PERSONNES: DefinitionListe = {
  titre: 'Liste de personnes',
  phrase: 'Crée les dossiers absents, complète les autres. Une case vide n’efface jamais ce qui est connu.',
  champs: [
    NOM,
    PRENOM,
    NAISSANCE,
    NIR,
    {
      cle: 'sexe',
      libelle: 'Civilité ou sexe',
      aide: 'M. ou Mme.',
      exemple: 'Mme',
      entetes: ['Civilité', 'Sexe', 'Title', 'Titre', 'Genre'],
      lire: lireCivilite,
    },
    {
      ...NOM,
      cle: 'nomNaissance',
      libelle: 'Nom de naissance',
      aide: 'S’il diffère du nom d’usage.',
      exemple: 'EXEMPLE',
      entetes: [
        'Nom de naissance',
        'Nom de jeune fille',
        'Nom patronymique',
        'Birth name',
        'Nom naissance',
        'Nom d’épouse ou de jeune fille',
      ],
    },
    simple('lieuNaissance', 'Lieu de naissance', 'Ville-Exemple', ['Commune de naissance', 'Ville de naissance']),
    MATRICULE,
    ROLE,
    NUMERO_DEMANDE,
    simple(
      'identifiantFranceTravail',
      'Identifiant France Travail',
      '12345678901',
      [
        'Identifiant Pôle emploi',
        'ID pôle Emploi',
        'N° Pôle emploi',
        'Numéro Pôle emploi',
        'N° DE',
        'ID France Travail',
        'Numéro France Travail',
        'Identifiant PE',
      ],
      lireIdentifiantFranceTravail,
    ),
    TELEPHONE,
    TELEPHONE_2,
    COURRIEL,
    simple('adresse', 'Adresse', '12 rue Exemple', ['Adresse 1', 'Voie', 'Rue', 'Adresse postale', 'N° et voie']),
    simple('complementAdresse', 'Adresse (complément)', 'Bâtiment A', [
      'Complément adresse',
      'Complément d’adresse',
      'Adresse 2',
      'Complément',
    ]),
    simple('codePostal', 'Code postal', '59200', ['CP', 'Code post'], lireCodePostal),
    simple('ville', 'Ville', 'Tourcoing', ['Commune', 'CP Ville', 'Code postal et ville', 'Commune de résidence']),
    simple('situation', 'Situation professionnelle', 'recherche_emploi', ['Situation', 'Situation pro'], lireSituation),
    simple(
      'rqth',
      'RQTH',
      'non',
      ['Travailleur handicapé', 'Reconnaissance travailleur handicapé'],
      lireOuiNon,
      'Reconnaissance de la qualité de travailleur handicapé : oui ou non.',
    ),
    simple(
      'metier',
      'Emploi recherché (code ROME)',
      'Pontier élingueur (N1104)',
      ['Métier recherché', 'Emploi recherché', 'ROME', 'Code ROME'],
      lireMetier,
    ),
    simple(
      'niveauFormation',
      'Niveau de formation',
      'NV4',
      ['Niveau d’études', 'Niveau scolaire', 'Diplôme'],
      lireNiveauFormation,
    ),
    ...CHAMPS_SUIVI,
  ],
  exigences: [
    { cles: ['nom', 'nomNaissance'], phrase: 'le nom' },
    { cles: ['prenom'], phrase: 'le prénom' },
    { cles: ['dateNaissance'], phrase: 'la date de naissance' },
  ],
  nonRepris: [
    {
      entetes: ['Identifiant dans le SI', 'ID IODAS', 'ID interne'],
      raison: 'Filrouge retrouve les personnes par leur NIR, leur numéro d’allocataire ou leur identité',
    },
    {
      entetes: ['Droits RSA', 'Droits ARE', 'Droits ASS', 'Prime d’activité'],
      raison: 'les droits viennent des flux de la CAF et de la MSA, qui font foi',
    },
    { entetes: ['Zone de mobilité', 'Tags', 'PA'], raison: 'Filrouge n’a pas de case pour cette colonne' },
  ],
}
