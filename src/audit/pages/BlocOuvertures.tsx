import type { ouvertures } from '../../agent/habitude/ouvertures.ts'
import { deQui, Raison, Revue } from '../../agent/habitude/pages/ouverture-en-mots.tsx'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { dateCourte } from '../../socle/ui/dates.ts'
import type { Output } from '../../socle/use-case.ts'

/** Files opened out of one's usual persons that wait to be reviewed, or explained. */
export function BlocOuvertures({ donnees: { aRevoir, lignes } }: PropsBloc<Output<typeof ouvertures>>) {
  return (
    <ListeDuJour
      titre="Dossiers ouverts hors de l’ordinaire"
      total={aRevoir}
      lignes={lignes.filter(o => o.revue === null || (o.revue === 'a-expliquer' && o.explication !== null))}
      cle={o => o.id}
      tout={{ libelle: 'Revoir les ouvertures', vers: '/audit/ouvertures' }}
      colonnes={[
        { cle: 'le', titre: 'Quand', cellule: o => dateCourte(o.le) },
        { cle: 'agent', titre: 'Qui a ouvert', cellule: o => o.agent },
        { cle: 'personne', titre: 'Le dossier de', cellule: o => deQui(o) },
        { cle: 'motif', titre: 'Raison dite', cellule: o => <Raison ouverture={o} /> },
        { cle: 'revue', titre: 'Revue', cellule: o => <Revue ouverture={o} /> },
      ]}
    />
  )
}
