import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import type { abandonnerTravail } from '../abandonner-travail.ts'
import type { relancerTravail } from '../relancer-travail.ts'
import type { TravailEnEchec } from '../travaux.ts'

/** What the administrator may do of a job that failed: have it tried again now, or give it up. */
export function Actes({ travail: { id, titre } }: { travail: TravailEnEchec }) {
  const cache = useQueryClient()
  const relancer = useMutation({
    mutationFn: () => call<typeof relancerTravail>('POST /travaux/:travailId/relance', { travailId: id }),
    onSuccess: () => notifier('Travail relancé'),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-md"
          loading={relancer.isPending}
          onClick={() => relancer.mutate()}
          aria-label={`Relancer : ${titre}`}
        >
          Relancer
        </Button>
        <BoutonConfirmer
          size="compact-md"
          titre="Abandonner ce travail ?"
          perte={`« ${titre} » ne sera plus essayé et disparaîtra de cette page. Ce qu’il devait faire ne sera pas fait.`}
          action="Abandonner le travail"
          aria-label={`Abandonner : ${titre}`}
          onConfirmer={async () => {
            await call<typeof abandonnerTravail>('DELETE /travaux/:travailId', { travailId: id })
            await cache.invalidateQueries()
            notifier('Travail abandonné')
          }}
        >
          Abandonner
        </BoutonConfirmer>
      </Group>
      {relancer.error && <Erreur erreur={relancer.error} />}
    </>
  )
}
