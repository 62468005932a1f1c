import { type Releve, unReleve } from '../releve.ts'
import type { Source, Suivre } from '../source.ts'
import { type Bloc, valeur } from './bloc.ts'
import type { DescriptionXml } from './description.ts'
import { refuserIllisible } from './fautes.ts'
import { type Enregistrement, lireEnregistrements } from './lire-enregistrements.ts'

/** Records written at once: enough for a statement to be worth it, few enough for memory to stay flat. */
const LOT = 500

/** Where a record is, for a report: its number of RSA claim when it has one, else its rank. */
export type Lecture<T> = {
  /** « demande », « foyer », « dossier ». */
  nomme: string
  /** Path of the number that names a record, or null. */
  numero: string | null
  /** Turns a record into what is to be written; a sentence: why it is set aside. `noter` tells a fault that doesn't stop it. */
  lire: (
    bloc: Bloc,
    noter: (champ: string, motif: string) => void,
    entete: Bloc,
    rang: number,
  ) => T | { champ: string; refus: string }
  /** Writes a batch of them, in the order of the file. */
  ecrire: (lot: T[], releve: Releve) => Promise<void>
}
export type Parcours = { entete: Bloc; annexes: Bloc; lus: number; ecartes: number; releve: Releve }

const estRefus = (lu: unknown): lu is { champ: string; refus: string } =>
  typeof lu === 'object' && lu !== null && 'refus' in lu

/**
 * Goes through a whole XML flow: each record read, turned by `lire`, written by `ecrire` batch after batch, while `suivre` is told of
 * the bytes done. What is set aside is in the anomalies. Refuses (invalid, flux-illisible) the file that can't be trusted.
 */
export async function parcourir<T>(
  { source, suivre }: { source: Source; suivre: Suivre },
  description: DescriptionXml,
  lecture: Lecture<T>,
): Promise<Parcours> {
  const releve = unReleve()
  let ecartes = 0
  let attente: T[] = []
  const vider = async () => {
    if (attente.length) await lecture.ecrire(attente, releve)
    attente = []
  }
  const lireUn = ({ rang, bloc, rejet }: Enregistrement, entete: Bloc) => {
    const ou = situer(bloc, rang, lecture)
    const lu = rejet
      ? { champ: rejet.champ, refus: rejet.motif }
      : lecture.lire(bloc, (champ, motif) => releve.noter(ou, champ, motif), entete, rang)
    if (!estRefus(lu)) return attente.push(lu)
    ecartes++
    releve.noter(ou, lu.champ, lu.refus)
  }
  try {
    let faits = 0
    const compter = async function* () {
      for await (const octets of source.octets()) {
        yield octets
        faits += octets.length
        suivre('Lecture et application', faits, source.taille)
      }
    }
    const flux = await lireEnregistrements(compter(), description)
    for await (const lot of flux.lots) {
      for (const enregistrement of lot) {
        lireUn(enregistrement, flux.entete)
        if (attente.length >= LOT) await vider()
      }
    }
    await vider()
    const { lus, annonces, annexes, inconnus } = flux.bilan()
    if (annonces === null)
      releve.noter(null, description.compteur, 'le fichier ne dit pas combien d’enregistrements il contient')
    for (const { chemin, ligne, fois } of inconnus)
      releve.noter(`ligne ${ligne}`, chemin, `élément inattendu, non lu${fois > 1 ? ` (${fois} fois)` : ''}`)
    return { entete: flux.entete, annexes, lus, ecartes, releve }
  } catch (erreur) {
    return refuserIllisible(erreur)
  }
}

function situer<T>(bloc: Bloc, rang: number, { nomme, numero }: Lecture<T>): string {
  const lu = numero === null ? null : valeur(bloc, numero)
  return lu !== null && /^\w{1,15}$/.test(lu) ? `${nomme} ${lu}` : `${nomme} n° ${rang} (ligne ${bloc.ligne})`
}
