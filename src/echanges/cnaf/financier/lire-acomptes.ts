import { hash } from 'node:crypto'
import type { AcompteDit, GenreAcompte } from '../../../droit/caisse/acompte.queries.ts'
import { type Bloc, blocs, valeur } from '../../../lecture/xml/bloc.ts'
import { lireFoyerCite } from '../foyer-cite.ts'
import { lireCentimes, lireJour, lireMois } from '../valeurs-lues.ts'
import { MOUVEMENTS } from './description.ts'

type Noter = (champ: string, motif: string) => void

/** The movements of one household of VRSF0501, told at `reference`; a `refus`: the household can't be known. */
export function lireAcomptes(
  bloc: Bloc,
  noter: Noter,
  reference: string,
): { mouvements: AcompteDit[] } | { champ: string; refus: string } {
  const foyer = lireFoyerCite(bloc)
  if ('refus' in foyer) return foyer
  const mouvements: AcompteDit[] = []
  for (const acompte of blocs(bloc, 'AcompteRSA')) {
    const moisLu = valeur(acompte, 'GeneraliteAcompteRSA/MOISMOUCOMPTA')
    const mois = lireMois(moisLu)
    if (moisLu !== null && mois === null) noter('MOISMOUCOMPTA', 'mois attendu : valeur non reprise')
    for (const [genre, chemin] of MOUVEMENTS)
      for (const ligne of blocs(acompte, `DetailAcompteRSA/${chemin}`)) {
        const lu = lireMouvement(ligne, genre, noter)
        if (!lu) continue
        const dit = { ...foyer, mois, genre, ...lu, reference }
        // Two movements told in the very same words are two, told by their place; the same file again tells the same places.
        mouvements.push({ ...dit, empreinte: hash('sha256', JSON.stringify([dit, mouvements.length])) })
      }
  }
  return { mouvements }
}

function lireMouvement(ligne: Bloc, genre: GenreAcompte, noter: Noter) {
  const lu = (balise: string) => valeur(ligne, balise)
  const ecarter = (champ: string, motif: string) => {
    noter(champ, `${motif} : mouvement (${genre}) non repris`)
    return null
  }
  const sens = lu('SENSOPECOMPTA')
  if (sens !== 'AJ' && sens !== 'DE') return ecarter('SENSOPECOMPTA', 'AJ ou DE attendu')
  const montantCentimes = lireCentimes(lu('MTMOUCOMPTA'))
  if (montantCentimes === null) return ecarter('MTMOUCOMPTA', 'montant en euros attendu')
  const nature = lu('NATPFCRE')
  if (nature === null) return ecarter('NATPFCRE', 'nature absente')
  return {
    nature,
    sens: sens as 'AJ' | 'DE',
    montantCentimes,
    rang: lu('RGCRE'),
    numeroInterne: lu('NUMINTMOUCOMPTA'),
    operation: lu('TYPEOPECOMPTA'),
    regularisationDepuis: lireJour(lu('DDREGU')),
    traiteLe: lireJour(lu('DTTRAIMOUCOMPTA')),
    traiteA: lu('HEUTRAIMOUCOMPTA')?.slice(0, 8) ?? null,
  }
}
