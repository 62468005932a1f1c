import { MenuEcheance } from '../../echeance/pages/MenuEcheance.tsx'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { prenomEtNom } from '../../personne/noms.ts'
import { colonnePersonne } from '../../precaution/pages/colonne-personne.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { remontees } from '../equipe/remontees.ts'

/** What nobody did in spite of a reminder. */
export function BlocRemontees({ donnees: { lignes, total, aujourdhui } }: PropsBloc<Output<typeof remontees>>) {
  const aSavoir = usePrecautionsDe(lignes.map(l => l.personneId))
  return (
    <ListeDuJour
      titre="Échéances remontées"
      total={total}
      lignes={lignes}
      cle={l => `${l.genre} ${l.objetId}`}
      lien={l => `/personnes/${l.personneId}`}
      colonnes={[
        colonnePersonne(aSavoir),
        { cle: 'quoi', titre: 'À faire', cellule: l => l.acte },
        {
          cle: 'pour',
          titre: 'Délai',
          cellule: l => (l.pour ? <Echeance pour={l.pour} aujourdhui={aujourdhui} nu /> : 'sans délai'),
        },
        { cle: 'qui', titre: 'Par qui', cellule: l => l.agent ?? 'personne pour l’instant' },
        { cle: 'le', titre: 'Remontée', cellule: l => `le ${dateCourte(l.escaladeeLe, aujourdhui)}` },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: l =>
            l.reportable && (
              <MenuEcheance
                cle={{ personneId: l.personneId, genre: l.genre, faitId: l.objetId }}
                acte={l.acte}
                nom={prenomEtNom(l)}
                aujourdhui={aujourdhui}
                tenue={l.confiee ? 'collegue' : null}
              />
            ),
        },
      ]}
    />
  )
}
