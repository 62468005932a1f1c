import { ANOMALIES_GARDEES, type AnomalieImport } from './import.ts'

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
