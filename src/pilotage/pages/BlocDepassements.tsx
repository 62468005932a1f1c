import type { PropsBloc } from '../../jour/pages/bloc.ts'
import classes from '../../jour/pages/Jour.module.css'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { dateProche, moisAnnee } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import { personnes } from '../chiffres.ts'
import type { depassements } from '../depassements.ts'
import { HORLOGES_SUIVIES } from '../horloges-suivies.ts'
import { DEFINITIONS } from '../pilotage.ts'

/** How many persons passed each limit, never who; each line leads to the indicator it weighs on, in the month that counts them. */
export function BlocDepassements({ donnees }: PropsBloc<Output<typeof depassements>>) {
  const { comptes, depuis, seuil } = donnees
  return (
    <ListeDuJour
      titre="Délais dépassés depuis hier"
      total={comptes.length}
      lignes={comptes}
      cle={c => c.horloge}
      note={
        <p className={classes.discret}>
          {`Les délais échus depuis le ${dateProche(depuis)}, encore à tenir. `}
          {seuil > 0 && `Un effectif de moins de ${seuil} personnes est masqué.`}
        </p>
      }
      colonnes={[
        { cle: 'delai', titre: 'Délai', cellule: c => HORLOGES_SUIVIES[c.horloge].libelle },
        { cle: 'personnes', titre: 'Personnes', cellule: c => personnes(c.personnes) },
        {
          cle: 'indicateur',
          titre: 'Indicateur',
          cellule: c => (
            <Lien vers="/pilotage" recherche={{ le: c.mois }}>
              {`${DEFINITIONS[HORLOGES_SUIVIES[c.horloge].indicateur].titre}, ${moisAnnee(c.mois)}`}
            </Lien>
          ),
        },
      ]}
    />
  )
}
