import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../socle/api.ts'
import { nombre } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { Liste } from '../../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../../socle/ui/liste/Pages.tsx'
import type { lignesEnDoute } from '../lignes-en-doute.ts'
import { type Attentes, cleDe, useLignesADecider } from './LignesADecider.tsx'

/** The lines that wait for who looks, of all lists or of one; nothing at all when none does. */
export function SectionLignes({ importId }: { importId?: string }) {
  const [page, setPage] = useState(1)
  const { data } = useQuery({
    queryKey: ['lignes-en-doute', importId, page],
    queryFn: () => call<typeof lignesEnDoute>('GET /lignes-en-doute', { importId, page }),
    placeholderData: keepPreviousData,
  })
  if (!data || data.total === 0) return null
  return (
    <Fiche titre={`Lignes à décider (${nombre(data.total)})`}>
      <p>
        Ces lignes de listes importées ressemblent à un dossier sans certitude. Une fois décidées, elles sont reprises.
      </p>
      <Lignes donnees={data} />
      {data.pages > 1 && <Pages total={data.pages} page={page} aller={setPage} />}
    </Fiche>
  )
}

function Lignes({ donnees }: { donnees: Attentes }) {
  const { colonnes, fenetre } = useLignesADecider(donnees.aujourdhui)
  return (
    <>
      <Liste titre="Lignes à décider" lignes={donnees.lignes} cle={cleDe} colonnes={colonnes} />
      {fenetre}
    </>
  )
}
