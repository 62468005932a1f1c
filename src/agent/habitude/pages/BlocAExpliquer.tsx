import type { PropsBloc } from '../../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../../jour/pages/ListeDuJour.tsx'
import { dateCourte } from '../../../socle/ui/dates.ts'
import type { Output } from '../../../socle/use-case.ts'
import { resteADire } from '../motifs.ts'
import type { mesOuvertures } from '../ouvertures.ts'
import { deQui, Raison } from './ouverture-en-mots.tsx'

/** The files that the agent opened out of the ordinary, and that they are asked about. */
export function BlocAExpliquer({ donnees }: PropsBloc<Output<typeof mesOuvertures>>) {
  const lignes = donnees.lignes.filter(resteADire)
  return (
    <ListeDuJour
      titre="Ouvertures à expliquer"
      total={lignes.length}
      lignes={lignes}
      cle={o => o.id}
      tout={{ libelle: 'Répondre', vers: '/ouvertures' }}
      colonnes={[
        { cle: 'le', titre: 'Quand', cellule: o => dateCourte(o.le) },
        { cle: 'personne', titre: 'Le dossier de', cellule: o => deQui(o) },
        { cle: 'motif', titre: 'Votre raison', cellule: o => <Raison ouverture={o} /> },
        { cle: 'mot', titre: 'La question', cellule: o => o.mot },
      ]}
    />
  )
}
