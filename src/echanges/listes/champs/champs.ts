import { formeComparable } from '../../../lecture/tableau/texte.ts'
import { COLONNE_EXPORT } from '../../../socle/export/export.ts'
import { CONTACTS, PROFESSIONNELS, REORIENTATIONS, STRUCTURES } from './champs-autres.ts'
import { PERSONNES } from './champs-personnes.ts'
import { SUIVIS } from './champs-suivis.ts'
import type { Correspondance, DefinitionListe, GenreListe } from './liste.ts'

export const DEFINITIONS: Record<GenreListe, DefinitionListe> = {
  personnes: PERSONNES,
  contacts: CONTACTS,
  professionnels: PROFESSIONNELS,
  structures: STRUCTURES,
  suivis: SUIVIS,
  reorientations: REORIENTATIONS,
}

/** Header of the column that says why, beside refused lines. */
export const ENTETE_MOTIF = 'Motif du refus'
/** The columns that Filrouge adds to refused lines, recognised and ignored when the file comes back. */
export const AJOUTEES = [ENTETE_MOTIF, COLONNE_EXPORT].map(formeComparable)

/** A known tool: headers it writes, that give each field, and the fields its files imply. */
export type Profil = {
  cle: string
  libelle: string
  genre: GenreListe
  /** All of them in a file: it is this tool's. */
  signature: readonly string[]
  constantes: Record<string, string>
}

export const PROFILS: readonly Profil[] = [
  {
    cle: 'cdb-personnes',
    libelle: 'Carnet de bord : bénéficiaires',
    genre: 'personnes',
    signature: ['Identifiant dans le SI', 'Prénom', 'Nom', 'Date de naissance'],
    constantes: {},
  },
  {
    cle: 'rdvi-personnes',
    libelle: 'rdv-insertion : usagers',
    genre: 'personnes',
    signature: ['N° Allocataire', 'Nom bénéficiaire', 'Prénom bénéficiaire'],
    constantes: {},
  },
  {
    cle: 'cnaf-contacts',
    libelle: 'CNAF : contacts',
    genre: 'contacts',
    signature: ['MATRICULE', 'NUMERO TELEPHONE DOSSIER', 'NUMERO TELEPHONE 2 DOSSIER', 'ADRESSE ELECTRONIQUE DOSSIER'],
    constantes: {},
  },
  {
    cle: 'cdb-professionnels',
    libelle: 'Carnet de bord : professionnels',
    genre: 'professionnels',
    signature: ['Courriel', 'Prénom', 'Nom', 'Téléphone', 'Fonction'],
    constantes: { roleAgent: 'référent' },
  },
  {
    cle: 'cdb-charges',
    libelle: 'Carnet de bord : chargés d’orientation',
    genre: 'professionnels',
    signature: ['Courriel', 'Prénom', 'Nom', 'Téléphones'],
    constantes: { roleAgent: 'chargé d’orientation' },
  },
  {
    cle: 'cdb-structures',
    libelle: 'Carnet de bord : structures',
    genre: 'structures',
    signature: ['Nom', 'Siret', 'Courriel responsable', 'Téléphones responsable'],
    constantes: {},
  },
  {
    cle: 'cdb-reorientations',
    libelle: 'Carnet de bord : réorientations',
    genre: 'reorientations',
    signature: ['Accompagnateurs à ajouter', 'Accompagnateurs à supprimer', 'Structures à rattacher'],
    constantes: {},
  },
]

/** The known tool that wrote these headers, or null; its columns are exactly its own, whatever else the file adds. */
export function profilDe(genre: GenreListe, entetes: readonly string[]): Profil | null {
  const presents = new Set(entetes.map(formeComparable))
  return (
    PROFILS.filter(p => p.genre === genre && p.signature.every(e => presents.has(formeComparable(e)))).toSorted(
      (a, b) => b.signature.length - a.signature.length,
    )[0] ?? null
  )
}

/** What a mapping that was kept still means: fields that no longer exist are dropped. Anything else than a mapping: null. */
export function lireCorrespondance(genre: GenreListe, brut: unknown): Correspondance | null {
  if (typeof brut !== 'object' || brut === null || !('colonnes' in brut)) return null
  const { colonnes, constantes, feuille } = brut as Partial<Record<keyof Correspondance, unknown>>
  const cles = new Set(DEFINITIONS[genre].champs.map(c => c.cle))
  const textes = (objet: unknown, garder: (cle: string, valeur: string) => boolean) =>
    Object.fromEntries(
      Object.entries(typeof objet === 'object' && objet !== null ? objet : {}).filter(
        (e): e is [string, string] => typeof e[1] === 'string' && garder(e[0], e[1]),
      ),
    )
  return {
    colonnes: textes(colonnes, (_, cle) => cles.has(cle)),
    constantes: textes(constantes, (cle, valeur) => cles.has(cle) && valeur !== ''),
    feuille: typeof feuille === 'string' ? feuille : null,
  }
}

/** What the name of a file tells of its kind, in the order to look. */
export const GENRES_PAR_NOM: readonly (readonly [RegExp, GenreListe])[] = [
  [/\breorientations?\b/, 'reorientations'],
  [/\b(contacts?|coordonnees)\b/, 'contacts'],
  [/\b(beneficiaires?|personnes?|usagers?|allocataires?)\b/, 'personnes'],
  [/\bsuivis?\b/, 'suivis'],
  [/\b(professionnels?|agents|referents|accompagnateurs|orientation)\b/, 'professionnels'],
  [/\b(structures?|organismes?)\b/, 'structures'],
]
