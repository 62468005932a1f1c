import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { fluxManquants } from '../calendrier/calendrier-imports.ts'

/** The expected flows that haven't come, each in a sentence. */
export function BlocFlux({ donnees: { manques } }: PropsBloc<Output<typeof fluxManquants>>) {
  return (
    <ListeDuJour
      titre="Flux qui manquent"
      total={manques.length}
      lignes={manques}
      cle={m => m}
      tout={{ libelle: 'Voir le calendrier des flux', vers: '/imports/calendrier' }}
      colonnes={[
        { cle: 'quoi', titre: 'Flux', cellule: m => m },
        { cle: 'geste', titre: 'Geste', largeur: '13rem', cellule: () => <Lien vers="/imports">Le déposer</Lien> },
      ]}
    />
  )
}
