import { useSyncExternalStore } from 'react'
import { ApiRefusal, call } from '../../socle/api.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { creerImport } from '../depot/creer-import.ts'
import type { envoyerContenu } from '../depot/envoyer-contenu.ts'
import type { imports } from '../imports.ts'
import { retenir, retenu } from './fichiers-retenus.ts'

// Files on their way to the server. They live outside the pages: one may look at other screens while they go.

/** Bytes sent at a time; what is lost by a cut. */
const MORCEAU = 4 * 1024 * 1024
/** Seconds before each new try after a cut; then a human decides. */
const REPRISES = [1, 2, 4, 8, 15, 30, 60]

export type Envoi = {
  /** Of the import. */
  id: string
  nom: string
  taille: number
  /** Bytes the server has. */
  recu: number
  /** Bytes it already had when this sending began: another one was cut. */
  repriseA: number
  etat: 'attente' | 'envoi' | 'coupe' | 'arrete' | 'arrive'
  /** What stopped it. */
  erreur: unknown
}

type Charge = { fichier: File; recuLe: string }

let envois: readonly Envoi[] = []
const charges = new Map<string, Charge>()
const ecouteurs = new Set<() => void>()
let auTravail = false
/** Ends the pause between two tries, when there is one. */
let reveiller = () => {}

function poser(suivants: readonly Envoi[]): void {
  envois = suivants
  for (const prevenir of ecouteurs) prevenir()
}
const changer = (id: string, changement: Partial<Envoi>) =>
  poser(envois.map(e => (e.id === id ? { ...e, ...changement } : e)))
const trouver = (id: string) => envois.find(e => e.id === id)

/** The files that go or have just gone, in the order in which they were chosen. */
export function useEnvois(): readonly Envoi[] {
  return useSyncExternalStore(
    prevenir => {
      ecouteurs.add(prevenir)
      return () => ecouteurs.delete(prevenir)
    },
    () => envois,
  )
}

/** Sends files, one after the other. One that a cut left half-way is taken up again where it was. `recuLe`: YYYY-MM-DD. */
export async function deposer(fichiers: readonly File[], recuLe: string): Promise<void> {
  const { imports: aMoitie } = await call<typeof imports>('GET /imports', { statut: 'depot', page: 1 })
  for (const fichier of fichiers) {
    const commence = aMoitie.find(
      i => i.fichier === fichier.name && i.taille === fichier.size && retenu(i.id) === fichier.lastModified,
    )
    enfiler(commence?.id ?? uuidv7(), { fichier, recuLe: commence?.recuLe ?? recuLe })
  }
}

/** Takes up a file left half-way. Says why not when the file chosen isn't the one that began to go. */
export function reprendre(
  { id, fichier: nom, taille, recuLe }: { id: string; fichier: string; taille: number; recuLe: string },
  fichier: File,
): string | null {
  if (fichier.name !== nom || fichier.size !== taille)
    return `Ce n’est pas le même fichier : choisissez « ${nom} », tel qu’il était au début de l’envoi.`
  if ((retenu(id) ?? fichier.lastModified) !== fichier.lastModified)
    return 'Ce fichier a été modifié depuis le début de l’envoi. Retirez cet envoi, puis déposez le fichier de nouveau.'
  enfiler(id, { fichier, recuLe })
  return null
}

/** Tries again at once what was cut or stopped. */
export function relancer(id: string): void {
  if (trouver(id)?.etat === 'coupe') reveiller()
  else {
    changer(id, { etat: 'attente', erreur: null })
    travailler()
  }
}

/** Stops a sending, or puts away one that is over; the import itself stays as it is. */
export function ranger(id: string): void {
  charges.delete(id)
  poser(envois.filter(e => e.id !== id))
}

/** Puts away those that arrived: they are in the list. */
export function rangerArrives(): void {
  poser(envois.filter(e => e.etat !== 'arrive'))
}

