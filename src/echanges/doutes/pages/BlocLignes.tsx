import { Text } from '@mantine/core'
import type { PropsBloc } from '../../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../../jour/pages/ListeDuJour.tsx'
import { type Attentes, cleDe, useLignesADecider } from './LignesADecider.tsx'

/** The lines of lists that wait for the agent to tell whom they speak of. */
export function BlocLignes({ donnees: { lignes, total, aujourdhui } }: PropsBloc<Attentes>) {
  const { colonnes, fenetre } = useLignesADecider(aujourdhui)
  return (
    <>
      <ListeDuJour
        titre="Lignes à décider"
        total={total}
        lignes={lignes}
        cle={cleDe}
        tout={{ libelle: 'Voir les doublons', vers: '/doublons' }}
        note={
          total > lignes.length && (
            <Text c="dimmed">Les {lignes.length} plus anciennes. Les autres viennent à mesure.</Text>
          )
        }
        colonnes={colonnes}
      />
      {fenetre}
    </>
  )
}
