import type { PropsBloc } from '../../jour/pages/bloc.ts'
import classes from '../../jour/pages/Jour.module.css'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { moisAnnee } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import { personnes } from '../chiffres.ts'
import type { depassements } from '../depassements.ts'
import { HORLOGES_SUIVIES } from '../horloges-suivies.ts'
import { DEFINITIONS } from '../pilotage.ts'
import { depuisQuand } from './depuis-quand.ts'

/** How many persons passed each limit, never who; each line leads to the indicator it weighs on, in the month that counts them. */
export function BlocDepassements({ donnees }: PropsBloc<Output<typeof depassements>>) {
  const { comptes, depuis, seuil, aujourdhui } = donnees
  // New entrants are counted in the month they came; persons who are followed, today.
  const mesureeLe = ({ horloge, entree }: (typeof comptes)[number]) =>
    HORLOGES_SUIVIES[horloge].indicateur === 'I02' ? entree : aujourdhui
  return (
    <ListeDuJour
      titre={`Délais dépassés depuis ${depuisQuand(depuis, aujourdhui)}`}
      total={null}
      lignes={comptes}
      cle={c => c.horloge}
      note={
        <p className={classes.discret}>
          Personnes dont la limite est passée sans que ce soit fait.
          {seuil > 0 && ` Un effectif de moins de ${seuil} personnes est masqué.`}
        </p>
      }
      colonnes={[
        { cle: 'delai', titre: 'Délai', cellule: c => HORLOGES_SUIVIES[c.horloge].libelle },
        { cle: 'personnes', titre: 'Personnes', cellule: c => personnes(c.personnes) },
        {
          cle: 'indicateur',
          titre: 'Indicateur',
          cellule: c => (
            <Lien vers="/pilotage" recherche={{ le: mesureeLe(c) }}>
              {`${DEFINITIONS[HORLOGES_SUIVIES[c.horloge].indicateur].titre}, ${moisAnnee(mesureeLe(c))}`}
            </Lien>
          ),
        },
      ]}
    />
  )
}