function enfiler(id: string, charge: Charge): void {
  const { fichier } = charge
  charges.set(id, charge)
  retenir(id, fichier.lastModified)
  const envoi = { id, nom: fichier.name, taille: fichier.size, recu: 0, repriseA: 0, erreur: null }
  poser([...envois.filter(e => e.id !== id), { ...envoi, etat: 'attente' }])
  travailler()
}

const retenirOnglet = (e: BeforeUnloadEvent) => e.preventDefault()

async function travailler(): Promise<void> {
  if (auTravail) return
  auTravail = true
  addEventListener('beforeunload', retenirOnglet)
  for (;;) {
    const suivant = envois.find(e => e.etat === 'attente')
    if (!suivant) break
    await envoyer(suivant.id)
  }
  removeEventListener('beforeunload', retenirOnglet)
  auTravail = false
}

async function envoyer(id: string): Promise<void> {
  for (let essai = 0; ; essai++) {
    try {
      await envoyerLaSuite(id, () => {
        essai = 0
      })
      return
    } catch (erreur) {
      if (!trouver(id)) return
      const pause = REPRISES[essai]
      if (!passagere(erreur) || pause === undefined) {
        changer(id, { etat: 'arrete', erreur })
        if (location.pathname !== '/imports') notifierErreur(erreur)
        return
      }
      changer(id, { etat: 'coupe', erreur })
      await attendre(pause)
    }
  }
}

/** Asks where the server is, and sends from there to the end. */
async function envoyerLaSuite(id: string, avance: () => void): Promise<void> {
  const charge = charges.get(id)
  if (!charge) return
  const { fichier, recuLe } = charge
  const { name, size: taille } = fichier
  const depart = await call<typeof creerImport>('POST /imports', { id, fichier: name, taille, recuLe })
  if (trouver(id)?.recu === 0) changer(id, { repriseA: depart.recu })
  // After a cut, it goes again once a piece has passed: the screen doesn't blink at each try.
  changer(id, { recu: depart.recu, ...(trouver(id)?.etat === 'coupe' ? {} : { etat: 'envoi', erreur: null }) })
  for (let { recu, statut } = depart; statut === 'depot' && charges.has(id); ) {
    const octets = new Uint8Array(await lire(fichier, recu)) as never
    ;({ recu, statut } = await call<typeof envoyerContenu>('PUT /imports/:importId/contenu', {
      importId: id,
      debut: recu,
      octets,
    }))
    avance()
    changer(id, { etat: 'envoi', recu, erreur: null })
  }
  if (!charges.delete(id)) return
  retenir(id, null)
  changer(id, { etat: 'arrive', recu: taille })
  if (location.pathname !== '/imports') notifier(`${name} est arrivé : la suite est sur la page Imports.`)
}

async function lire(fichier: File, debut: number): Promise<ArrayBuffer> {
  try {
    return await fichier.slice(debut, debut + MORCEAU).arrayBuffer()
  } catch {
    throw new ApiRefusal(
      409,
      'fichier-illisible',
      'Ce fichier ne se lit plus sur votre poste : il a été déplacé, modifié, ou sa clé USB retirée. Choisissez-le de nouveau.',
      [],
      null,
    )
  }
}

/** A cut, a service that restarts, a piece the server never had: worth another try. */
function passagere(erreur: unknown): boolean {
  if (!(erreur instanceof ApiRefusal)) return false
  return erreur.status === 0 || erreur.status === 429 || erreur.status >= 500 || erreur.code === 'morceau-manquant'
}

/** Some seconds, or until the network says it is back, or somebody asks. */
function attendre(secondes: number): Promise<void> {
  return new Promise(reprendre => {
    const finir = () => {
      clearTimeout(minuterie)
      removeEventListener('online', finir)
      reprendre()
    }
    const minuterie = setTimeout(finir, secondes * 1000)
    addEventListener('online', finir)
    reveiller = finir
  })
}
