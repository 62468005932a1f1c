import { Button, VisuallyHidden } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import type { CleEcheance } from '../echeance.ts'
import { useDefaire } from './useDefaire.ts'

/** Takes back what a colleague has. */
export function ReprendreEcheance({ cle, deQui }: { cle: CleEcheance; deQui: string }) {
  const defaire = useDefaire(cle)
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconArrowBackUp {...PETITE_ICONE} />}
      loading={defaire.isPending}
      onClick={() => defaire.mutate('reprise')}
    >
      Reprendre<VisuallyHidden>, {deQui}</VisuallyHidden>
    </Button>
  )
}
