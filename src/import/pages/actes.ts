import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../../socle/api.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { appliquerImport, simulerImport } from '../appliquer-import.ts'
import type { annulerImport } from '../differences/annuler-import.ts'
import type { rejouerImport } from '../rejouer-import.ts'
import type { retirerImport } from '../retirer-import.ts'

/** Everything shown of imports is asked again. */
export async function rafraichirImports(cache: QueryClient): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: ['imports'] }),
    cache.invalidateQueries({ queryKey: ['import'] }),
  ])
}

/** What can be done with an import, each followed by a fresh look at it. A refusal is said where it happens. */
export function useActes(importId: string) {
  const cache = useQueryClient()
  const naviguer = useNavigate()
  const suite = { onSuccess: () => rafraichirImports(cache), onError: notifierErreur }
  const appliquer = useMutation({
    mutationFn: (force: boolean) =>
      call<typeof appliquerImport>('POST /imports/:importId/application', { importId, ...(force ? { force } : {}) }),
    ...suite,
  })
  const confirmer = async (confirme: string) => {
    await call<typeof appliquerImport>('POST /imports/:importId/application', { importId, confirme })
    await rafraichirImports(cache)
  }
  const simuler = useMutation({
    mutationFn: (force: boolean) =>
      call<typeof simulerImport>('POST /imports/:importId/simulation', { importId, ...(force ? { force } : {}) }),
    ...suite,
  })
  const rejouer = useMutation({
    mutationFn: () => call<typeof rejouerImport>('POST /imports/:importId/rejeu', { importId, id: uuidv7() }),
    onSuccess: async ({ id }) => {
      await rafraichirImports(cache)
      await naviguer({ to: `/imports/${id}` })
      notifier('Le fichier est prêt à être appliqué de nouveau.')
    },
    onError: notifierErreur,
  })
  const annuler = async () => {
    await call<typeof annulerImport>('POST /imports/:importId/annulation', { importId })
    await rafraichirImports(cache)
    notifier('Import annulé : les dossiers sont redevenus comme avant.')
  }
  const retirer = async () => {
    await call<typeof retirerImport>('DELETE /imports/:importId', { importId })
    await naviguer({ to: '/imports' })
    cache.removeQueries({ queryKey: ['import', importId] })
    await cache.invalidateQueries({ queryKey: ['imports'] })
    notifier('Fichier retiré.')
  }
  return { appliquer, confirmer, simuler, rejouer, annuler, retirer }
}
