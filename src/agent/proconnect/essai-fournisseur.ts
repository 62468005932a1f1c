import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type CompteOpenid, ouvrirOpenid } from './essai-openid.ts'

const QUELQU_UN: CompteOpenid = { sub: 'sujet-1', email: 'personne@example.org', email_verified: true, acr: 'eidas1' }

/** A real OpenID provider of this machine, that the program is told of; who is in front of it is said by the test. */
export function unFournisseur(origine: () => string) {
  const etat = {
    compte: QUELQU_UN,
    /** The person gives up in front of the provider. */
    annule: false,
    /** It takes the connection and never answers. */
    muet: false,
    /** Sessions that it ended on demand. */
    fermees: 0,
    demandes: [] as URLSearchParams[],
  }
  let ouvert: Awaited<ReturnType<typeof ouvrirOpenid>> | undefined
  beforeAll(async () => {
    ouvert = await ouvrirOpenid(origine(), {
      devant: () => (etat.annule ? 'personne' : etat.compte),
      compte: () => etat.compte,
      avant: ({ url = '' }) => {
        if (url.startsWith('/auth?')) etat.demandes.push(new URL(url, origine()).searchParams)
        return etat.muet
      },
      fermee: () => etat.fermees++,
    })
  })
  beforeEach(() => {
    Object.assign(etat, { compte: QUELQU_UN, annule: false, muet: false, fermees: 0, demandes: [] })
  })
  afterAll(() => ouvert?.fermer())
  return Object.assign(etat, { url: () => ouvert?.url ?? '' })
}
