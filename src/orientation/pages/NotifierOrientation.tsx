import { Button, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import type { notifierOrientation } from '../notifier-orientation.ts'
import { MODES_NOTIFICATION } from '../orientation.ts'

type Mode = keyof typeof MODES_NOTIFICATION

/** Says that the person was told of an orientation decided before: its letter is made, the delay stops (E4). */
export function NotifierOrientation({ orientationId, aujourdhui }: { orientationId: string; aujourdhui: string }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  const cache = useQueryClient()
  const form = useForm({
    initialValues: { mode: 'courrier' as string | null, le: aujourdhui as string | null },
    validate: {
      mode: v => (v ? null : 'Dites comment la personne est prévenue.'),
      le: v => (v ? null : 'Indiquez le jour de l’envoi ou de la remise.'),
    },
  })
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconSend {...PETITE_ICONE} />} onClick={open}>
        Notifier
      </Button>
      <Fenetre opened={ouvert} onClose={close} title="Notifier l’orientation">
        <Formulaire
          form={form}
          libelles={{ mode: 'Moyen', le: 'Jour' }}
          bouton="Notifier et éditer la lettre"
          envoyer={async ({ mode, le }) => {
            await call<typeof notifierOrientation>('POST /orientations/:id/notification', {
              id: orientationId,
              mode: mode as Mode,
              le: le ?? undefined,
            })
            await cache.invalidateQueries()
            notifier('Orientation notifiée, la lettre est dans les documents')
            close()
          }}
        >
          <Select
            label="Moyen"
            required
            allowDeselect={false}
            data={Object.entries(MODES_NOTIFICATION).map(([value, label]) => ({ value, label }))}
            {...champ(form, 'mode')}
          />
          <ChampDate
            label="Jour"
            required
            sens="passe"
            aujourdhui={aujourdhui}
            {...champ(form, 'le')}
            value={form.values.le}
            onChange={le => form.setFieldValue('le', le)}
          />
        </Formulaire>
      </Fenetre>
    </>
  )
}
