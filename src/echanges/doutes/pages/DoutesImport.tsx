import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { pluriel } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { notifier, notifierErreur } from '../../../socle/ui/notifier.tsx'
import { usePeut } from '../../../socle/ui/session.ts'
import type { Output } from '../../../socle/use-case.ts'
import type { confierLignes } from '../confier-lignes.ts'
import type { doutesImport } from '../doutes-import.ts'
import classes from './Doutes.module.css'
import { direEffacees, direQui } from './mots.ts'
import { LignesDeLImport } from './SectionLignes.tsx'

/** What waits to be decided of an applied list: how many lines, who has them, what who looks can do of it; nothing when none waits. */
export function DoutesImport({ importId }: { importId: string }) {
  const cache = useQueryClient()
  const peut = usePeut()
  const { data } = useQuery({
    queryKey: ['import', importId, 'doutes'],
    queryFn: () => call<typeof doutesImport>('GET /imports/:importId/doutes', { importId }),
  })
  const confier = useMutation({
    mutationFn: () => call<typeof confierLignes>('POST /imports/:importId/doutes/remise', { importId }),
    onSuccess: async fait => {
      notifier(direConfiees(fait))
      await cache.invalidateQueries()
    },
    onError: notifierErreur,
  })
  if (!data || data.attente === 0) return null
  const lesMiennes = data.personnes && peut('doublon.decider')
  return (
    <Fiche
      titre={pluriel(data.attente, 'ligne à décider', 'lignes à décider')}
      actions={
        <>
          {data.confiable && (
            <Button loading={confier.isPending} onClick={() => confier.mutate()}>
              Confier aux chargés d’orientation
            </Button>
          )}
          {!data.personnes && data.aMoi > 0 && (
            <LienBouton vers={`/imports/${importId}/colonnes`} recherche={{ resultat: 'a-decider' }}>
              Décider
            </LienBouton>
          )}
        </>
      }
    >
      <p className={classes.phrase}>{direQui(data, lesMiennes)}</p>
      {data.jusquau && (
        <Text component="p" mt={0} mb="md" c="dimmed">
          {direEffacees(data.attente, data.jusquau)}
        </Text>
      )}
      {lesMiennes && <LignesDeLImport importId={importId} />}
    </Fiche>
  )
}

function direConfiees({ confiees, agents, sansPersonne }: Output<typeof confierLignes>): string {
  const fait = `${pluriel(confiees, 'ligne confiée', 'lignes confiées')} à ${pluriel(agents, 'chargé d’orientation', 'chargés d’orientation')}.`
  return sansPersonne
    ? `${fait} ${pluriel(sansPersonne, 'ligne n’est', 'lignes ne sont')} dans les communes d’aucun d’eux : à confier à qui les verra.`
    : fait
}
