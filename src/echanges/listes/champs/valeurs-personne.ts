import { formeComparable } from '../../../lecture/tableau/texte.ts'
import { choixParmi, type Lecteur } from '../../../lecture/tableau/valeurs.ts'
import { DEMANDEUR_D_EMPLOI } from '../../../personne/donnees/donnee.ts'
import { nirDuMatricule } from '../../../personne/matricule/matricule.ts'
import { lireNirEcrit, nirDeLAnnee, sexeDuNir } from '../../../personne/nir.ts'

/** A NIR with or without its key, on its 13 characters. */
export const lireNir: Lecteur = cellule => {
  if (/^\d[.,]\d+E\+?\d+$/i.test(cellule.trim()))
    return { refus: 'le tableur a arrondi ce numéro (1,85E+14) : mettez la colonne au format Texte, puis recopiez-le' }
  const lu = lireNirEcrit(cellule)
  return 'nir' in lu ? { valeur: lu.nir } : lu
}

/** What a NIR contradicts on its line: sex and year of birth, each a word of warning. */
export function incoherencesNir(nir: string, sexe: string | undefined, dateNaissance: string | undefined): string[] {
  const alertes: string[] = []
  if (sexe && sexe !== sexeDuNir(nir)) alertes.push('le NIR n’est pas celui d’une personne de cette civilité, vérifiez')
  if (dateNaissance && !nirDeLAnnee(nir, dateNaissance))
    alertes.push('le NIR ne porte pas la même année que la date de naissance, vérifiez')
  return alertes
}
/** Civility or sex: '1' man, '2' woman. */
export const lireCivilite: Lecteur = choixParmi(
  {
    ...Object.fromEntries(['m', 'mr', 'monsieur', 'h', 'homme', 'masculin', '1', 'mons'].map(m => [m, '1'])),
    ...Object.fromEntries(['mme', 'madame', 'mlle', 'mademoiselle', 'f', 'femme', 'feminin', '2'].map(m => [m, '2'])),
  },
  'civilité attendue : M. ou Mme',
)

