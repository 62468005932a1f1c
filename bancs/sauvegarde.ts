import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { ouvrirBase } from '../src/base.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { poserTemoins } from '../src/socle/auth/temoins.ts'
import { dansTransaction, SYSTEME } from '../src/socle/contexte.ts'
import { garderOctets } from '../src/socle/fichier/fichier.ts'
import { uuidv7 } from '../src/socle/uuid.ts'
import { serveurDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'
import { passer } from './processus.ts'
import { MAINTENANT, peuplerTerritoire } from './territoire-http.ts'

export type OptionsSauvegarde = { fichiers: number; fois: number; json: boolean }

const n = (x: number, decimales = 1) => x.toFixed(decimales).replace('.', ',')
/** Bytes of a file kept: those of a letter, or of a document of one page, which compress no more. */
const UN_FICHIER = 300_000

/** Saves a territory of 100,000 persons, in clear and for a recipient of age, then restores each into an empty database of the same server. */
export async function mesurerSauvegarde({ fichiers, fois, json }: OptionsSauvegarde): Promise<void> {
  const serveur = await serveurDuBanc()
  const dossier = mkdtempSync(join(tmpdir(), 'filrouge-banc-sauvegarde-'))
  const mesures: Record<string, unknown>[] = []
  try {
    const url = await serveur.neuve()
    process.stderr.write('Création de 100 000 personnes inventées…\n')
    const { personnes } = await peuplerTerritoire(url)
    await garder(url, fichiers)
    const cle = await generateX25519Identity()
    const publique = await identityToRecipient(cle)
    for (let tour = 1; tour <= fois; tour++)
      for (const pour of [[], [publique]]) {
        const quoi = pour.length ? 'chiffrée pour age' : 'en clair'
        const vers = join(dossier, `${tour}-${pour.length}`)
        const ecrite = await passer('sauvegarder', { url, vers, pour })
        dire(`sauvegarde ${quoi}`, ecrite, statSync(vers).size)
        const remise = await passer('restaurer', {
          url: await serveur.neuve(false),
          chemin: vers,
          cle: pour.length ? cle : null,
          dossier,
        })
        dire(`restauration, ${quoi}`, remise, statSync(vers).size)
      }
    if (json) process.stdout.write(`${JSON.stringify({ personnes, mesures }, null, 2)}\n`)
  } finally {
    await serveur.arreter()
    rmSync(dossier, { recursive: true, force: true })
  }

  type Mesure = { secondes: number; processeur: number; memoireMio: number; resultat: { lignes: number } }
  function dire(quoi: string, { secondes, processeur, memoireMio, resultat }: Mesure, octets: number): void {
    mesures.push({ quoi, secondes, processeur, memoireMio, octets, ...resultat })
    if (!json)
      console.log(
        `${quoi.padEnd(32)} ${resultat.lignes} lignes, ${n(octets / 1e6, 0)} Mo, ${n(secondes)} s (${n(processeur)} s de processeur), ${n(memoireMio, 0)} Mio`,
      )
  }
}

async function garder(url: string, combien: number): Promise<void> {
  poserCle(CLE_DU_BANC)
  const base = ouvrirBase(url, 2)
  const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: MAINTENANT }
  try {
    await poserTemoins(base, [0])
    for (let i = 0; i < combien; i++)
      await dansTransaction(base, origine, ctx => garderOctets(ctx, uuidv7(), randomBytes(UN_FICHIER)))
  } finally {
    await base.fermer()
  }
}
