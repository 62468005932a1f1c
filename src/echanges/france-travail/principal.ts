import { hash } from 'node:crypto'
import type {
  ActionFranceTravailDite,
  FreinFranceTravail,
  SuiviFranceTravailDit,
} from '../../accompagnement/france-travail/france-travail.ts'
import { estAdresseElectronique } from '../../lecture/adresse-electronique.ts'
import { lireJour, lireOuiNon } from '../cnaf/valeurs-lues.ts'
import type { Nommee } from './trier-lignes.queries.ts'

/** Columns that make sure of the « principal » extraction and of its file of actions (interop.md §A7). */
export const COLONNES_PRINCIPAL = [
  'identifiant_unique_de',
  'nom',
  'prenom',
  'date_naissance',
  'mrech.axetravailprincipal',
  'brsa',
]
export const COLONNES_ACTIONS = ['identifiant_unique_de', 'codeaction', 'lblaction', 'date_prescription']

const FREINS: readonly [string, FreinFranceTravail][] = [
  ['dif_financiere', 'budget'],
  ['dif_admin_jur', 'administratif'],
  ['dif_sante', 'sante'],
  ['dif_logement', 'logement'],
  ['dif_transport', 'mobilite'],
  ['dif_inser_com', 'communication'],
  ['dif_familiale', 'famille'],
]

type Valeurs = Record<string, string | null>
type Noter = (champ: string, motif: string) => void

/** Longer, it is no number of anybody. */
const IDENTIFIANT_MAX = 100

/** The identifier that France Travail gives, or null: what is no number is told to `noter`, and not kept. */
export function lireIdentifiant(texte: string | null, noter: (motif: string) => void): string | null {
  if (texte === null || texte.length <= IDENTIFIANT_MAX) return texte
  noter('identifiant trop long : non repris')
  return null
}

/** A reader of the columns of one line that tells what it couldn't read. */
function lecteur(valeurs: Valeurs, noter: Noter) {
  const lu = (colonne: string) => valeurs[colonne] ?? null
  return {
    lu,
    jour: (colonne: string): string | null => {
      const texte = lu(colonne)
      const jour = lireJour(texte)
      if (texte !== null && jour === null) noter(colonne, 'date illisible : non reprise')
      return jour
    },
    ouiNon: (colonne: string): boolean | null => {
      const texte = lu(colonne)
      const dit = lireOuiNon(texte)
      if (texte !== null && dit === null) noter(colonne, 'oui ou non attendu (O, N, 1, 0) : non repris')
      return dit
    },
  }
}

export type LignePrincipale = {
  identite: Nommee
  suivi: Omit<SuiviFranceTravailDit, 'personneId' | 'le'>
}

/** One line of the « principal » extraction; a `refus`: it can be given to nobody. */
export function lirePrincipale(valeurs: Valeurs, noter: Noter): LignePrincipale | { champ: string; refus: string } {
  const { lu, jour, ouiNon } = lecteur(valeurs, noter)
  const identifiant = lireIdentifiant(lu('identifiant_unique_de'), motif => noter('identifiant_unique_de', motif))
  const [nom, prenom] = [lu('nom'), lu('prenom')]
  const dateNaissance = lireJour(lu('date_naissance'))
  if (identifiant === null && (nom === null || prenom === null || dateNaissance === null))
    return { champ: 'identifiant_unique_de', refus: 'ni identifiant, ni nom, prénom et date de naissance lisibles' }
  const courriel = lu('referent_mail')?.toLowerCase() ?? null
  const courrielLisible = courriel !== null && estAdresseElectronique(courriel)
  if (courriel !== null && !courrielLisible) noter('referent_mail', 'adresse électronique illisible : non reprise')
  // A date in the survey's samples, but nothing says it always is one: another word isn't a fault.
  return {
    identite: {
      nir: null,
      identifiant,
      nom: nom ?? '',
      nomNaissance: nom ?? '',
      prenom: prenom ?? '',
      dateNaissance,
      numeroDemandeRsa: null,
    },
    suivi: {
      inscritLe: lireJour(lu('inscription')),
      categorie: lu('categorie_inscription'),
      motif: lu('motif_inscription') ?? lu('code_motif_inscription'),
      axe: lu('mrech.axetravailprincipal'),
      axeSecondaire: lu('mrech.axetravailsecondaire'),
      modalite: lu('modalite_accompagnement'),
      structure: lu('struct_principale'),
      structureSuivi: lu('struct_suivi'),
      agence: lu('code_safir'),
      debut: jour('suivi_debut'),
      finPrevue: jour('suivi_fin_prev'),
      entretienPpae: jour('der_entretien_ppae'),
      dernierEntretien: jour('der_entretien'),
      referentNom: [lu('referent_prenom'), lu('referent_nom')].filter(Boolean).join(' ') || null,
      referentCourriel: courrielLisible ? courriel : null,
      metiers: [1, 2].flatMap(i => {
        const [code, appellation] = [lu(`rome_${i}`), lu(`appelation_rome_${i}`)]
        const dit = [appellation, code && (appellation ? `(${code})` : code)].filter(Boolean).join(' ')
        return dit ? [dit] : []
      }),
      freins: FREINS.flatMap(([colonne, frein]) => (ouiNon(colonne) ? [frein] : [])),
      rsa: ouiNon('brsa'),
    },
  }
}

export type LigneAction = { identifiant: string; action: Omit<ActionFranceTravailDite, 'personneId' | 'empreinte'> }

/** One line of the file of actions; a `refus`: whose or what it is isn't told. */
export function lireAction(valeurs: Valeurs, noter: Noter): LigneAction | { champ: string; refus: string } {
  const { lu, jour } = lecteur(valeurs, noter)
  const identifiant = lireIdentifiant(lu('identifiant_unique_de'), motif => noter('identifiant_unique_de', motif))
  const libelle = lu('lblaction') ?? lu('codeaction')
  if (identifiant === null) return { champ: 'identifiant_unique_de', refus: 'identifiant absent' }
  if (libelle === null) return { champ: 'lblaction', refus: 'action sans libellé ni code' }
  return {
    identifiant,
    action: {
      code: lu('codeaction'),
      libelle,
      objectif: lu('objectif_formation'),
      formation: lu('formation'),
      prescriteLe: jour('date_prescription'),
      realiseeLe: jour('date_realisation_action'),
      debutPrevu: jour('date_prev_debut'),
      debut: jour('date_debut'),
      fin: jour('date_fin'),
    },
  }
}

/** The same action told again is the same one. */
export const empreinteAction = (personneId: string, action: LigneAction['action']): string =>
  hash('sha256', JSON.stringify([personneId, action]))
