import { ApiRefusal, call } from '../../socle/api.ts'
import type { annoncerDocument } from '../annoncer-document.ts'
import {
  type Confidentialite,
  ENVOI_MAX,
  estFormat,
  REFUS,
  type Refus,
  reconnaitre,
  refusDeTaille,
  type TypeDocument,
} from '../document.ts'
import type { envoyerDocument } from '../envoyer-document.ts'

export type AEnvoyer = {
  id: string
  personneId: string
  fichier: File
  type: TypeDocument
  titre: string
  confidentialite: Confidentialite
}

/** Seconds before each new try after a cut; then a human decides. */
const REPRISES = [1, 2, 4, 8, 15]

/** Why this file won't be taken, told before it goes, by the rule that the server asks too; null when it will. */
export async function refusAvantEnvoi(fichier: File): Promise<string | null> {
  const trop = refusDeTaille(fichier.size)
  if (trop) return trop.message
  const lu = reconnaitre(new Uint8Array(await fichier.slice(0, 1024).arrayBuffer()))
  return estFormat(lu) ? null : REFUS[lu]
}

/**
 * Sends a document in pieces, taken up where it was after a cut. `avancer` is told how much went, from 0 to 1. Answers why it was
 * refused, or null.
 */
export async function envoyer(document: AEnvoyer, avancer: (part: number) => void): Promise<Refus | null> {
  for (let essai = 0; ; essai++) {
    try {
      return await envoyerLaSuite(document, part => {
        essai = 0
        avancer(part)
      })
    } catch (erreur) {
      const pause = REPRISES[essai]
      if (pause === undefined || !passagere(erreur)) throw erreur
      await new Promise(suite => setTimeout(suite, pause * 1000))
    }
  }
}

async function envoyerLaSuite({ fichier, ...dit }: AEnvoyer, avancer: (part: number) => void): Promise<Refus | null> {
  const taille = fichier.size
  const annonce = { ...dit, nom: fichier.name || 'document', taille }
  let { recu, etat, refus } = await call<typeof annoncerDocument>('POST /personnes/:personneId/documents', annonce)
  while (etat === 'depot') {
    const octets = new Uint8Array(await fichier.slice(recu, recu + ENVOI_MAX).arrayBuffer()) as never
    ;({ recu, etat, refus } = await call<typeof envoyerDocument>('PUT /documents/:documentId/contenu', {
      ...{ documentId: dit.id, debut: recu, octets },
    }))
    avancer(recu / taille)
  }
  return refus
}

/** A cut, a service that restarts: worth another try. */
const passagere = (erreur: unknown) =>
  erreur instanceof ApiRefusal && (erreur.status === 0 || erreur.status === 429 || erreur.status >= 500)
