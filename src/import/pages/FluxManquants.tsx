import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { fluxManquants } from '../calendrier/calendrier-imports.ts'

/** For those who look after imports: the flows that should have come. Nothing when all is well, nor while it isn't known. */
export function FluxManquants() {
  const peut = usePeut()('import.gerer')
  const { data } = useQuery({
    queryKey: ['imports', 'manques'],
    queryFn: () => call<typeof fluxManquants>('GET /imports/manques', {}),
    enabled: peut,
  })
  const [premier, ...autres] = data?.manques ?? []
  if (!premier) return null
  return (
    <Alert color="yellow" icon={<IconAlertTriangle {...ICONE} />} py="xs">
      {premier}{' '}
      {autres.length > 0 && `${autres.length > 1 ? `${autres.length} autres manquent` : 'Un autre manque'} aussi. `}
      Les entrées d’aujourd’hui sont peut-être incomplètes.{' '}
      <Lien vers="/imports/calendrier">Voir le calendrier des flux</Lien>
    </Alert>
  )
}
