import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { choisirEmplacement, dossierGrappe, ecrireFiche, type Fiche, lireFiche, nouveauMotDePasse } from './fiche.ts'
import { adresse, creerGrappe, demarrerGrappe, portEnService, portLibre, preparerBase } from './grappe.ts'
import { type Dire, type Moteur, trouverMoteur } from './moteur.ts'

const ATTENTE = 120_000

/** A cluster kept from one start to the next, and what runs it. */
export type Grappe = { dossier: string; donnees: string; moteur: Moteur; fiche: Fiche }

/** The cluster of a data folder, created when it has none. Refused: a cluster whose password is lost. */
export async function trouverGrappe(dossier: string, dire: Dire): Promise<Grappe> {
  let fiche = lireFiche(dossier)
  const moteur = trouverMoteur(dossierGrappe(dossier, fiche), dire)
  if (!fiche) {
    fiche = { motDePasse: nouveauMotDePasse(), port: await portLibre(), ...choisirEmplacement(dossier, moteur, dire) }
    ecrireFiche(dossier, fiche)
  }
  const donnees = dossierGrappe(dossier, fiche)
  if (!existsSync(donnees)) {
    dire(`Création de la base de données dans ${donnees}`)
    creerGrappe(moteur, donnees, fiche.motDePasse)
  }
  return { dossier, donnees, moteur, fiche }
}

/** Starts the cluster unless it runs, waits until it answers, and gives its URL. */
export async function demarrer({ dossier, donnees, moteur, fiche }: Grappe): Promise<string> {
  for (let attendu = 0; attendu < ATTENTE; attendu += 200) {
    let port = portEnService(donnees)
    if (port === null) {
      port = await portLibre(fiche.port)
      if (port !== fiche.port) ecrireFiche(dossier, { ...fiche, port })
      await demarrerGrappe(moteur, donnees, port, { shared_buffers: '256MB' })
    }
    if (await preparerBase(fiche.motDePasse, port)) return adresse(fiche.motDePasse, port)
    await sleep(200)
  }
  throw new Error(`PostgreSQL tourne sur ${donnees} mais ne répond pas.`)
}
