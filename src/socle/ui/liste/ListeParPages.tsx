import { useState } from 'react'
import { Liste, type PropsListe } from './Liste.tsx'
import { LIGNES_PAR_PAGE } from './lignes-par-page.ts'
import { Pages } from './Pages.tsx'

/** A list that came whole, shown by pages. `filtre`: what the rows answer to; another one starts from its first page. */
export function ListeParPages<L>({ filtre, ...liste }: PropsListe<L> & { filtre: string }) {
  const [feuille, setFeuille] = useState({ filtre, page: 1 })
  const pages = Math.max(1, Math.ceil(liste.lignes.length / LIGNES_PAR_PAGE))
  const page = feuille.filtre === filtre ? Math.min(feuille.page, pages) : 1
  const depuis = (page - 1) * LIGNES_PAR_PAGE
  return (
    <>
      <Liste {...liste} lignes={liste.lignes.slice(depuis, depuis + LIGNES_PAR_PAGE)} />
      {pages > 1 && <Pages total={pages} page={page} aller={n => setFeuille({ filtre, page: n })} />}
    </>
  )
}
