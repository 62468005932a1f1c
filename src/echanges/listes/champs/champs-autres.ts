import { NOMS_ROLES, ROLES } from '../../../agent/roles.ts'
import {
  choixParmi,
  lireCodePostal,
  lireCourriel,
  lireCourriels,
  lireSiret,
  lireTelephones,
  texteLibre,
} from '../../../lecture/tableau/valeurs.ts'
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
import type { Champ, DefinitionListe } from './liste.ts'

/** The « contacts » file of the CNAF: what reaches a household, by its number or the NIR. */
export const CONTACTS: DefinitionListe = {
  titre: 'Liste de coordonnées',
  phrase:
    'Ajoute téléphones et adresses électroniques aux dossiers connus. Sans l’accord de la personne, ils ne servent ni aux SMS ni aux courriels.',
  champs: [NIR, MATRICULE, ROLE, NUMERO_DEMANDE, TELEPHONE, TELEPHONE_2, COURRIEL],
  exigences: [
    {
      cles: ['nir', 'matricule', 'numeroDemandeRsa'],
      phrase: 'le NIR, le numéro d’allocataire ou le numéro de demande RSA',
    },
    { cles: ['telephone', 'telephone2', 'courriel'], phrase: 'un téléphone ou une adresse électronique' },
  ],
  nonRepris: [
    {
      entetes: [
        'Type personne',
        'Nom responsable dossier',
        'Prénom responsable dossier',
        'Tags',
        'Date demande RSA',
        'Date début droits - devoirs',
      ],
      raison: 'ce fichier n’apporte que des coordonnées ; l’identité et les droits viennent des flux',
    },
  ],
}

const ROLES_PROFESSIONNEL = choixParmi(
  Object.fromEntries(NOMS_ROLES.flatMap(role => (ROLES[role].parListe?.mots ?? []).map(mot => [mot, role]))),
  'rôle attendu : référent, chargé d’orientation ou responsable d’équipe',
)

const COURRIEL_AGENT: Champ = {
  ...COURRIEL,
  libelle: 'Adresse électronique',
  aide: 'Elle identifie le professionnel.',
  exemple: 'prenom.nom@example.org',
  bloquant: true,
  entetes: [...COURRIEL.entetes, 'Courriel*'],
}

export const PROFESSIONNELS: DefinitionListe = {
  titre: 'Liste de professionnels',
  phrase: 'Crée ou met à jour les agents, « à compléter » et sans accès : l’administrateur les invite ensuite.',
  champs: [
    COURRIEL_AGENT,
    { ...NOM, aide: 'Nom du professionnel.', bloquant: false },
    { ...PRENOM, aide: 'Prénom du professionnel.', bloquant: false },
    { ...TELEPHONE, aide: 'Téléphone professionnel.' },
    {
      cle: 'structure',
      libelle: 'Structure',
      aide: 'Là où il travaille ; inconnue, elle est créée « à compléter ».',
      exemple: 'Maison de l’insertion',
      entetes: ['Structure', 'Organisation', 'Organisme', 'Service'],
      lire: texteLibre(200),
    },
    {
      cle: 'roleAgent',
      libelle: 'Rôle',
      aide: 'Référent (dans une structure), responsable d’équipe ou chargé d’orientation.',
      exemple: 'référent',
      entetes: ['Rôle', 'Profil'],
      lire: ROLES_PROFESSIONNEL,
    },
  ],
  exigences: [{ cles: ['courriel'], phrase: 'l’adresse électronique' }],
  nonRepris: [
    {
      entetes: ['Fonction', 'Poste', 'Métier'],
      raison: 'Filrouge ne garde pas la fonction : le rôle dit ce que l’agent peut faire',
    },
  ],
}

const texte = (
  cle: string,
  libelle: string,
  exemple: string,
  entetes: string[],
  lire = texteLibre(300),
  aide = '',
): Champ => ({ cle, libelle, aide, exemple, entetes: [libelle, ...entetes], lire })

