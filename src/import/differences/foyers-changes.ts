import type { Changement } from '../import.ts'
import { direChangements } from './differences.ts'
import type { Groupe, LigneDe, Place } from './groupes-changes.queries.ts'

/** What became of somebody's place in the household. */
export type Mouvement = 'arrive' | 'part' | null
export type PersonneChangee = Pick<Place, 'id' | 'nom' | 'prenom'> & { mouvement: Mouvement; changements: Changement[] }
export type FoyerChange = {
  foyerId: string | null
  nouveau: boolean
  changements: Changement[]
  /** Who asked for the RSA first, those who left last. */
  personnes: PersonneChangee[]
}

/**
 * What an import changed of a household, said once, then of each of its persons: their place in each household, all the rest where they
 * live. Who left reads nothing of the household: it is that of those who stay.
 */
export function direGroupe({ foyerId, nouveau, personnes }: Groupe, lignes: readonly LigneDe[]): FoyerChange {
  const [premiere] = personnes
  const habite = personnes.some(p => p.present)
  const duFoyer = lignes.filter(l => l.table === 'foyer' && l.foyerId === foyerId)
  return {
    foyerId,
    nouveau,
    changements: habite && !nouveau ? direChangements(duFoyer, premiere?.sexe ?? '') : [],
    personnes: personnes.map(p => direPersonne(p, foyerId, lignes)),
  }
}

function direPersonne(p: Place, foyerId: string | null, lignes: readonly LigneDe[]): PersonneChangee {
  const lesSiennes = lignes.filter(l => l.personneId === p.id && l.table !== 'foyer')
  const siennes = lesSiennes.filter(l => (l.table === 'membre' ? l.foyerId === foyerId : p.chezSoi))
  const entree = siennes.find(l => l.table === 'membre' && l.avant === null)
  const sortie = siennes.find(l => l.table === 'membre' && l.avant !== null && l.apres?.fin)
  // A place that closes and another that opens in the same household: the role changed.
  const change = entree !== undefined && sortie !== undefined
  const place = entree && { ...entree, avant: change ? { role: sortie.role } : null, apres: { role: entree.role } }
  const lues = siennes.flatMap(l => (l === entree ? (place ?? []) : l === sortie && change ? [] : l))
  return {
    id: p.id,
    nom: p.nom,
    prenom: p.prenom,
    mouvement: change ? null : entree || p.creee ? 'arrive' : sortie ? 'part' : null,
    changements: direChangements(lues, p.sexe),
  }
}
