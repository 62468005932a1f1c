import { IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Attente } from '../../socle/ui/Attente.tsx'
import { dateCourte, heure } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import classes from './Audit.module.css'

type Ligne = { id: number; le: string; agent: string; role: string; structure: string | null }
type Pages<L extends Ligne> = { total: number | null; lignes: L[]; suite: number | null }

/** What each line of a journal begins with: when, and who read. */
export const quandEtQui = <L extends Ligne>(): [Colonne<L>, Colonne<L>] => [
  { cle: 'le', titre: 'Quand', cellule: l => `${dateCourte(l.le)}, ${heure(l.le)}` },
  {
    cle: 'agent',
    titre: 'Qui a lu',
    cellule: l => (
      <>
        {l.agent}
        <span className={classes.discret}>{[l.role, l.structure].filter(Boolean).join(', ')}</span>
      </>
    ),
  },
]

/** A journal, page after page as it is asked for: `lire` reads the one that follows the line of number `avant`. */
export function useJournal<L extends Ligne, P extends Pages<L>>(
  cle: readonly unknown[],
  lire: (suite: { avant?: number }) => Promise<P>,
) {
  const requete = useInfiniteQuery({
    queryKey: cle,
    queryFn: ({ pageParam }) => lire(pageParam ? { avant: pageParam } : {}),
    initialPageParam: 0,
    getNextPageParam: derniere => derniere.suite ?? undefined,
    placeholderData: keepPreviousData,
  })
  const premiere = requete.data?.pages[0]
  return { requete, premiere, total: premiere?.total ?? 0, lignes: requete.data?.pages.flatMap(p => p.lignes) ?? [] }
}

type Props<L extends Ligne> = Pick<ReturnType<typeof useJournal<L, Pages<L>>>, 'requete' | 'lignes' | 'total'> & {
  titre: string
  colonnes: [Colonne<L>, ...Colonne<L>[]]
  /** When nothing answers the filters: a title, a sentence. */
  vide: [string, string]
}

export function Journal<L extends Ligne>({ requete, lignes, total, titre, colonnes, vide: [rien, phrase] }: Props<L>) {
  if (requete.error) return <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
  if (requete.isPending) return <Attente forme="liste" />
  return (
    <Liste
      titre={titre}
      lignes={lignes}
      cle={l => String(l.id)}
      colonnes={colonnes}
      vide={
        <Vide titre={rien} icone={IconSearchOff}>
          {phrase}
        </Vide>
      }
      suite={{
        reste: requete.hasNextPage ? total - lignes.length : 0,
        charger: () => requete.fetchNextPage(),
        enCours: requete.isFetchingNextPage,
      }}
    />
  )
}
