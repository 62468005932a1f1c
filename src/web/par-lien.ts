import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { declinerInvitation, lireLien } from '../agent/compte/activation.ts'
import type { activerCompte } from '../agent/compte/activer.ts'
import type { demanderOubli } from '../agent/compte/oubli.ts'
import type { rejoindreTerritoire } from '../agent/compte/rejoindre.ts'
import type { Cas } from '../agent/double-facteur/pages/appels.ts'
import type { securiteDuCompte } from '../agent/double-facteur/securite.ts'
import { call } from '../socle/api.ts'
import { accueillir } from './session.ts'

// What the pages of links ask: loaded by who came by one.

/** What the link of this token opens. */
export const lien = (jeton: string) =>
  queryOptions({
    queryKey: ['lien', jeton],
    queryFn: () => call<Cas<typeof lireLien>>('POST /activation/lien', { jeton }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const ouvrirParLien = async (
  cache: QueryClient,
  saisie: { jeton: string; nouveau: string; jamaisOuvert: boolean | undefined },
) => accueillir(cache, await call<Cas<typeof activerCompte>>('POST /activation', saisie))

export const rejoindre = async (
  cache: QueryClient,
  saisie: { jeton: string; motDePasse: string; nouveau: string | undefined },
) => accueillir(cache, await call<Cas<typeof rejoindreTerritoire>>('POST /activation/rejoindre', saisie))

export const decliner = (jeton: string) => call<Cas<typeof declinerInvitation>>('POST /activation/refus', { jeton })

export const demanderUnLien = (courriel: string) => call<Cas<typeof demanderOubli>>('POST /oubli', { courriel })

/** Whether something else than the password opens the account of who is in: they may have never added it. */
export async function autresMoyens(): Promise<boolean> {
  const { totp, cles, proconnectLe } = await call<Cas<typeof securiteDuCompte>>('GET /compte/securite', {})
  return totp.length + cles.length > 0 || proconnectLe !== null
}