export const STRUCTURES: DefinitionListe = {
  titre: 'Liste de structures',
  phrase:
    'Crée ou met à jour les structures, par leur SIRET ou leur nom. Plusieurs lignes d’une structure réunissent ses responsables.',
  champs: [
    {
      ...texte(
        'nom',
        'Nom',
        'Maison de l’insertion',
        ['Nom de la structure', 'Structure', 'Raison sociale', 'Dénomination'],
        texteLibre(200),
        'Nom de la structure.',
      ),
      bloquant: true,
    },
    {
      ...texte('siret', 'Siret', '130 025 265 00013', ['N° SIRET', 'Numéro SIRET'], lireSiret, '14 chiffres.'),
      bloquant: true,
    },
    texte('telephone', 'Téléphones', '01 99 00 00 01', ['Téléphone', 'Tél'], lireTelephones),
    texte(
      'courriel',
      'Courriel',
      'accueil@example.org',
      ['Email', 'E-mail', 'Mail', 'Adresse électronique'],
      lireCourriel,
    ),
    texte('adresse', 'Adresse', '12 rue Exemple', ['Adresse 1', 'Voie']),
    texte('complementAdresse', 'Adresse (complément)', '2e étage', ['Complément adresse', 'Complément d’adresse']),
    texte('codePostal', 'Code postal', '59200', ['CP'], lireCodePostal),
    texte('ville', 'Ville', 'Tourcoing', ['Commune']),
    texte(
      'responsableCourriel',
      'Courriel responsable',
      'prenom.nom@example.org',
      ['Email responsable', 'Courriel du responsable'],
      lireCourriel,
      'Créé « à compléter », responsable d’équipe de la structure.',
    ),
    texte('responsablePrenom', 'Prénom responsable', 'Dominique', ['Prénom du responsable'], texteLibre(100)),
    texte('responsableNom', 'Nom responsable', 'EXEMPLE', ['Nom du responsable'], texteLibre(100)),
    texte(
      'responsableTelephone',
      'Téléphones responsable',
      '01 99 00 00 02',
      ['Téléphone responsable'],
      lireTelephones,
    ),
  ],
  exigences: [{ cles: ['nom'], phrase: 'le nom de la structure' }],
  nonRepris: [
    {
      entetes: ['Description', 'Site web', 'Fonction responsable'],
      raison: 'Filrouge n’a pas de case pour cette colonne',
    },
  ],
}

export const REORIENTATIONS: DefinitionListe = {
  titre: 'Liste de réorientations',
  phrase: 'Change la structure ou le référent de personnes déjà suivies. L’ancien suivi est clos et gardé.',
  champs: [
    PRENOM,
    NOM,
    NAISSANCE,
    NIR,
    {
      cle: 'ajouter',
      libelle: 'Accompagnateur à ajouter',
      aide: 'Adresse électronique du nouveau référent, déjà connu de Filrouge.',
      exemple: 'prenom.nom@example.org',
      entetes: ['Accompagnateurs à ajouter', 'Accompagnateur à ajouter', 'Nouveau référent'],
      lire: lireCourriels,
      bloquant: true,
    },
    {
      cle: 'supprimer',
      libelle: 'Accompagnateur à supprimer',
      aide: 'Adresse électronique du référent actuel.',
      exemple: 'prenom.nom@example.org',
      entetes: ['Accompagnateurs à supprimer', 'Accompagnateur à supprimer', 'Ancien référent'],
      lire: lireCourriels,
      bloquant: true,
    },
    {
      cle: 'structure',
      libelle: 'Structure à rattacher',
      aide: 'Nom de la nouvelle structure, déjà connue de Filrouge.',
      exemple: 'Maison de l’insertion',
      entetes: ['Structures à rattacher', 'Structure à rattacher', 'Nouvelle structure'],
      lire: texteLibre(200),
      bloquant: true,
    },
  ],
  exigences: [
    { cles: ['prenom', 'nir'], phrase: 'le prénom' },
    { cles: ['nom', 'nir'], phrase: 'le nom' },
    { cles: ['dateNaissance', 'nir'], phrase: 'la date de naissance' },
    {
      cles: ['ajouter', 'supprimer', 'structure'],
      phrase: 'un accompagnateur à ajouter ou à supprimer, ou une structure',
    },
  ],
  nonRepris: [],
}
