import type { Input } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { creerStructure } from './creer-structure.ts'

/** A structure to be created, complete and like no other. */
export function uneStructureACreer(): Input<typeof creerStructure> {
  const id = uuidv7()
  return {
    id,
    nom: `Structure ${id.slice(-6)}`,
    organisme: 'conseil-departemental',
    dominantes: ['emploi'],
    publics: [],
    communes: null,
    adresse: '5 rue Exemple, 59200 Tourcoing',
    telephone: null,
    courriel: null,
    capacite: null,
    accesSansMarche: null,
  }
}
