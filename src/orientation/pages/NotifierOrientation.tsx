import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useEnvoi } from '../../courrier/pages/envoi.ts'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import type { notifierOrientation } from '../notifier-orientation.ts'
import { fautesNotification, MODES_NOTIFICATION, Notification } from '../orientation.ts'

type Props = { orientationId: string; personneId: string; aujourdhui: string }

/** Says that the person was told of an orientation decided before: its letter is made, the delay stops (E4). */
export function NotifierOrientation({ orientationId, personneId, aujourdhui }: Props) {
  const [ouvert, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconSend {...PETITE_ICONE} />} onClick={open}>
        Notifier
      </Button>
      <Fenetre opened={ouvert} onClose={close} title="Notifier l’orientation">
        <Saisie orientationId={orientationId} personneId={personneId} aujourdhui={aujourdhui} fermer={close} />
      </Fenetre>
    </>
  )
}

function Saisie({ orientationId, personneId, aujourdhui, fermer }: Props & { fermer: () => void }) {
  const cache = useQueryClient()
  const envoi = useEnvoi(personneId)
  const form = useFormulaire(
    Notification,
    { mode: envoi.possible ? 'courrier' : 'remise-en-main-propre', le: aujourdhui },
    saisie => fautesNotification(saisie, aujourdhui),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed when what must be known comes
  useEffect(() => {
    if (!envoi.possible && form.valeurs.mode === 'courrier') form.proposer({ mode: 'remise-en-main-propre' })
  }, [envoi.possible])
  return (
    <Formulaire
      form={form}
      bouton="Notifier et éditer la lettre"
      perte="L’orientation n’est pas encore notifiée."
      envoyer={async demande => {
        await call<typeof notifierOrientation>('POST /orientations/:id/notification', {
          id: orientationId,
          ...demande,
        })
        await cache.invalidateQueries()
        notifier('Orientation notifiée, la lettre est dans les documents')
        fermer()
      }}
    >
      <Select
        {...form.choix('mode', 'Moyen')}
        allowDeselect={false}
        data={enOptions(MODES_NOTIFICATION).map(o => ({ ...o, disabled: o.value === 'courrier' && !envoi.possible }))}
        description={envoi.phrase}
      />
      <ChampDate {...form.date('le', 'Jour')} sens="passe" aujourdhui={aujourdhui} />
    </Formulaire>
  )
}
