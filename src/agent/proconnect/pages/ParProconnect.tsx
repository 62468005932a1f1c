import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { Erreur } from '../../../socle/ui/Erreur.tsx'
import { posteAnnonce } from '../../../socle/ui/poste/poste.ts'
import type { Cas } from '../../double-facteur/pages/appels.ts'
import type { demanderProconnect } from '../connexion-proconnect.ts'

type Props = {
  /** ProConnect asks who is there, even of a browser that it knows; it does on a shared workstation anyway. */
  redemander: boolean
  libelle?: string
}

/** Goes to ProConnect, which leads back to its own page. */
export function ParProconnect({ redemander, libelle = 'S’identifier avec ProConnect' }: Props) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () =>
      call<Cas<typeof demanderProconnect>>('POST /connexion/proconnect', { redemander: redemander || posteAnnonce() }),
    onSuccess: ({ adresse }) => window.location.assign(adresse),
  })
  return (
    <>
      {error && <Erreur erreur={error} />}
      <Button fullWidth variant="default" loading={isPending || isSuccess} onClick={() => mutate()}>
        {libelle}
      </Button>
    </>
  )
}
