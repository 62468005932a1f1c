import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, beforeEach } from 'vitest'

type Compte = { sub: string; email: string; email_verified?: boolean; acr: string; amr?: string[] }

/** A real OpenID provider of this machine, that the program is told of; who is in front of it is said by the test. */
export function unFournisseur(origine: () => string) {
  const etat = {
    compte: { sub: 'sujet-1', email: 'personne@example.org', email_verified: true, acr: 'eidas1' } as Compte,
    /** The person gives up in front of the provider. */
    annule: false,
    /** It takes the connection and never answers. */
    muet: false,
    /** Sessions that it ended on demand. */
    fermees: 0,
    demandes: [] as URLSearchParams[],
  }
  let serveur: Server | undefined
  let url = ''
  beforeAll(async () => {
    serveur = createServer()
    await new Promise<void>(pret => serveur?.listen(0, '127.0.0.1', pret))
    url = `http://localhost:${(serveur.address() as AddressInfo).port}`
    const provider = new Provider(url, {
      clients: [
        {
          client_id: 'filrouge',
          client_secret: 'un secret de client assez long',
          redirect_uris: [`${origine()}/connexion/proconnect`],
          post_logout_redirect_uris: [`${origine()}/connexion`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      acrValues: ['eidas1', 'eidas2', 'eidas3'],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null, amr: null },
      // ProConnect tells them in the ID token; so does this one, for what is asked.
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      cookies: { keys: ['une clé de cookies'] },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => {
            etat.fermees++
            ctx.body = form
          },
        },
      },
      interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_ctx, id) => ({
        accountId: id,
        claims: async () => ({ ...etat.compte, sub: id }),
      }),
    })
    const rappel = provider.callback()
    serveur.on('request', async (req, res) => {
      if (etat.muet) return
      if (!req.url?.startsWith('/interaction/')) {
        if (req.url?.startsWith('/auth?')) etat.demandes.push(new URL(req.url, url).searchParams)
        return void rappel(req, res)
      }
      if (etat.annule)
        return void provider.interactionFinished(req, res, { error: 'access_denied', error_description: 'annulé' })
      const { params } = await provider.interactionDetails(req, res)
      const grant = new provider.Grant({ accountId: etat.compte.sub, clientId: String(params.client_id) })
      grant.addOIDCScope('openid email')
      const { sub: accountId, acr, amr } = etat.compte
      await provider.interactionFinished(
        req,
        res,
        { login: { accountId, acr, ...(amr ? { amr } : {}) }, consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: false },
      )
    })
    Object.assign(process.env, {
      FILROUGE_PROCONNECT: url,
      FILROUGE_PROCONNECT_CLIENT: 'filrouge',
      FILROUGE_PROCONNECT_SECRET: 'un secret de client assez long',
    })
  })
  beforeEach(() => {
    Object.assign(etat, { annule: false, muet: false, fermees: 0, demandes: [] })
    etat.compte = { sub: 'sujet-1', email: 'personne@example.org', email_verified: true, acr: 'eidas1' }
  })
  afterAll(async () => {
    for (const nom of ['FILROUGE_PROCONNECT', 'FILROUGE_PROCONNECT_CLIENT', 'FILROUGE_PROCONNECT_SECRET'])
      delete process.env[nom]
    serveur?.closeAllConnections()
    await new Promise(fini => serveur?.close(fini))
  })
  return Object.assign(etat, { url: () => url })
}
