import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { enService, estFigee, estOccupee, tuer } from './etat.ts'
import { choisirEmplacement, dossierGrappe, ecrireFiche, type Fiche, lireFiche, nouveauMotDePasse } from './fiche.ts'
import { adresse, creerGrappe, DemarrageRate, demarrerGrappe, portLibre, preparerBase } from './grappe.ts'
import { type Dire, type Moteur, trouverMoteur } from './moteur.ts'
import { silencePermis } from './patience.ts'
import { OUVERTURE_MS, uneLigne } from './pouls.ts'
import { estEntiere, grappeAbsente, type Presence, refaireFiche } from './refaire-fiche.ts'

/** How long one that stops may take, in milliseconds, before it is replaced. */
const ARRET_MS = 20_000
type Patience = { silence: number; arret: number }
const PAUSE_MS = 200
/** How often room is looked for on a full disk. */
const PLACE_MS = 1000

/** A cluster kept from one start to the next, and what runs it. */
export type Grappe = {
  dossier: string
  donnees: string
  moteur: Moteur
  fiche: Fiche
  patience: Patience
}

const INCONNUE: Presence = { seul: () => false, servi: false, neuf: false }

/**
 * The cluster of a data folder, created when it never had one. Refused: it isn't where it was; what is there can't be known, or is used by
 * others while its password is lost.
 */
export async function trouverGrappe(dossier: string, dire: Dire, presence = INCONNUE): Promise<Grappe> {
  const patience = { silence: silencePermis(), arret: ARRET_MS }
  let fiche = lireFiche(dossier)
  const moteur = trouverMoteur(dossierGrappe(dossier, fiche), dire)
  fiche ??= await refaireFiche(dossier, moteur, presence, dire)
  if (!fiche) {
    const lieu = choisirEmplacement(dossier, moteur, dire)
    fiche = { motDePasse: nouveauMotDePasse(), port: await portLibre(), ...lieu, creation: true }
    ecrireFiche(dossier, fiche)
  }
  const donnees = dossierGrappe(dossier, fiche)
  if (fiche.creation) {
    if (!existsSync(donnees)) {
      dire(`Création de la base de données dans ${donnees}`)
      creerGrappe(moteur, donnees, fiche.motDePasse)
    }
    const { creation, ...faite } = fiche
    fiche = faite
    ecrireFiche(dossier, fiche)
  }
  if (!estEntiere(donnees)) throw grappeAbsente(dossier, donnees, moteur)
  return { dossier, donnees, moteur, fiche, patience }
}

/** On a disk where there is no room, this is said once, and room is waited for. */
async function demarrerQuandIlYAPlace({ donnees, moteur }: Grappe, port: number, dire: Dire): Promise<void> {
  for (let essai = 1; ; essai++)
    try {
      return await demarrerGrappe(moteur, donnees, port, { shared_buffers: '256MB' })
    } catch (erreur) {
      if (!(erreur instanceof DemarrageRate && erreur.place)) throw erreur
      if (essai === 1) dire(PLEIN)
      await sleep(PLACE_MS)
    }
}
const COINCEE = 'La base de données ne répond plus : elle est redémarrée.'
const PLEIN =
  'Le disque est plein : la base de données ne peut pas démarrer. Faites de la place, elle démarrera d’elle-même.'

/**
 * Starts the cluster unless it runs, waits until it answers, and gives its URL. One that recovers is waited for as long as it takes; one
 * that stays stuck, stopping or silent, is replaced. `memePort`: who knows its address keeps it.
 */
