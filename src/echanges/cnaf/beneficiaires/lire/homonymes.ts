import type { Anomalie } from '../rapport.ts'
import type { FoyerFlux } from './foyer-flux.ts'

/**
 * Two persons of one household can't share a NIR, and one person isn't there twice: the second NIR, or the second line, is set
 * aside. What stands for a NIR and can't be one is said.
 */
export function separerHomonymes(foyer: FoyerFlux): Anomalie[] {
  const anomalies: Anomalie[] = []
  const nirs = new Set<string>()
  const identites = new Set<string>()
  foyer.personnes = foyer.personnes.filter(p => {
    const identite = `${p.nomNaissance || p.nom}|${p.prenom}|${p.dateNaissance}`
    if (identites.has(identite)) {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'Personne',
        motif: 'La même personne figure deux fois dans le foyer : la seconde est écartée.',
      })
      return false
    }
    identites.add(identite)
    if (p.nirRefus !== null) {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'NIR',
        motif: `${p.nirRefus} ; la personne est reprise sans lui`,
      })
    }
    if (p.nir && nirs.has(p.nir)) {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'NIR',
        motif: 'Le même NIR figure deux fois dans le foyer : il n’est gardé que pour la première personne.',
      })
      p.nir = null
    }
    if (p.nir) nirs.add(p.nir)
    if (p.soumisDroitsDevoirs && p.role !== 'DEM' && p.role !== 'CJT') {
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: 'TOPPERSDRODEVORSA',
        motif: `Une personne de rôle ${p.role} est dite soumise aux droits et devoirs : elle n’est pas comptée.`,
      })
    }
    return true
  })
  return anomalies
}
