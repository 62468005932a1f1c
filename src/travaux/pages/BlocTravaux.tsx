import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { ecart } from '../../socle/ui/dates.ts'
import type { Output } from '../../socle/use-case.ts'
import type { travauxEnEchec } from '../travaux-en-echec.ts'
import { Actes } from './Actes.tsx'

/** Background jobs that failed, why, since when: tried again or given up from here. */
export function BlocTravaux({ donnees: { echecs } }: PropsBloc<Output<typeof travauxEnEchec>>) {
  return (
    <ListeDuJour
      titre="Travaux en échec"
      total={echecs.length}
      lignes={echecs}
      cle={t => t.id}
      tout={{ libelle: 'Voir les travaux de fond', vers: '/parametres/travaux' }}
      colonnes={[
        { cle: 'titre', titre: 'Travail', cellule: t => t.titre },
        { cle: 'raison', titre: 'Raison', largeur: '38%', cellule: t => t.raison },
        { cle: 'depuis', titre: 'Depuis', largeur: '9rem', cellule: t => ecart(t.depuis) },
        { cle: 'actes', titre: 'Gestes', cellule: t => <Actes travail={t} /> },
      ]}
    />
  )
}
