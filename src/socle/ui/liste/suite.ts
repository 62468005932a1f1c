import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

/** A list read part after part: `lire` gives the lines from a rank on, and how many there are in all. */
export function useSuite<P extends { total: number; lignes: readonly unknown[] }>(
  cle: readonly unknown[],
  lire: (depuis: number) => Promise<P>,
) {
  const requete = useInfiniteQuery({
    queryKey: cle,
    queryFn: ({ pageParam }) => lire(pageParam),
    initialPageParam: 0,
    getNextPageParam: (derniere, pages) => {
      const lues = pages.reduce((n, p) => n + p.lignes.length, 0)
      return derniere.lignes.length > 0 && lues < (pages[0]?.total ?? 0) ? lues : undefined
    },
    placeholderData: keepPreviousData,
  })
  const lignes = (requete.data?.pages.flatMap(p => p.lignes) ?? []) as P['lignes'][number][]
  return { requete, lignes, total: requete.data?.pages[0]?.total ?? 0 }
}
