import type { PropsBloc } from '../../jour/pages/bloc.ts'
import classes from '../../jour/pages/Jour.module.css'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { volumes } from '../volumes.ts'
import { depuisPeu } from './depuis-peu.ts'
import { COLONNES_VOLUMES } from './VolumesPage.tsx'

/** Who read much more than usual, at night, on Sunday, or many NIR: the day leads to what was read. */
export function BlocVolumes({ donnees }: PropsBloc<Output<typeof volumes>>) {
  const lignes = depuisPeu(donnees.lignes)
  return (
    <ListeDuJour
      titre="Lectures hors de l’ordinaire"
      total={lignes.length}
      lignes={lignes}
      cle={l => `${l.agentId} ${l.role} ${l.du}`}
      tout={{ libelle: 'Voir les 30 derniers jours', vers: '/audit/volumes' }}
      note={<p className={classes.discret}>Ce sont des questions à poser, pas des fautes.</p>}
      colonnes={COLONNES_VOLUMES}
    />
  )
}
