import { parentPort, workerData } from 'node:worker_threads'
import { decodeurPour } from '../../../../lecture/xml/decodeur.ts'
import { poserCleDe } from '../../../../socle/auth/cles.ts'
import { LECTEURS } from '../versions/version.ts'
import { unAnalyseur } from './analyseur.ts'
import type { DonneesFil, Fournee, Reponse } from './atelier.ts'
import { empreinteTranche } from './decoupe.ts'
import { emballer, type Lecture } from './envoi-fil.ts'
import { preparer } from './lignes-foyer.ts'

/** A thread of `unAtelier`: reads the households it is sent, one after the other, as if they followed a header. */

const { territoire, numeroCle, cles, version, debut } = workerData as DonneesFil
for (const [usage, cle] of Object.entries(cles)) poserCleDe(territoire, usage, numeroCle, cle)

const ENTETE = `<Racine><IdentificationFlux><APPLIEME>A</APPLIEME><NUMVERSIONAPPLIEME>1</NUMVERSIONAPPLIEME><TYPEFLUX>M</TYPEFLUX><NATFLUX>D</NATFLUX><DTCREAFLUX>2000-01-01</DTCREAFLUX><HEUCREAFLUX>00:00:00</HEUCREAFLUX><DTREF>2000-01-01</DTREF></IdentificationFlux>\n`

function unLecteur() {
  const decodeur = decodeurPour(Buffer.from(debut))
  if (typeof decodeur === 'string') throw new Error(decodeur)
  const analyseur = unAnalyseur(LECTEURS[version])
  analyseur.lire(ENTETE)
  return { decodeur, analyseur }
}

let lecteur = unLecteur()

/** Any fault is left to the main thread, which knows where the household stands and what the file allows. */
function lire(octets: Buffer, tranche: string | null): Lecture | null {
  const { decodeur, analyseur } = lecteur
  const avant = analyseur.ligne()
  try {
    const { foyers, rejets } = analyseur.lire(decodeur.ecrire(octets))
    const [foyer] = foyers
    if (foyer && foyers.length === 1 && rejets.length === 0) {
      foyer.tranche = tranche ?? empreinteTranche(octets)
      return {
        pret: preparer(foyer, territoire),
        lignes: analyseur.ligne() - avant,
        inconnus: analyseur.inconnus.rendre(),
      }
    }
  } catch {
    // Read again, and said, by the main thread.
  }
  lecteur = unLecteur()
  return null
}

parentPort?.on('message', ({ id, octets, fins, tranches }: Fournee) => {
  const tout = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  const lectures = fins.map((fin, i) => lire(tout.subarray(i === 0 ? 0 : fins[i - 1], fin), tranches[i] ?? null))
  const envoi = emballer(lectures)
  parentPort?.postMessage({ id, ...envoi } satisfies Reponse, [envoi.nombres.buffer as ArrayBuffer])
})
