import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Essai } from '../../../essai.ts'
import { exigerEcheancesJustes } from '../../../essai-echeances.ts'
import { contexte, SYSTEME } from '../../../socle/contexte.ts'
import { surClient } from '../../../socle/db.ts'
import { fichierFlux, type UnFlux, type UnFoyer } from './essai-flux.ts'
import { appliquerFlux } from './importer-cnaf.ts'
import { importerCnaf } from './importer-fichier.ts'
import type { Rapport } from './rapport.ts'

const dossier = mkdtempSync(join(tmpdir(), 'filrouge-essai-'))
let serie = 0

/** Writes a flow to a file and imports it as the command line does: what is due follows. */
export async function importer(essai: Essai, flux: UnFlux, recuLe: string, force = false): Promise<Rapport> {
  const chemin = join(dossier, `flux-${++serie}.xml`)
  writeFileSync(chemin, fichierFlux(flux))
  const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: `${recuLe}T08:00:00Z` }
  const rapport = await importerCnaf(essai.base, origine, { chemin, recuLe, force })
  await exigerEcheancesJustes(essai)
  return rapport
}

/**
 * Applies a flow by its rules alone, in a transaction: no deposit, no background job, nothing kept to undo it. For the tests that
 * replay hundreds of flows to look at the rules.
 */
export async function appliquerSeul(essai: Essai, flux: UnFlux, recuLe: string): Promise<void> {
  const octets = Buffer.from(fichierFlux(flux))
  const client = await essai.base.poolTerritoire('59').connect()
  const territoire = { code: '59', nom: 'Nord', demo: false }
  try {
    await client.query('begin')
    await appliquerFlux(
      contexte(surClient(client, essai.base, territoire.code), essai.base, {
        agent: SYSTEME,
        territoire,
        now: `${recuLe}T08:00:00Z`,
      }),
      client,
      {
        source: {
          fichier: 'flux.xml',
          taille: octets.length,
          sha256: `${++serie}`,
          octets: async function* () {
            yield octets
          },
        },
        recuLe,
        force: false,
        confirme: () => true,
        suivre: () => {},
        photographier: async () => {},
        photographierFoyers: async () => {},
      },
    )
    await client.query('commit')
  } catch (erreur) {
    await client.query('rollback')
    throw erreur
  } finally {
    client.release()
  }
}

/** The whole monthly flow of a month 'YYYY-MM', made and received on the 3rd of the next one. */
export async function importerMois(
  essai: Essai,
  mois: string,
  foyers: (UnFoyer | string)[],
  force = false,
): Promise<Rapport> {
  const m = Temporal.PlainYearMonth.from(mois)
  const creation = m.add({ months: 1 }).toPlainDate({ day: 3 }).toString()
  return importer(
    essai,
    { type: 'M', dateReference: m.toPlainDate({ day: m.daysInMonth }).toString(), dateCreation: creation, foyers },
    creation,
    force,
  )
}

/** A daily flow of a day. */
export async function importerJour(essai: Essai, jour: string, foyers: (UnFoyer | string)[]): Promise<Rapport> {
  return importer(essai, { type: 'I', dateReference: jour, dateCreation: jour, foyers }, jour)
}

export type EntreeLue = {
  numero: string
  role: string
  motif: string
  recuLe: string
  orienteLe: string | null
  closeLe: string | null
  closeMotif: string | null
}

export async function entreesLues(essai: Essai): Promise<EntreeLue[]> {
  const { rows } = await sql<EntreeLue>`
    select f.numero_demande_rsa as numero, e.role, e.motif, e.recu_le, e.oriente_le, e.close_le, e.close_motif
    from entree e join foyer f on f.id = e.foyer_id order by e.recu_le, 1, 2`.execute(essai.base.territoire('59'))
  return rows
}
