import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { MotifExport } from '../../export/motifs.ts'
import { differe } from '../differe.tsx'
import { ICONE } from '../icone.ts'
import { usePeut } from '../session.ts'

// Loaded when it is first opened.
const FenetreExport = differe(() => import('./FenetreExport.tsx'), 'FenetreExport')

export type ExportDemande = {
  /** The address that sends the file, and what the list is asked: the same filters as those of the page. */
  route: string
  entree: Record<string, unknown>
  /** « 23 personnes »: what will be in the file, as the page counts it. */
  quoi: string
  /** The reasons offered; when there is only one, nothing is asked. */
  motifs: readonly [MotifExport, ...MotifExport[]]
  /** The file tells of persons: what that means is said. */
  personnes?: boolean
  /** Choices that the page doesn't make: which table, for instance. */
  choix?: { cle: string; libelle: string; valeurs: { value: string; label: string }[] }
}

type Props = ExportDemande & {
  /** The right to it; nothing is shown without. */
  droit: string
  libelle?: string
}

/** « Exporter »: the list as it is shown, whole, in a file. */
export function Exporter({ droit, libelle = 'Exporter', ...demande }: Props) {
  const peut = usePeut()
  const [ouvert, setOuvert] = useState(false)
  const [vu, setVu] = useState(false)
  if (!peut(droit)) return null
  const ouvrir = () => {
    setVu(true)
    setOuvert(true)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconDownload {...ICONE} />} onClick={ouvrir}>
        {libelle}
      </Button>
      {vu && <FenetreExport {...demande} ouvert={ouvert} onFermer={() => setOuvert(false)} />}
    </>
  )
}
