import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll } from 'vitest'
import type { Essai } from '../../essai.ts'
import { serveur } from '../../serveur.ts'
import { adresse } from '../../socle/api.ts'
import { chiffrerMotDePasse } from '../../socle/auth/mot-de-passe.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { Role } from '../roles.ts'

export const BON = 'un mot de passe solide'
type Depuis = { adresse?: string; navigateur?: string }

/** Browsers with their cookies, in front of a server that listens on the database of the test. */
export function desVisiteurs(essai: Essai) {
  let app: Awaited<ReturnType<typeof serveur>> | undefined
  let url = ''
  let empreinte = ''
  beforeAll(async () => {
    empreinte = await chiffrerMotDePasse(BON)
    app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
    url = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  })
  afterAll(() => app?.close())

  const visiteur = ({
    adresse: ip = '203.0.113.7',
    navigateur = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
  }: Depuis = {}) => {
    const cookies = new Map<string, string>()
    const brute = async (chemin: string, init: RequestInit = {}) => {
      const reponse = await fetch(chemin.startsWith('http') ? chemin : `${url}${chemin}`, {
        redirect: 'manual',
        ...init,
        headers: {
          'x-forwarded-for': ip,
          'user-agent': navigateur,
          cookie: [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; '),
          ...init.headers,
        },
      })
      for (const cookie of reponse.headers.getSetCookie()) {
        const [, nom = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (valeur) cookies.set(nom, valeur)
        else cookies.delete(nom)
      }
      return reponse
    }
    const demander = async (route: string, saisie: Record<string, unknown> = {}) => {
      const { method, url: chemin, body, type } = adresse(route, saisie)
      const reponse = await brute(chemin, {
        method,
        ...(body === undefined ? {} : { body: body as string, headers: { 'content-type': type ?? '' } }),
      })
      const json = (await reponse.json().catch(() => ({}))) as Record<string, never>
      return { status: reponse.status, json, code: String(json.code ?? '') }
    }
    return {
      cookies,
      brute,
      demander,
      entrer: (courriel: string, motDePasse = BON) => demander('POST /connexion', { courriel, motDePasse }),
    }
  }
  type Visiteur = ReturnType<typeof visiteur>

  return {
    visiteur,
    origine: () => url,
    avancer: (secondes: number) => {
      essai.now = Temporal.Instant.from(essai.now).add({ seconds: secondes }).toString()
    },
    unCompte: async (role: Role = 'referent') => {
      const agent = await essai.unAgent(role)
      await essai.base.commun
        .updateTable('identite')
        .set({ motDePasse: empreinte })
        .where('id', '=', agent.id)
        .execute()
      // The session that it came with isn't one of the browsers.
      await essai.base.commun.deleteFrom('session').where('identiteId', '=', agent.id).execute()
      return { agent, courriel: `${agent.id}@example.org` }
    },
    /** Adds an application of codes, as its holder does; `code`: what it shows, now or so many seconds from now. */
    ajouterTotp: async (qui: Visiteur, nom = 'Téléphone') => {
      const id = uuidv7()
      const { json } = await qui.demander('POST /compte/totp', { id, nom, preuve: BON })
      const totp = new TOTP({ secret: Secret.fromBase32(String(json.secret)) })
      const code = (dans = 0) => totp.generate({ timestamp: Date.parse(essai.now) + dans * 1000 })
      const confirme = await qui.demander('POST /compte/totp/:totpId/confirmation', { totpId: id, code: code() })
      return { id, code, codes: (confirme.json.codesSecours ?? []) as string[], status: confirme.status }
    },
    exiger: async (valeur = 'exigee') => {
      await essai.base
        .territoire('59')
        .insertInto('parametre')
        .values({
          ...{ cle: 'acces.connexion-forte', effetLe: '2025-01-01', valeur: JSON.stringify(valeur) },
          ...{ motif: 'Essai', saisiPar: uuidv7(), saisiLe: essai.now },
        })
        .execute()
    },
  }
}
