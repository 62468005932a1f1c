import type { PropsBloc } from '../../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../../jour/pages/ListeDuJour.tsx'
import { dateCourte, pluriel } from '../../../socle/ui/dates.ts'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import type { Output } from '../../../socle/use-case.ts'
import type { importsAConfier } from '../imports-a-confier.ts'

/** Applied lists with lines that nobody was asked to decide. */
export function BlocAConfier({ donnees: { imports, aujourdhui } }: PropsBloc<Output<typeof importsAConfier>>) {
  return (
    <ListeDuJour
      titre="Lignes à confier"
      total={imports.reduce((n, i) => n + i.lignes, 0)}
      lignes={imports}
      cle={i => i.id}
      lien={i => `/imports/${i.id}`}
      colonnes={[
        { cle: 'import', titre: 'Import', cellule: i => `Import n°${NBSP}${i.numero}` },
        { cle: 'fichier', titre: 'Nom', cellule: i => i.fichier },
        { cle: 'lignes', titre: 'À décider', cellule: i => pluriel(i.lignes, 'ligne') },
        { cle: 'jusquau', titre: 'Attend jusqu’au', cellule: i => dateCourte(i.jusquau, aujourdhui) },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: i => (
            <LienBouton variant="default" size="compact-md" vers={`/imports/${i.id}`}>
              Confier
            </LienBouton>
          ),
        },
      ]}
    />
  )
}
