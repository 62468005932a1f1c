import { pluriel } from '../../socle/ui/dates.ts'
import { direAFaire, NOMS_URGENCES, type Urgence } from '../accompagnement.ts'

type Resume = {
  comptes: Partial<Record<Urgence, number>>
  aFaire: number
  /** The load of the référent whose portfolio it is; null for a team. */
  charge: string | null
  /** Some persons only are counted, whatever their urgency: the load, that of all of them, isn't said beside. */
  partie: boolean
}

/** The portfolio in a sentence: the whole of it, or what the filters keep, never one beside the other. */
export function resumer({ comptes, aFaire, charge, partie }: Resume): string {
  const tous = NOMS_URGENCES.reduce((n, u) => n + (comptes[u] ?? 0), 0)
  const personnes = pluriel(tous, 'personne')
  const dont = `${personnes}, dont ${pluriel(aFaire, 'demande', 'demandent')} votre attention.`
  if (partie) return tous === 0 ? '' : `Avec ces filtres : ${aFaire === 0 ? `${personnes}, rien ne presse.` : dont}`
  const debut = charge ? `${charge}. ` : ''
  if (tous === 0) return debut.trim()
  if (aFaire === 0) return `${debut}Rien ne presse : tout le monde a été vu ou a un rendez-vous.`
  return charge === null ? dont : `${debut}${direAFaire(aFaire)}.`
}
