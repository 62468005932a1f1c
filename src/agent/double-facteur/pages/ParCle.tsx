import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { Erreur } from '../../../socle/ui/Erreur.tsx'
import { ICONE } from '../../../socle/ui/icone.ts'
import type { Input } from '../../../socle/use-case.ts'
import type { Entree } from '../../session/entree.ts'
import type { connexionCle, demanderConnexionCle } from '../cles/connexion-cle.ts'
import type { Cas } from './appels.ts'
import { dansLeNavigateur } from './dans-le-navigateur.ts'

/** Signs in by a key of access, without a password; `second`: after it, in the place of a code. */
export function ParCle({ entrer, second }: { entrer: (entree: Entree) => Promise<unknown>; second?: true }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const options = await call<Cas<typeof demanderConnexionCle>>('POST /connexion/cle/demande', { second })
      // Fetched by who uses it: the first load is everybody's.
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const cle = await dansLeNavigateur(options, () => startAuthentication({ optionsJSON: options as never }))
      await entrer(
        await call<Cas<typeof connexionCle>>('POST /connexion/cle', { cle } as Input<Cas<typeof connexionCle>>),
      )
    },
  })
  return (
    <>
      {error && <Erreur erreur={error} />}
      <Button
        variant="default"
        fullWidth
        loading={isPending}
        leftSection={<IconFingerprint {...ICONE} />}
        onClick={() => mutate()}
      >
        Utiliser une clé d’accès
      </Button>
    </>
  )
}
