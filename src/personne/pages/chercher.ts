import type { Ailleurs } from '../../socle/ui/Erreur.tsx'

/** Where a file is looked for when there is none at an address. */
export const CHERCHER: Ailleurs = { vers: '/personnes', libelle: 'Chercher une personne' }
