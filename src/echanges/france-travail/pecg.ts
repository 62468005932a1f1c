import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'
import type { DescriptionXml } from '../../lecture/xml/description.ts'
import { lireDatePartielle } from '../../socle/date-ecrite.ts'
import { lireJour, lireNir } from '../cnaf/valeurs-lues.ts'
import { lireIdentifiant } from './principal.ts'
import type { Nommee } from './trier-lignes.queries.ts'

/**
 * The monthly file of Pôle emploi to the département, PECG 001,0 (interop.md §A7). Only `ppae` is in the public sample: the tags of
 * identity are those such a file would use, read wherever they stand in a dossier; without any, it can be given to nobody.
 */
const IDENTITE =
  'nir identifiant identifiant-de identifiant-unique nom nom-naissance nom-usage prenom date-naissance numero-demande-rsa matricule'
const D = 'dossier'
export const PECG: DescriptionXml = {
  racine: 'fichier-PE-CG',
  entete: 'entete',
  enregistrement: D,
  fin: 'fin',
  compteur: 'nb-dossiers',
  chemins: {
    entete: 'fichier periodicite departement date-reference date-fabrication version',
    [D]: IDENTITE,
    [`${D}/identification`]: IDENTITE,
    [`${D}/identite`]: IDENTITE,
    [`${D}/individu`]: IDENTITE,
    [`${D}/ppae`]: 'date-signature date-dernier-ent',
    fin: 'departement date-reference nb-dossiers',
  },
}

export type DossierPecg = {
  /** Null: nothing tells whose it is. */
  identite: Nommee | null
  /** YYYY, YYYY-MM or YYYY-MM-DD: what is known. */
  signeLe: string | null
  dernierEntretienLe: string | null
}

const OU = ['', 'identification/', 'identite/', 'individu/']

/** One dossier. A date that is blank, cut short or wrong is told to `noter`, and kept as far as it is known. */
export function lireDossier(bloc: Bloc, noter: (champ: string, motif: string) => void): DossierPecg {
  const lu = (...noms: string[]): string | null =>
    noms.flatMap(nom => OU.map(ou => valeur(bloc, `${ou}${nom}`))).find(v => v !== null) ?? null
  const date = (balise: string): string | null => {
    const [ppae] = bloc.blocs.ppae ?? []
    const [texte] = ppae?.feuilles[balise] ?? []
    if (texte === undefined) return null
    const dite = texte === '' ? null : lireDatePartielle(texte)
    if (texte === '') noter(balise, 'date vide')
    else if (dite === null) noter(balise, 'date illisible : non reprise')
    else if (dite.length < 10)
      noter(
        balise,
        `date incomplète : seul${dite.length === 4 ? 'e l’année est connue' : 's l’année et le mois sont connus'}`,
      )
    return dite
  }
  const [nir, identifiant] = [
    lireNir(lu('nir'), motif => noter('nir', motif)),
    lireIdentifiant(lu('identifiant', 'identifiant-de', 'identifiant-unique'), motif => noter('identifiant', motif)),
  ]
  const nomNaissance = lu('nom-naissance', 'nom')
  const prenom = lu('prenom')
  const dateNaissance = lireJour(lu('date-naissance'))
  const nomComplet = nomNaissance !== null && prenom !== null && dateNaissance !== null
  return {
    identite:
      nir !== null || identifiant !== null || nomComplet
        ? {
            nir,
            identifiant,
            nom: lu('nom-usage', 'nom') ?? '',
            nomNaissance: nomNaissance ?? '',
            prenom: prenom ?? '',
            dateNaissance,
            numeroDemandeRsa: lu('numero-demande-rsa'),
          }
        : null,
    signeLe: date('date-signature'),
    dernierEntretienLe: date('date-dernier-ent'),
  }
}
