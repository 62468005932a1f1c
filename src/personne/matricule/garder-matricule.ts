import { lireNir, scellerNir } from '../../socle/auth/nir.ts'
import { nirDuMatricule, SCELLE } from './matricule.ts'

/**
 * A matricule as it is kept, and compared with those kept: itself, unless it is a NIR. That one is sealed: one number gives one text,
 * so that its household is recognised by it. Whatever brings a matricule in, or looks for one, goes through here.
 */
export function garderMatricule(territoire: string, matricule: string): string {
  const nir = nirDuMatricule(matricule)
  return nir === null ? matricule : `${SCELLE}${scellerNir(territoire, nir).toString('base64url')}:${nir.slice(11, 13)}`
}

/** The NIR that a matricule kept so seals; null when it is none. Refused: the key isn't there. */
export const nirGarde = (territoire: string, matricule: string): string | null =>
  matricule.startsWith(SCELLE) ? lireNir(territoire, octetsDe(matricule)) : null

/** What encrypts it. */
export const octetsDe = (matricule: string): Buffer =>
  Buffer.from(matricule.slice(SCELLE.length).split(':')[0] ?? '', 'base64url')
