import { Button, Text } from '@mantine/core'
import { IconHistory, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { dateCourte, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { FilTemps } from '../../socle/ui/fil/Fil.tsx'
import { type Filtre, Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { evenementsPersonne } from '../fil-evenements.ts'
import classes from './Dossier.module.css'
import type { PropsOnglet } from './onglet.ts'

type Page = Output<typeof evenementsPersonne>
type Ligne = Page['lignes'][number]

const CLES = ['familles', 'auteurs', 'du', 'au']

/** What happened, last first, by kind, author and period. */
export function OngletFil({ dossier }: PropsOnglet) {
  const { id: personneId, aujourdhui } = dossier
  // Remembered for no other person: what is hidden of one would be hidden of the next.
  const { valeurs } = useFiltres(null, CLES)
  const filtres = Object.fromEntries(CLES.flatMap(cle => (valeurs[cle] ? [[cle, valeurs[cle]]] : [])))
  const requete = useInfiniteQuery({
    queryKey: ['dossier', personneId, 'fil', filtres],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }): Promise<Page> =>
      call<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', {
        personneId,
        avant: pageParam,
        ...filtres,
      }),
    getNextPageParam: page => page.suite ?? undefined,
    placeholderData: keepPreviousData,
  })
  const [premiere] = requete.data?.pages ?? []
  const lignes = requete.data?.pages.flatMap(page => page.lignes) ?? []
  const filtre = Object.keys(filtres).length > 0
  if (!premiere) {
    return (
      <Fiche titre="Fil">
        {requete.isError ? <Erreur erreur={requete.error} reessayer={() => requete.refetch()} /> : <Attente />}
      </Fiche>
    )
  }
  const rien = lignes.length === 0
  return (
    <Fiche titre="Fil">
      <div className={classes.pile}>
        {premiere.choix && !(rien && !filtre) && <Filtres memoire={null} filtres={lesFiltres(premiere.choix)} />}
        {filtre && !rien && (
          <Text component="p" m={0} c="dimmed" role="status">
            {pluriel(premiere.total ?? 0, 'événement retenu', 'événements retenus')}
          </Text>
        )}
        {rien && filtre && (
          <Vide titre="Aucun événement ne correspond à ces filtres" niveau={3} icone={IconSearchOff}>
            Le fil en a d’autres : effacez un filtre pour les revoir.
          </Vide>
        )}
        {rien && !filtre && (
          <Vide titre="Le fil commence ici" niveau={3} icone={IconHistory}>
            Ce qui arrivera sur ce dossier s’écrira ici de soi-même.
          </Vide>
        )}
        {!rien && <FilTemps aujourdhui={aujourdhui} evenements={lignes.map(l => enPerle(l, aujourdhui))} />}
      </div>
      {requete.isFetchNextPageError && <Erreur erreur={requete.error} reessayer={() => requete.fetchNextPage()} />}
      {requete.hasNextPage && (
        <Button variant="default" loading={requete.isFetchingNextPage} onClick={() => requete.fetchNextPage()}>
          Voir plus ancien
        </Button>
      )}
    </Fiche>
  )
}

const lesFiltres = ({ familles, auteurs }: NonNullable<Page['choix']>): Filtre[] => [
  { genre: 'puces', cle: 'familles', libelle: 'Quoi', choix: familles, plusieurs: true },
  { genre: 'liste', cle: 'auteurs', libelle: 'Par qui', choix: auteurs, tous: 'Tous' },
  { genre: 'jour', cle: 'du', libelle: 'Du' },
  { genre: 'jour', cle: 'au', libelle: 'Au' },
]

/** An event of the timeline; written later than it took effect, it says so. */
export function enPerle({ id, le, saisiLe, titre, detail, par }: Ligne, aujourdhui: string) {
  const saisi = jourDe(saisiLe)
  const apresCoup = saisi === jourDe(le) ? '' : `, saisi le ${dateCourte(saisi, aujourdhui)}`
  return { id: String(id), le, titre, detail: detail ?? undefined, par: `${par}${apresCoup}` }
}