export async function demarrer(grappe: Grappe, dire: Dire, memePort = false): Promise<string> {
  const { dossier, donnees, fiche, patience } = grappe
  let depuis = performance.now()
  let pid = 0
  let etat = ''
  for (;;) {
    let ici = enService(donnees)
    if (ici === null) {
      const port = memePort ? fiche.port : await portLibre(fiche.port)
      if (port !== fiche.port) ecrireFiche(dossier, { ...fiche, port })
      await demarrerQuandIlYAPlace(grappe, port, dire)
      ici = enService(donnees)
    }
    if (ici && (await preparerBase(fiche.motDePasse, ici.port))) {
      fiche.port = ici.port
      return adresse(fiche.motDePasse, ici.port)
    }
    if (ici?.pid !== pid || ici.etat !== etat) {
      pid = ici?.pid ?? 0
      etat = ici?.etat ?? ''
      depuis = performance.now()
      if (etat === 'demarre') dire('La base de données se remet d’une coupure : un instant…')
    }
    if (etat === 'sert' && estOccupee(donnees)) depuis = performance.now()
    if (etat !== 'demarre' && performance.now() - depuis > patience[etat === 'arrete' ? 'arret' : 'silence']) {
      dire(COINCEE)
      tuer(donnees)
    }
    await sleep(PAUSE_MS)
  }
}

/** How often it is looked at, in milliseconds: reading one small file; and how often it is asked whether it is there. */
const VEILLE_MS = 250
const POULS_MS = 5000

/** Asks a cluster that runs whether it is there; late because it works, it is there. Milliseconds that it has been saying nothing. */
function prendrePouls({ donnees, fiche }: Grappe) {
  const ligne = uneLigne(adresse(fiche.motDePasse, fiche.port, 'postgres'))
  let silence = 0
  let demande = performance.now()
  let occupe = false
  const estCoincee = async () => estFigee(donnees) || (!(await ligne.repond()) && !estOccupee(donnees))
  async function prendre(): Promise<void> {
    if (occupe || (silence === 0 && performance.now() - demande < POULS_MS)) return
    occupe = true
    // Its server stopped alone, who is in is still answered, and nobody comes in: nothing is waited for, time passes.
    const debut = estFigee(donnees) ? demande : performance.now()
    const coincee = await estCoincee()
    demande = performance.now()
    // No more than it was asked for: put to sleep with its base, this process waited for nobody.
    silence = coincee ? silence + Math.min(demande - debut, OUVERTURE_MS) : 0
    occupe = false
  }
  const oublier = () => {
    silence = 0
  }
  return { prendre, estCoincee, oublier, silence: () => silence, fermer: ligne.fermer }
}

/**
 * Keeps the cluster running as long as this process needs it: what died is started again, whatever it died of, and one that stays stuck is
 * replaced. `prendre`: the lock under which one process at a time starts it. Out: a function that ends the watch.
 */
export function veiller(grappe: Grappe, prendre: () => Promise<() => void>, dire: Dire): () => void {
  let fini = false
  let occupe = false
  let silence = 0
  const pouls = prendrePouls(grappe)
  const relever = async () => {
    const liberer = await prendre()
    try {
      if (fini) return
      const ici = enService(grappe.donnees)
      // It was waited for already; somebody else may have replaced it meanwhile.
      if (ici?.etat === 'arrete' || (ici?.etat === 'sert' && (await pouls.estCoincee()))) {
        dire(COINCEE)
        tuer(grappe.donnees)
      }
      if (ici === null) dire('La base de données s’est arrêtée : elle est redémarrée.')
      await demarrer(grappe, dire, true)
      dire('La base de données est de nouveau là.')
    } finally {
      liberer()
    }
  }
  const minuterie = setInterval(() => {
    if (occupe) return
    const ici = enService(grappe.donnees)
    // Stopping, it may be by somebody who has the right to: it is stuck when it lasts.
    silence = ici?.etat === 'arrete' ? silence + VEILLE_MS : 0
    if (ici?.etat === 'sert') pouls.prendre()
    if (ici && silence < grappe.patience.arret && pouls.silence() < grappe.patience.silence) return
    occupe = true
    relever()
      .catch(erreur => dire((erreur as Error).message))
      .finally(() => {
        occupe = false
        silence = 0
        pouls.oublier()
      })
  }, VEILLE_MS).unref()
  return () => {
    fini = true
    clearInterval(minuterie)
    pouls.fermer()
  }
}
