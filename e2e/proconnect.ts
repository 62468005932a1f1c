import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { type CompteOpenid, ouvrirOpenid } from '../src/agent/proconnect/essai-openid.ts'

const compte = (sub: string): CompteOpenid => ({ sub, email: sub, email_verified: true, acr: 'eidas1' })

const reponse = async (req: IncomingMessage) => new URLSearchParams(await text(req))

/** Stands for ProConnect in front of a browser: it asks who is there, who says so or gives up. */
export const unProconnect = (origine: string) =>
  ouvrirOpenid(origine, {
    compte,
    devant: async (req, res) => {
      if (req.method === 'POST') {
        const dit = await reponse(req)
        return dit.has('annuler') ? 'personne' : compte(dit.get('adresse') ?? '')
      }
      res.setHeader('content-type', 'text/html; charset=utf-8')
      res.end(`<!doctype html><html lang="fr"><title>Fournisseur d’essai</title><form method="post">
        <label>Votre adresse <input name="adresse"></label><button>Continuer</button><button name="annuler">Annuler</button></form>`)
      return 'dit'
    },
  })
