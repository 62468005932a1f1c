import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { Erreur } from '../../../socle/ui/Erreur.tsx'
import type { Cas } from '../../double-facteur/pages/appels.ts'
import type { demanderProconnect } from '../connexion-proconnect.ts'

/** Goes to ProConnect, which leads back to its own page. */
export function ParProconnect() {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => call<Cas<typeof demanderProconnect>>('POST /connexion/proconnect', {}),
    onSuccess: ({ adresse }) => window.location.assign(adresse),
  })
  return (
    <>
      {error && <Erreur erreur={error} />}
      <Button fullWidth variant="default" loading={isPending || isSuccess} onClick={() => mutate()}>
        S’identifier avec ProConnect
      </Button>
    </>
  )
}
