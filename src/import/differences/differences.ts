import { MOTIFS_ENTREE } from '../../droit/entree.ts'
import { phraseDroit } from '../../droit/frise.ts'
import { aUneColonne, CHAMPS, Champ } from '../../personne/donnees/donnee.ts'
import { activite, situationFamiliale } from '../../personne/foyer.ts'
import { matriculeMontre } from '../../personne/matricule/matricule.ts'
import { dateLongue, montant } from '../../socle/ui/dates.ts'
import type { Changement } from '../import.ts'

/** A row that an import changed: the columns that differ, before and after; null where there was, or is, none. */
export type LigneChangee = {
  table: string
  /** The field of a person that a source tells, when the row is that. */
  champ?: string | null
  avant: Record<string, unknown> | null
  apres: Record<string, unknown> | null
  /** The right that a period was of, when the row is one. */
  droit?: Record<string, unknown> | null
}

/** What the reader is told of, by table and column. The others (fingerprints, keys, dates of update) say nothing to anybody. */
const LIBELLES: Record<string, Record<string, string>> = {
  personne: {
    nom: 'Nom',
    nom_naissance: 'Nom de naissance',
    prenom: 'Prénom',
    date_naissance: 'Date de naissance',
    commune_naissance: 'Commune de naissance',
    nir_empreinte: 'NIR',
    telephone: 'Téléphone',
    courriel: 'Courriel',
    identifiant_france_travail: 'Identifiant France Travail',
  },
  foyer: {
    situation_familiale: 'Situation familiale',
    sans_domicile_fixe: 'Sans domicile fixe',
    complement: 'Complément d’adresse',
    voie: 'Adresse',
    lieu_dit: 'Lieu-dit',
    code_postal: 'Code postal',
    commune: 'Commune',
    autres_personnes_a_charge: 'Autres personnes à charge',
    montant_centimes: 'Montant du RSA',
    organisme: 'Organisme',
    matricule: 'Matricule',
    present: 'Présent dans le flux',
  },
  membre: { role: 'Rôle dans le foyer', a_charge: 'À charge', activite: 'Activité déclarée', fin: 'Sortie du foyer' },
  entree: { motif: 'Nouvel entrant', close_le: 'Délai clos le' },
  sanction_caf: { debut: 'Sanction depuis le', fin: 'Sanction jusqu’au', levee_le: 'Sanction levée le' },
  orientation: { fin: 'Orientation close le' },
  accompagnement: { fin: 'Suivi clos le', veille_depuis: 'Suivi en veille depuis le' },
}

const VALEURS: Record<string, Record<string, string>> = {
  motif: MOTIFS_ENTREE,
  role: { DEM: 'Demandeur', CJT: 'Conjoint', ENF: 'Enfant', AUT: 'Autre personne', RDO: 'Responsable du dossier' },
}

/** The changes of one person (`sexe`: '1' or '2'), in words, in the order of the file. A right is told as a whole. */
export function direChangements(lignes: readonly LigneChangee[], sexe: string): Changement[] {
  return [
    ...direDroit(
      lignes.filter(l => l.table === 'droit'),
      sexe,
    ),
    ...lignes.flatMap(ligne => direLigne(ligne, sexe)),
  ]
}

function direLigne({ table, champ, avant, apres }: LigneChangee, sexe: string): Changement[] {
  if (table === 'donnee') return direDonnee(champ, avant, apres)
  const libelles = LIBELLES[table] ?? {}
  return Object.entries(libelles).flatMap(([colonne, libelle]) => {
    const [de, a] = [dire(colonne, avant?.[colonne], sexe), dire(colonne, apres?.[colonne], sexe)]
    // A fingerprint says nothing but that it is another.
    const autre = colonne === 'nir_empreinte' && de === a && avant?.[colonne] !== apres?.[colonne]
    if (autre) return [{ libelle, avant: de, apres: 'un autre' }]
    return de === a ? [] : [{ libelle, avant: de, apres: a }]
  })
}

/**
 * What a source says of a field that no column of the person shows. Where somebody lives is named, never written here: it may be
 * covered in the file.
 */
function direDonnee(
  nom: string | null | undefined,
  avant: LigneChangee['avant'],
  apres: LigneChangee['apres'],
): Changement[] {
  const champ = Champ.safeParse(nom)
  if (!champ.success || aUneColonne(champ.data) || apres?.valeur === undefined) return []
  const { libelle } = CHAMPS[champ.data]
  if (champ.data === 'adresse') return [{ libelle, avant: null, apres: null }]
  return [{ libelle, avant: dire('valeur', avant?.valeur, ''), apres: dire('valeur', apres.valeur, '') }]
}

/** The period that closes and the one that opens are one change of right. */
function direDroit(lignes: readonly LigneChangee[], sexe: string): Changement[] {
  const phrase = (d: Record<string, unknown> | null | undefined) =>
    d
      ? phraseDroit(
          { etat: String(d.etat), soumis: d.soumis as boolean | null, motif: (d.motif ?? null) as string | null },
          sexe,
        )
      : null
  const [avant, apres] = [lignes.find(l => l.avant && l.apres)?.droit, lignes.find(l => l.avant === null)?.apres]
  return avant || apres ? [{ libelle: 'Droit au RSA', avant: phrase(avant), apres: phrase(apres) }] : []
}

function dire(colonne: string, valeur: unknown, sexe: string): string | null {
  if (valeur === null || valeur === undefined || valeur === '') return null
  if (colonne === 'nir_empreinte') return 'connu'
  if (colonne === 'montant_centimes') return montant(Number(valeur))
  if (colonne === 'situation_familiale') return situationFamiliale(String(valeur), sexe)
  if (colonne === 'activite') return activite(String(valeur))
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  const texte = String(valeur)
  if (/^\d{4}-\d{2}-\d{2}$/.test(texte)) return dateLongue(texte)
  return VALEURS[colonne]?.[texte] ?? matriculeMontre(texte)
}
