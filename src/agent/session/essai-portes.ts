import { afterAll, beforeAll, beforeEach } from 'vitest'
import { ouvrirBase } from '../../base.ts'
import type { Essai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import type { Base } from '../../socle/db.ts'
import { FUSEAU_METROPOLE } from '../../territoire/fuseau.ts'

export const BON = 'un mot de passe solide'

type Depuis = { adresse?: string; cookies?: string; motDePasse?: string; porte?: number; cle?: string }
export type ReponsePorte = {
  status: number
  code: unknown
  phrase: unknown
  /** Seconds of the header Retry-After; null without it. */
  attendre: number | null
  /** What a browser sends back, as « name=value; name=value ». */
  cookies: string
}

/** Two servers of the product that listen, each with its own connections, on the database of the test. */
export function desPortes(essai: Essai) {
  const ouverts: { base: Base; app: Awaited<ReturnType<typeof serveur>>; url: string }[] = []
  let empreinte = ''
  let tour = 0

  beforeAll(async () => {
    empreinte = await chiffrerMotDePasse(BON)
    for (const _ of [1, 2]) {
      const base = ouvrirBase(essai.url, 5, () => FUSEAU_METROPOLE)
      const app = await serveur(base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
      ouverts.push({ base, app, url: await app.listen({ port: 0, host: '127.0.0.1' }) })
    }
  })
  beforeEach(() => {
    tour = 0
  })
  afterAll(async () => {
    for (const { base, app } of ouverts) {
      await app.close()
      await base.fermer()
    }
  })

  /** Sends to the two servers in turn, from an address, as the proxy says it. */
  const demander = async (chemin: string, saisie: object, depuis: Depuis = {}): Promise<ReponsePorte> => {
    const reponse = await fetch(`${ouverts[depuis.porte ?? tour++ % 2]?.url}/api${chemin}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': depuis.adresse ?? '203.0.113.1',
        ...(depuis.cookies ? { cookie: depuis.cookies } : {}),
        ...(depuis.cle ? { authorization: `Bearer ${depuis.cle}` } : {}),
      },
      body: JSON.stringify(saisie),
    })
    const { code, detail } = (await reponse.json()) as Record<string, unknown>
    const attendre = reponse.headers.get('retry-after')
    return {
      status: reponse.status,
      code,
      phrase: detail,
      attendre: attendre === null ? null : Number(attendre),
      cookies: reponse.headers
        .getSetCookie()
        .map(c => c.split(';')[0])
        .join('; '),
    }
  }

  return {
    demander,
    entrer: (courriel: string, depuis: Depuis = {}) =>
      demander('/connexion', { courriel, motDePasse: depuis.motDePasse ?? BON }, depuis),
    /** A wrong password, `fois` times from one address. */
    rater: async (courriel: string, fois = 1, depuis: Depuis = {}) => {
      const reponses: ReponsePorte[] = []
      for (let i = 0; i < fois; i++)
        reponses.push(await demander('/connexion', { courriel, motDePasse: 'faux' }, depuis))
      return reponses
    },
    unCompte: async () => {
      const agent = await essai.unAgent('referent')
      await essai.base.commun
        .updateTable('identite')
        .set({ motDePasse: empreinte })
        .where('id', '=', agent.id)
        .execute()
      return { agent, courriel: `${agent.id}@example.org` }
    },
  }
}

/** What the browser of a device keeps once the agent has signed out: all but the session. */
export const apresDeconnexion = ({ cookies }: ReponsePorte): string =>
  cookies
    .split('; ')
    .filter(c => !c.startsWith('filrouge_session='))
    .join('; ')

/** Another address each time: those of a stranger who has many. */
export const ailleurs = (i: number): string => `198.51.${100 + Math.floor(i / 250)}.${(i % 250) + 1}`
