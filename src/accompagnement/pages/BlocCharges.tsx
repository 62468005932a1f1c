import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { direCharge } from '../../offre/suivis.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { enListe } from '../../socle/ui/phrases.ts'
import type { Output } from '../../socle/use-case.ts'
import type { chargesDuJour } from '../equipe/charges.ts'

/** Colleagues named as having room; the window of the act tells them all. */
const NOMMES = 3

/** Who follows as many persons as they may, or more, and who could take some. */
export function BlocCharges({ donnees: { pleins, libres } }: PropsBloc<Output<typeof chargesDuJour>>) {
  const places = libres.slice(0, NOMMES).map(r => `${r.nom} (${pluriel(r.plafond - r.suivis, 'place')})`)
  return (
    <ListeDuJour
      titre="Référents au plafond"
      total={pleins.length}
      lignes={pleins}
      cle={r => r.id}
      note={
        <p>
          {places.length > 0
            ? `Peuvent prendre des personnes\u00a0: ${enListe(places)}.`
            : 'Aucun référent de la structure n’a de place.'}
        </p>
      }
      colonnes={[
        { cle: 'nom', titre: 'Référent', cellule: r => r.nom },
        { cle: 'charge', titre: 'Charge', cellule: r => direCharge(r) },
        {
          cle: 'etat',
          titre: 'État',
          cellule: r => (
            <Etat ton={r.suivis > r.plafond ? 'late' : 'soon'} nu>
              {r.suivis > r.plafond ? 'Plafond dépassé' : 'Plafond atteint'}
            </Etat>
          ),
        },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: r => (
            <Lien vers="/portefeuille" recherche={{ referentId: r.id }}>
              Passer le relais
            </Lien>
          ),
        },
      ]}
    />
  )
}
