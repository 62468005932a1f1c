import { z } from 'zod'

/**
 * A fault that didn't stop the file: where it is (« foyer 12 », « ligne 40 »), in what, why. Never the value read when it tells of
 * a person.
 */
export const AnomalieImport = z.object({ ou: z.string().nullable(), champ: z.string(), motif: z.string() })
export type AnomalieImport = z.infer<typeof AnomalieImport>

/** A report keeps the first anomalies; `anomaliesTotal` says how many there were. */
export const ANOMALIES_GARDEES = 1000

/** Gathers the anomalies of a file, whatever their number, in bounded memory: the first ones, and how many there were. */
export function unReleve() {
  const anomalies: AnomalieImport[] = []
  let anomaliesTotal = 0
  return {
    noter: (ou: string | null, champ: string, motif: string) => {
      anomaliesTotal++
      if (anomalies.length < ANOMALIES_GARDEES) anomalies.push({ ou, champ, motif })
    },
    /** As a report holds them. */
    bilan: () => ({ anomalies, anomaliesTotal }),
  }
}
export type Releve = ReturnType<typeof unReleve>
