import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import { direAFaire } from '../accompagnement.ts'
import type { bilansEnRetard } from '../equipe/bilans-en-retard.ts'

/** Référent by référent, the bilans late and all that asks: each count leads to the portfolio that shows it. */
export function BlocBilans({ donnees }: PropsBloc<Output<typeof bilansEnRetard>>) {
  const { enRetard, aFaire, referents, aujourdhui } = donnees
  return (
    <ListeDuJour
      titre="Bilans en retard"
      total={enRetard}
      lignes={referents}
      cle={r => r.referentId}
      tout={{ libelle: direAFaire(aFaire), vers: '/portefeuille', recherche: { urgence: 'a-faire' } }}
      colonnes={[
        { cle: 'referent', titre: 'Référent', cellule: r => r.referent },
        {
          cle: 'bilans',
          titre: 'Bilans en retard',
          cellule: r =>
            r.enRetard > 0 ? (
              <Lien vers="/portefeuille" recherche={{ urgence: 'bilan-depasse', referentId: r.referentId }}>
                {pluriel(r.enRetard, 'bilan en retard', 'bilans en retard')}
              </Lien>
            ) : (
              'aucun'
            ),
        },
        {
          cle: 'ancien',
          titre: 'Le plus ancien',
          cellule: r => (r.plusAncien ? <Echeance pour={r.plusAncien} aujourdhui={aujourdhui} nu /> : ''),
        },
        {
          cle: 'tout',
          titre: 'En tout',
          cellule: r => (
            <Lien vers="/portefeuille" recherche={{ urgence: 'a-faire', referentId: r.referentId }}>
              {pluriel(r.aFaire, 'personne à voir', 'personnes à voir')}
            </Lien>
          ),
        },
      ]}
    />
  )
}
