import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

const [CLIENT, SECRET] = ['filrouge', 'un secret de client assez long']

export type CompteOpenid = { sub: string; email: string; email_verified?: boolean; acr: string; amr?: string[] }

/** Who is in front of the provider: an account, nobody (they give up), or `dit`: it answered by itself, a page to be filled. */
type Devant = CompteOpenid | 'personne' | 'dit'

/**
 * A real OpenID provider of this machine, that the program served at `origine` is told of. `devant`: who answers its question. `avant`:
 * true when the request is dealt with. Returns how to close it.
 */
export async function ouvrirOpenid(
  origine: string,
  quoi: {
    devant: (req: IncomingMessage, res: ServerResponse) => Promise<Devant> | Devant
    compte: (sub: string) => CompteOpenid
    avant?: (req: IncomingMessage) => boolean
    fermee?: () => void
  },
): Promise<{ url: string; fermer: () => Promise<void> }> {
  const serveur = createServer()
  await new Promise<void>(pret => serveur.listen(0, '127.0.0.1', pret))
  const url = `http://localhost:${(serveur.address() as AddressInfo).port}`
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${origine}/connexion/proconnect`],
        post_logout_redirect_uris: [`${origine}/connexion`],
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
          quoi.fermee?.()
          ctx.body = `<!doctype html>${form}<script>document.forms[0].submit()</script>`
        },
      },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ ...quoi.compte(id), sub: id }) }),
  })
  const rappel = provider.callback()
  serveur.on('request', async (req, res) => {
    if (quoi.avant?.(req)) return
    if (!req.url?.startsWith('/interaction/')) return void rappel(req, res)
    const qui = await quoi.devant(req, res)
    if (qui === 'dit') return
    if (qui === 'personne')
      return void provider.interactionFinished(req, res, { error: 'access_denied', error_description: 'annulé' })
    const { params } = await provider.interactionDetails(req, res)
    const { sub: accountId, acr, amr } = qui
    const grant = new provider.Grant({ accountId, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email')
    await provider.interactionFinished(
      req,
      res,
      { login: { accountId, acr, ...(amr ? { amr } : {}) }, consent: { grantId: await grant.save() } },
      { mergeWithLastSubmission: false },
    )
  })
  const reglages = { FILROUGE_PROCONNECT: url, FILROUGE_PROCONNECT_CLIENT: CLIENT, FILROUGE_PROCONNECT_SECRET: SECRET }
  Object.assign(process.env, reglages)
  return {
    url,
    fermer: async () => {
      for (const nom of Object.keys(reglages)) delete process.env[nom]
      serveur.closeAllConnections()
      await new Promise(fini => serveur.close(fini))
    },
  }
}
