import pg from 'pg'
import { poserCle } from '../src/socle/auth/cles.ts'
import { serveurDuBanc } from './import.ts'
import type { Ecrit } from './passe-export.ts'
import { CLE_DU_BANC } from './passes.ts'
import { passer } from './processus.ts'
import { peupler } from './recherche.ts'

export type OptionsExport = { personnes: number; fois: number; json: boolean }

const n = (x: number, decimales = 1) => x.toFixed(decimales).replace('.', ',')
const ECRITS = ['csv', 'xlsx'] as const satisfies Ecrit[]

/**
 * Exports the persons of an indicator, traced one by one, each format alone in its process, beside the floor of the same run: the same
 * rows, read by the same cursor and dropped. The memory is the highest that the process ever held; a tenth of the list is exported
 * first, so that what grows with it is seen.
 */
export async function mesurerExport({ personnes, fois, json }: OptionsExport): Promise<void> {
  poserCle(CLE_DU_BANC)
  const serveur = await serveurDuBanc()
  const mesures: Record<string, unknown>[] = []
  try {
    for (const combien of [Math.max(1000, Math.floor(personnes / 10)), personnes]) {
      const url = await serveur.neuve()
      process.stderr.write(`Création de ${combien} personnes inventées…\n`)
      await peupler(url, combien)
      await orienter(url)
      for (let tour = 1; tour <= fois; tour++) {
        const plancher = await passer('export', { url, ecrit: 'rien' })
        dire('lues et laissées', plancher)
        for (const ecrit of ECRITS) dire(ecrit, await passer('export', { url, ecrit }), plancher)
      }
    }
  } finally {
    await serveur.arreter()
  }
  if (json) process.stdout.write(`${JSON.stringify(mesures, null, 2)}\n`)

  type Mesure = Awaited<ReturnType<typeof passer<'export'>>>
  function dire(quoi: string, mesure: Mesure, plancher?: Mesure): void {
    const { secondes, processeur, memoireMio, resultat } = mesure
    const rapport = plancher && secondes / plancher.secondes
    mesures.push({ quoi, secondes, processeur, memoireMio, rapport, ...resultat })
    if (json) return
    const fois = rapport ? ` ; ${n(rapport, 2)} fois les lignes lues et laissées` : ''
    console.log(
      `${quoi.padEnd(17)} ${resultat.lignes} lignes, ${n(resultat.octets / 1e6)} Mo, ${n(secondes)} s (${n(processeur)} s de processeur), ${n(memoireMio, 0)} Mio${fois}`,
    )
  }
}

/** Everybody is oriented, so that all are behind one figure. */
async function orienter(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`
      set search_path = t_59, extensions;
      insert into structure (id, nom, organisme, dominantes, publics)
        values ('01900000-0000-7000-8000-00000000000a', 'Atelier de la Navette', 'delegataire', '{emploi}', '{}');
      insert into orientation (id, personne_id, dominante, structure_id, origine, decidee_le, debut)
        select gen_random_uuid(), id, 'emploi', '01900000-0000-7000-8000-00000000000a', 'decision', '2025-02-01', '2025-02-01' from personne`)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
