import { hash } from 'node:crypto'
import type { CreanceDite } from '../../../droit/caisse/creance.queries.ts'
import { type Bloc, blocs, valeur } from '../../../lecture/xml/bloc.ts'
import { lireFoyerCite } from '../foyer-cite.ts'
import { lireCentimes, lireJour, lireMois } from '../valeurs-lues.ts'

type Noter = (champ: string, motif: string) => void

/** The debts of one household of VRSC0201, told at `reference`. A `refus`: the household can't be known, or none of them is readable. */
export function lireCreances(
  bloc: Bloc,
  noter: Noter,
  reference: string,
): { creances: CreanceDite[] } | { champ: string; refus: string } {
  const foyer = lireFoyerCite(bloc)
  if ('refus' in foyer) return foyer
  const creances = blocs(bloc, 'Creance/CreancesTransferees').flatMap((transferee, rang) => {
    const lues = lireUne(transferee, noter)
    if (!lues) return []
    const dite = { ...foyer, ...lues, reference }
    // Two debts told in the very same words are two, told by their place; the same file again tells the same places.
    return [{ ...dite, empreinte: hash('sha256', JSON.stringify([dite, rang])) }]
  })
  if (!creances.length) return { champ: 'CreancesTransferees', refus: 'aucune créance lisible' }
  return { creances }
}

function lireUne(bloc: Bloc, noter: Noter) {
  const id = (balise: string) => valeur(bloc, `IdentificationCreance/${balise}`)
  const detail = (balise: string) => valeur(bloc, `DetailCreance/${balise}`)
  const [implanteeLe, nature, rang] = [lireJour(id('DTIMPLCRE')), id('NATCRE'), id('RGCRE')]
  if (implanteeLe === null || nature === null || rang === null) {
    noter('IdentificationCreance', 'date d’implantation, nature ou rang absent : créance non reprise')
    return null
  }
  /** A value told but unreadable is left out and said. */
  const lu = <T>(balise: string, lire: (texte: string | null) => T | null, attendu: string): T | null => {
    const texte = detail(balise)
    const resultat = lire(texte)
    if (texte !== null && resultat === null) noter(balise, `${attendu} : valeur non reprise`)
    return resultat
  }
  const MONTANT = 'montant en euros attendu'
  const JOUR = 'date attendue'
  return {
    implanteeLe,
    nature,
    rang,
    mois: lu('MOISMOUCOMPTA', lireMois, 'mois attendu'),
    motif: detail('MOTIINDU'),
    origine: detail('ORIINDU'),
    responsabilite: detail('RESPINDU'),
    regularisationDebut: lu('DDREGUCRE', lireJour, JOUR),
    regularisationFin: lu('DFREGUCRE', lireJour, JOUR),
    dernierCreditLe: lu('DTDERCREDCRETRANS', lireJour, JOUR),
    soldeCentimes: lu('MTSOLREELCRETRANS', lireCentimes, MONTANT),
    initialCentimes: lu('MTINICRE', lireCentimes, MONTANT),
  }
}