const ROLES: Record<string, string> = {
  ...Object.fromEntries(
    [
      'dem',
      'demandeur',
      'demandeuse',
      'usager',
      'allocataire',
      'responsable',
      'responsable dossier',
      'mr',
      'rsa',
      'd',
    ].map(r => [r, 'DEM']),
  ),
  ...Object.fromEntries(
    ['cjt', 'conjoint', 'conjointe', 'concubin', 'concubine', 'partenaire', 'c'].map(r => [r, 'CJT']),
  ),
}
/** Role in the household: what stands before « / » or « ( ». */
export const lireRole: Lecteur = cellule => {
  const role = ROLES[formeComparable(cellule.split(/[/(]/)[0] ?? '')]
  return role ? { valeur: role } : { refus: 'rôle attendu : DEM (demandeur) ou CJT (conjoint)' }
}

/** Number of the file at the CAF: seven characters, whatever was put before or behind; at the MSA, a NIR maybe. */
export const lireMatricule: Lecteur = cellule => {
  const nir = nirDuMatricule(cellule)
  if (nir !== null)
    return { valeur: nir, alerte: 'c’est un numéro de sécurité sociale\u00a0: il est gardé chiffré et se lit masqué' }
  let valeur = cellule.replace(/\s/g, '').toUpperCase()
  while (valeur.length > 7 && valeur.startsWith('0')) valeur = valeur.slice(1)
  while (valeur.length > 7 && valeur.endsWith('0')) valeur = valeur.slice(0, -1)
  if (!/^[0-9A-Z]{1,15}$/.test(valeur)) return { refus: 'numéro d’allocataire attendu, par exemple 1234567' }
  return { valeur: valeur.padStart(7, '0') }
}

export const lireNumeroDemande: Lecteur = cellule => {
  const valeur = cellule.replace(/\s/g, '').toUpperCase()
  return /^[0-9A-Z]{1,11}$/.test(valeur)
    ? { valeur: /^\d+$/.test(valeur) && valeur.length >= 8 ? valeur.padStart(11, '0') : valeur }
    : { refus: 'numéro de demande RSA attendu sur 11 caractères au plus, par exemple 05900000001' }
}

export const lireIdentifiantFranceTravail: Lecteur = cellule => {
  const valeur = cellule.replace(/\s/g, '').toUpperCase()
  return DEMANDEUR_D_EMPLOI.test(valeur)
    ? { valeur }
    : { refus: 'identifiant France Travail attendu sur 11 chiffres, ou 7 chiffres et une lettre' }
}

const NIVEAUX = ['AFS', 'C12', 'C3A', 'CFG', 'CP4', 'NV5', 'NV4', 'NV3', 'NV2', 'NV1']
/** Level of education in the codes of France Travail; « Bac+2 », « CAP » and the like are put in them. */
export const lireNiveauFormation: Lecteur = choixParmi(
  {
    ...Object.fromEntries(NIVEAUX.map(n => [n.toLowerCase(), n])),
    cap: 'NV5',
    bep: 'NV5',
    'cap bep': 'NV5',
    'cap ou bep': 'NV5',
    'niveau 3': 'NV5',
    bac: 'NV4',
    'niveau 4': 'NV4',
    'bac 2': 'NV3',
    'niveau 5': 'NV3',
    'bac 3': 'NV2',
    'bac 4': 'NV2',
    licence: 'NV2',
    'niveau 6': 'NV2',
    'bac 5': 'NV1',
    master: 'NV1',
    'niveau 7': 'NV1',
  },
  `niveau attendu : un code de France Travail (${NIVEAUX.join(', ')}), ou CAP, BEP, Bac, Bac+2…`,
)

/** ROME occupation: « Libellé (N1104) » or the code alone; kept as it is written, code checked. */
export const lireMetier: Lecteur = cellule => {
  const valeur = cellule.replace(/\s+/g, ' ').trim()
  return /(^|\()[A-N]\d{4}\)?$/i.test(valeur)
    ? { valeur }
    : { refus: 'métier attendu avec son code ROME, par exemple « Pontier élingueur (N1104) »' }
}

const SITUATIONS = [
  ...[
    'recherche_emploi',
    'recherche_formation',
    'recherche_alternance',
    'recherche_stage',
    'emploi',
    'formation',
    'stage',
  ],
  ...[
    'alternance',
    'service_civique',
    'iae',
    'interim',
    'construction_projet',
    'projet_entrepreneurial',
    'entrepreneur',
  ],
  ...['etudiant', 'scolarisé', 'enretraite', 'maladie', 'invalidite', 'conge_parental', 'au_foyer', 'autre'],
  ...['cdi_temps_plein', 'cdi_temps_partiel', 'cdd_temps_plein', 'cdd_temps_partiel', 'intermittent'],
]
export const lireSituation: Lecteur = choixParmi(
  Object.fromEntries([
    ...SITUATIONS.map(s => [formeComparable(s), s]),
    ['en retraite', 'enretraite'],
    ['retraite', 'enretraite'],
  ]),
  'situation attendue : un code comme recherche_emploi, formation, cdd_temps_partiel, au_foyer',
)

/** Kind of support; « social » and the codes of France Travail are the same three things (S3 annexe 4). */
export const lireDominante: Lecteur = choixParmi(
  {
    emploi: 'emploi',
    professionnel: 'emploi',
    pro: 'emploi',
    equilibre: 'equilibre',
    'equilibre social et professionnel': 'equilibre',
    'socio professionnel': 'equilibre',
    'socio pro': 'equilibre',
    remobilisation: 'remobilisation',
    social: 'remobilisation',
  },
  'parcours attendu : emploi, équilibre ou remobilisation',
)
