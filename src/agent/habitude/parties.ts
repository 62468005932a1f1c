import { direRaison } from './dire-raison.ts'
import { mesOuvertures, ouvertures } from './ouvertures.ts'
import { expliquerOuverture, revoirOuverture } from './revoir-ouverture.ts'

/** What is asked of who opens the file of somebody who isn't one of theirs, and what becomes of their answer. */
export const HABITUDE = [direRaison, mesOuvertures, ouvertures, revoirOuverture, expliquerOuverture] as const
