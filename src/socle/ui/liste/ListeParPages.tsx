import { pageDemandee, useFiltres } from './filtres.ts'
import { Liste, type PropsListe } from './Liste.tsx'
import { LIGNES_PAR_PAGE } from './lignes-par-page.ts'
import { Pages } from './Pages.tsx'

/** A list that came whole, shown by pages. `memoire`: that of its filters. */
export function ListeParPages<L>({ memoire, ...liste }: PropsListe<L> & { memoire: string }) {
  const { valeurs, changer } = useFiltres(memoire, [])
  const pages = Math.max(1, Math.ceil(liste.lignes.length / LIGNES_PAR_PAGE))
  const page = Math.min(pageDemandee(valeurs), pages)
  const depuis = (page - 1) * LIGNES_PAR_PAGE
  return (
    <>
      <Liste {...liste} lignes={liste.lignes.slice(depuis, depuis + LIGNES_PAR_PAGE)} />
      {pages > 1 && <Pages total={pages} page={page} aller={n => changer({ page: n > 1 ? String(n) : null })} />}
    </>
  )
}
