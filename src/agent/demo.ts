import type { Role } from './roles.ts'

/** An address that nobody can have: its domain is kept for examples (RFC 2606, RFC 6761). */
export const adresseInventee = (courriel: string): boolean =>
  /[@.](example\.(com|net|org)|example|test|invalid|localhost)$/.test(courriel)

export const MOT_DE_PASSE_DEMO = 'tisser-le-fil-rouge'

/** The accounts of the demo territory, told on the sign-in page of that territory only. */
export const COMPTES_DEMO: readonly {
  courriel: string
  motDePasse: string
  prenom: string
  nom: string
  role: Role
  qui: string
}[] = [
  {
    courriel: 'awa.diallo@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Awa',
    nom: 'DIALLO-TISSERAND',
    role: 'charge-orientation',
    qui: 'Awa, chargée d’orientation',
  },
  {
    courriel: 'marc.leblanc@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Marc',
    nom: 'LEBLANC-ROUET',
    role: 'referent',
    qui: 'Marc, référent unique',
  },
  {
    courriel: 'ines.fileuse@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Inès',
    nom: 'FILEUSE',
    role: 'responsable-equipe',
    qui: 'Inès, responsable d’équipe',
  },
  {
    courriel: 'noor.ecru@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Noor',
    nom: 'ÉCRU',
    role: 'accueil',
    qui: 'Noor, agent d’accueil',
  },
  {
    courriel: 'lea.organdi@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Léa',
    nom: 'ORGANDI',
    role: 'co-intervenant',
    qui: 'Léa, co-intervenante logement',
  },
  {
    courriel: 'paul.navette@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Paul',
    nom: 'NAVETTE',
    role: 'pilote',
    qui: 'Paul, pilote',
  },
  {
    courriel: 'rita.lisiere@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Rita',
    nom: 'LISIÈRE',
    role: 'administrateur',
    qui: 'Rita, administratrice',
  },
  {
    courriel: 'dora.bobine@example.org',
    motDePasse: MOT_DE_PASSE_DEMO,
    prenom: 'Dora',
    nom: 'BOBINE',
    role: 'dpo',
    qui: 'Dora, déléguée à la protection des données',
  },
]
