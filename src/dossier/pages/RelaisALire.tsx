import { Button, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { lireRelais } from '../../accompagnement/relais/lire-relais.ts'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

type Props = { note: Dossier['relaisALire'][number]; dossier: Dossier }

/** A note of hand-over, whole, before all that is to be done: it leaves once who follows the person says it is read. */
export function RelaisALire({ note: { suiviId, texte, le, par }, dossier: { id: personneId, aujourdhui } }: Props) {
  const cache = useQueryClient()
  const peut = usePeut()
  const lecture = useMutation({
    mutationFn: () =>
      call<typeof lireRelais>('POST /personnes/:personneId/relais/:suiviId/lecture', { personneId, suiviId }),
    onSuccess: async () => {
      await cache.invalidateQueries()
      notifier('Note de relais lue : elle reste dans le fil et le parcours.')
    },
    onError: notifierErreur,
  })
  return (
    <li>
      <span>
        Note de relais, par {par} le {dateCourte(le, aujourdhui)}
      </span>
      <Text component="p" className={classes.relais}>
        {texte}
      </Text>
      {peut('relais.lire') && (
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconCheck {...PETITE_ICONE} />}
          loading={lecture.isPending}
          onClick={() => lecture.mutate()}
        >
          Marquer comme lue
        </Button>
      )}
    </li>
  )
}
