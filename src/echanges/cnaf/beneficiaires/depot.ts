import type pg from 'pg'
import { copier } from '../../../socle/copie.ts'
import type { FoyerEcarte } from './lire/cites.ts'
import type { FoyerFlux } from './lire/foyer-flux.ts'
import {
  CAF,
  CITE,
  cleDe,
  FOYER,
  type FoyerPret,
  ligneChangee,
  ligneCitee,
  ligneInchangee,
  lignePersonneCitee,
  PERSONNE,
  preparer,
} from './lire/lignes-foyer.ts'
import type { Anomalie } from './rapport.ts'

/** Households sent at once: big enough for COPY to run at its pace, small enough for memory to stay flat. */
const LOT = 1000

/**
 * Stages households for one import. `connues`: the content last seen of each household, by its number: a changed household is
 * sent with its persons, an unchanged one by its key alone. Sending overlaps with reading: one waits only for the previous send.
 */
export function unDepot(client: pg.PoolClient, territoire: string, connues: ReadonlyMap<string, string>) {
  let foyers = ''
  let personnes = ''
  let caf = ''
  let cites = ''
  let enAttente = 0
  let envoi: Promise<void> = Promise.resolve()
  const bilan = {
    crees: 0,
    modifies: 0,
    personnesLues: 0,
    ecartes: 0,
    citees: 0,
    illisibles: 0,
    anomalies: [] as Anomalie[],
  }

  const envoyer = async (lignesFoyers: string, lignesPersonnes: string, lignesCaf: string) => {
    await copier(client, 'import_foyer', FOYER, lignesFoyers)
    await copier(client, 'import_personne', PERSONNE, lignesPersonnes)
    await copier(client, 'import_caf', CAF, lignesCaf)
  }
  const vider = async () => {
    await envoi
    envoi = envoyer(foyers, personnes, caf)
    // Awaited at the next send; a failure before that must not be an unhandled rejection.
    envoi.catch(() => {})
    foyers = personnes = caf = ''
    enAttente = 0
  }
  const ajouter = async (lignes: string) => {
    foyers += lignes
    enAttente++
    if (enAttente >= LOT) await vider()
  }
  const changer = async (pret: FoyerPret) => {
    if (connues.has(pret.numero)) bilan.modifies++
    else bilan.crees++
    bilan.anomalies.push(...pret.anomalies)
    personnes += pret.personnes
    caf += pret.caf
    await ajouter(ligneChangee(pret))
  }

  return {
    bilan,
    ajouter: async (foyer: FoyerFlux) => {
      bilan.personnesLues += foyer.personnes.length
      if (connues.get(foyer.numeroDemandeRsa) === foyer.empreinte) await ajouter(ligneInchangee(cleDe(foyer)))
      else await changer(preparer(foyer, territoire))
    },
    /** A household whose lines another thread wrote. */
    ajouterPret: async (pret: FoyerPret) => {
      bilan.personnesLues += pret.nombre
      if (connues.get(pret.numero) === pret.empreinte) await ajouter(ligneInchangee(pret.cle))
      else await changer(pret)
    },
    citer: (numero: string, nombre: number) => {
      bilan.personnesLues += nombre
      return ajouter(ligneCitee(numero))
    },
    /** A household set aside: it is there all the same, and so are those it tells of. Few do: they are sent at the end. */
    ecarter: async ({ foyer, personnes: dites }: FoyerEcarte) => {
      bilan.ecartes++
      for (const p of dites) {
        if (p.nir || (p.prenom && (p.nom || p.nomNaissance))) bilan.citees++
        else bilan.illisibles++
        cites += lignePersonneCitee(p, territoire)
      }
      if (foyer) await ajouter(ligneCitee(foyer))
    },
    terminer: async () => {
      await vider()
      await envoi
      await copier(client, 'import_cite', CITE, cites)
    },
  }
}
