import { Alert } from '@mantine/core'
import { postePartage } from '../../socle/ui/poste/poste.ts'

/** Why one is at the door again. */
export function SessionFinie() {
  return (
    <Alert color="blue" role="status" title="Votre session s’est fermée" mb="md">
      Elle est restée longtemps sans activité, ou a été fermée ailleurs.{' '}
      {postePartage()
        ? 'Sur cet ordinateur partagé, ce qui n’était pas enregistré est perdu.'
        : 'Vos brouillons vous attendent : connectez-vous, vous reviendrez où vous étiez.'}
    </Alert>
  )
}
