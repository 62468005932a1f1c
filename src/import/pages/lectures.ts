import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import type { Output } from '../../socle/use-case.ts'
import type { differencesImport } from '../differences/differences-import.ts'
import type { Genre, StatutImport } from '../import.ts'
import type { ficheImport, imports } from '../imports.ts'
import { tourne } from './mots.ts'

export type Fiche = Output<typeof imports>['imports'][number]
export type Detail = Output<typeof ficheImport>

/** Between two looks at what runs, in ms. */
const RYTHME = 1000

/** A page of the imports, looked at every second while one of them runs. */
export const pageDesImports = (filtres: { genre?: Genre; statut?: StatutImport; page: number }) =>
  queryOptions({
    queryKey: ['imports', filtres],
    queryFn: () => call<typeof imports>('GET /imports', filtres),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.imports.some(tourne) ? RYTHME : false),
  })

/** One import, looked at every second while it runs. */
export const unImport = (importId: string) =>
  queryOptions({
    queryKey: ['import', importId],
    queryFn: () => call<typeof ficheImport>('GET /imports/:importId', { importId }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && tourne(state.data) ? RYTHME : false),
  })

/** A page of what it changed, household by household. */
export const changementsDe = (importId: string, page: number) =>
  queryOptions({
    queryKey: ['import', importId, 'differences', page],
    queryFn: () => call<typeof differencesImport>('GET /imports/:importId/differences', { importId, page }),
    placeholderData: keepPreviousData,
  })
