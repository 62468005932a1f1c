import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../socle/api.ts'
import { nombre } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { Liste } from '../../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../../socle/ui/liste/Pages.tsx'
import type { lignesEnDoute } from '../lignes-en-doute.ts'
import classes from './Doutes.module.css'
import { type Attentes, cleDe, useLignesADecider } from './LignesADecider.tsx'

function useAttentes(importId?: string) {
  const [page, setPage] = useState(1)
  const { data } = useQuery({
    queryKey: ['lignes-en-doute', importId, page],
    queryFn: () => call<typeof lignesEnDoute>('GET /lignes-en-doute', { importId, page }),
    placeholderData: keepPreviousData,
  })
  return { data, page, setPage }
}
type Lues = ReturnType<typeof useAttentes>

/** The lines that wait for who looks, of all lists; nothing at all when none does. */
export function SectionLignes() {
  const lues = useAttentes()
  if (!lues.data || lues.data.total === 0) return null
  return (
    <Fiche titre={`Lignes à décider (${nombre(lues.data.total)})`}>
      <p className={classes.phrase}>
        Ces lignes de fichiers importés ressemblent à un dossier sans certitude. Une fois décidées, elles sont reprises.
      </p>
      <Lignes {...lues} donnees={lues.data} />
    </Fiche>
  )
}

/** The same of one list, in the panel that tells of them. */
export function LignesDeLImport({ importId }: { importId: string }) {
  const lues = useAttentes(importId)
  return lues.data && lues.data.total > 0 ? <Lignes {...lues} donnees={lues.data} /> : null
}

function Lignes({ donnees, page, setPage }: Lues & { donnees: Attentes }) {
  const { colonnes, fenetre } = useLignesADecider(donnees.aujourdhui)
  return (
    <>
      <Liste titre="Lignes à décider" lignes={donnees.lignes} cle={cleDe} colonnes={colonnes} />
      {donnees.pages > 1 && <Pages total={donnees.pages} page={page} aller={setPage} />}
      {fenetre}
    </>
  )
}
