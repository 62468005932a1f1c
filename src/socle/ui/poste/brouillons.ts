import { useEffect, useRef, useState } from 'react'
import { clesGardees, garderSurLePoste, lireSurLePoste, postePartage } from './poste.ts'

// Drafts on this machine, encrypted (AES-GCM) by a key that only the session of their agent gives and that is never kept: without
// it they can't be read. They go when their agent signs out, and when another one signs in.

/** `titre`: how it is named to who is about to lose it; null when nobody would miss it. */
type Brouillon = { nom: string; titre: string | null; valeur: unknown }
type Ouverts = { agentId: string; brut: string; cles: CryptoKey[]; brouillons: Map<string, Brouillon> }

const PREFIXE = 'filrouge.brouillon.'
const NONCE = 12
let ouverts: Ouverts | null = null

/** Drafts are kept here: the machine isn't shared, and the page came by a protected address (else the browser doesn't encrypt). */
export const brouillonsGardables = (): boolean => !postePartage() && ouverts !== null

const octetsDe = (base64: string) => Uint8Array.from(atob(base64), c => c.charCodeAt(0))
const base64De = (octets: Uint8Array) => btoa(String.fromCharCode(...octets))
const enOctets = (texte: string) => new TextEncoder().encode(texte)

/**
 * Opens the drafts of who signs in, and erases those of anybody else. `cles`: base64, 32 bytes each, given by the session; the first
 * one encrypts, all of them read.
 */
export async function ouvrirBrouillons(agentId: string, cles: readonly string[]): Promise<void> {
  const [brut = ''] = cles
  if (ouverts?.agentId === agentId && ouverts.brut === brut) return
  const miens = `${PREFIXE}${agentId}.`
  for (const cle of clesGardees())
    if (cle.startsWith(PREFIXE) && (!cle.startsWith(miens) || postePartage())) localStorage.removeItem(cle)
  if (!globalThis.crypto.subtle) return
  const importees = await Promise.all(
    cles.map(cle => crypto.subtle.importKey('raw', octetsDe(cle), 'AES-GCM', false, ['encrypt', 'decrypt'])),
  )
  const brouillons = new Map<string, Brouillon>()
  for (const cle of clesGardees().filter(c => c.startsWith(miens))) {
    const lu = await dechiffrer(importees, cle, lireSurLePoste(cle) ?? '')
    if (lu) brouillons.set(cle, lu)
    else garderSurLePoste(cle, null)
  }
  ouverts = { agentId, brut, cles: importees, brouillons }
}

/** The session ended: the key goes, and what it had opened. What is kept waits, closed, for its agent. */
export function fermerBrouillons(): void {
  ouverts = null
}

/** Signing out: nothing stays. */
export function effacerBrouillons(): void {
  fermerBrouillons()
  for (const cle of clesGardees()) if (cle.startsWith(PREFIXE)) localStorage.removeItem(cle)
}

/** What signing out would erase, as each draft calls itself. */
export const titresDesBrouillons = (): string[] =>
  [...(ouverts?.brouillons.values() ?? [])].flatMap(({ titre }) => titre ?? [])

/** The draft of this name, as it was kept, or null. */
export const brouillonGarde = (nom: string): unknown =>
  [...(ouverts?.brouillons.values() ?? [])].find(b => b.nom === nom)?.valeur ?? null

const affiches = new Set<string>()
/** What is typed on this page is kept: it comes back. */
export const brouillonIci = (): boolean => !postePartage() && [...affiches].some(nom => brouillonGarde(nom) !== null)

/** The name says of whom it is: kept, only its print under the key shows. */
async function cleDuNom({ agentId, brut }: Ouverts, nom: string): Promise<string> {
  const somme = await crypto.subtle.digest('SHA-256', enOctets(`${brut} ${nom}`))
  return `${PREFIXE}${agentId}.${base64De(new Uint8Array(somme))}`
}

async function dechiffrer(cles: readonly CryptoKey[], cle: string, chiffre: string): Promise<Brouillon | null> {
  for (const essayee of cles)
    try {
      const octets = octetsDe(chiffre)
      const mode = { name: 'AES-GCM', iv: octets.subarray(0, NONCE), additionalData: enOctets(cle) }
      const clair = await crypto.subtle.decrypt(mode, essayee, octets.subarray(NONCE))
      return JSON.parse(new TextDecoder().decode(clair)) as Brouillon
    } catch {
      // Another key closed it, or it is spoilt.
    }
  return null
}

/** Keeps a draft; false when it isn't: a shared machine, a session ended, forgotten or written again meanwhile. */
export async function garderChiffre(brouillon: Brouillon): Promise<boolean> {
  const ici = ouverts
  const [courante] = ici?.cles ?? []
  if (!ici || !courante || postePartage()) return false
  const cle = await cleDuNom(ici, brouillon.nom)
  ici.brouillons.set(cle, brouillon)
  const iv = crypto.getRandomValues(new Uint8Array(NONCE))
  const mode = { name: 'AES-GCM', iv, additionalData: enOctets(cle) }
  const corps = new Uint8Array(await crypto.subtle.encrypt(mode, courante, enOctets(JSON.stringify(brouillon))))
  if (ouverts !== ici || ici.brouillons.get(cle) !== brouillon) return false
  garderSurLePoste(cle, base64De(new Uint8Array([...iv, ...corps])))
  return true
}

async function oublier(nom: string): Promise<void> {
  const ici = ouverts
  if (!ici) return
  const cle = await cleDuNom(ici, nom)
  ici.brouillons.delete(cle)
  garderSurLePoste(cle, null)
}

/**
 * Keeps a draft as it is typed: after a cut, a reload or a closed window it comes back. `oublier` once it is saved or begun again.
 * `garde`: ISO instant of the last keeping, to say « Brouillon gardé à 10 h 42 ».
 */
export function useBrouillon<B>(nom: string, titre: string, brouillon: B) {
  const [garde, setGarde] = useState<string | null>(null)
  const ecrit = JSON.stringify(brouillon)
  const dernier = useRef(ecrit)

  useEffect(() => {
    affiches.add(nom)
    return () => void affiches.delete(nom)
  }, [nom])
  useEffect(() => {
    if (dernier.current === ecrit) return
    dernier.current = ecrit
    void garderChiffre({ nom, titre, valeur: JSON.parse(ecrit) }).then(fait => {
      if (fait) setGarde(new Date().toISOString())
    })
  }, [ecrit, nom, titre])

  return {
    garde,
    /** `suivant`: what is shown instead, that nobody typed. */
    oublier: (suivant: B = brouillon) => {
      dernier.current = JSON.stringify(suivant)
      void oublier(nom)
      setGarde(null)
    },
  }
}
