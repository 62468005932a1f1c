import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { dateCourte, jourDe } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { FilTemps } from '../../socle/ui/fil/Fil.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Dossier } from '../dossier.ts'
import type { evenementsPersonne } from '../fiche-personne.ts'
import type { PropsOnglet } from './onglet.ts'

type Page = Dossier['evenements']

/** What happened, last first. The first page came with the file; the others are read when asked for. */
export function OngletFil({ dossier }: PropsOnglet) {
  const { id, aujourdhui, evenements } = dossier
  const suite = useInfiniteQuery({
    queryKey: ['dossier', id, 'fil', evenements.lignes[0]?.id ?? 0],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }): Promise<Page> | Page =>
      pageParam === null
        ? evenements
        : call<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', {
            personneId: id,
            avant: pageParam,
          }),
    getNextPageParam: page => page.suite ?? undefined,
    initialData: { pages: [evenements], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const lignes = suite.data.pages.flatMap(page => page.lignes)
  return (
    <Fiche titre="Fil">
      {lignes.length === 0 ? (
        <Vide titre="Le fil commence ici" niveau={3} icone={IconHistory}>
          Ce qui arrivera sur ce dossier s’écrira ici de soi-même.
        </Vide>
      ) : (
        <FilTemps
          aujourdhui={aujourdhui}
          evenements={lignes.map(l => {
            const saisi = jourDe(l.saisiLe)
            const apresCoup = saisi === jourDe(l.le) ? '' : `, saisi le ${dateCourte(saisi, aujourdhui)}`
            return {
              id: String(l.id),
              le: l.le,
              titre: l.titre,
              detail: l.detail ?? undefined,
              par: `${l.par}${apresCoup}`,
            }
          })}
        />
      )}
      {suite.isFetchNextPageError && <Erreur erreur={suite.error} reessayer={() => suite.fetchNextPage()} />}
      {suite.hasNextPage && (
        <Button variant="default" loading={suite.isFetchingNextPage} onClick={() => suite.fetchNextPage()}>
          Voir plus ancien
        </Button>
      )}
    </Fiche>
  )
}
