import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { sorties } from '../sorties.ts'
import { COLONNES_SORTIES } from './SortiesPage.tsx'

/** What left the product this week, newest first. */
export function BlocSorties({ donnees: { lignes } }: PropsBloc<Output<typeof sorties>>) {
  return (
    <ListeDuJour
      titre="Ce qui est sorti"
      total={lignes.length}
      lignes={lignes.map((ligne, rang) => ({ ...ligne, rang }))}
      cle={s => String(s.rang)}
      tout={{ libelle: 'Voir une autre période', vers: '/audit/sorties' }}
      colonnes={COLONNES_SORTIES}
    />
  )
}
