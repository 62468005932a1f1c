import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { imports } from '../imports.ts'
import { direMoment, direQuoi, tenue, voirTenue } from './quoi.ts'

/** Files arrived whole that nothing applies until somebody looks at them. */
export function BlocImports({ donnees }: PropsBloc<Output<typeof imports>>) {
  return (
    <ListeDuJour
      titre="Fichiers à vérifier ou à confirmer"
      total={donnees.total}
      lignes={donnees.imports}
      cle={i => i.id}
      lien={i => `/imports/${i.id}`}
      tout={{ libelle: 'Voir les imports', vers: '/imports', recherche: { statut: 'a-verifier' } }}
      colonnes={[
        { cle: 'quoi', titre: 'Fichier', cellule: i => direQuoi({ ...i, version: null }) },
        { cle: 'nom', titre: 'Nom', cellule: i => i.fichier },
        { cle: 'depose', titre: 'Déposé', cellule: i => direMoment(i.deposeLe) },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: i => (
            <LienBouton variant="default" size="compact-md" vers={`/imports/${i.id}`}>
              {tenue(i) ? voirTenue(i) : 'Vérifier'}
            </LienBouton>
          ),
        },
      ]}
    />
  )
}
