import { Button, Collapse } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Attente } from '../Attente.tsx'
import { Erreur } from '../Erreur.tsx'
import { PETITE_ICONE } from '../icone.ts'
import { Vide } from '../Vide.tsx'
import { FilTemps } from './Fil.tsx'

type Page = {
  aujourdhui: string
  lignes: { id: number; le: string; titre: string; detail: string | null; par: string }[]
  suite: number | null
}
type Props = {
  /** Where its pages are kept: under what the acts it tells of make out of date. */
  cle: readonly string[]
  /** A page; `avant`: the `suite` of the one before. */
  lire: (avant: number | undefined) => Promise<Page>
  /** What it is the history of, for who doesn't see where it stands. */
  de: string
}

/** What happened to something, newest first: when, what, by whom; older pages when asked for. */
export function Historique({ cle, lire, de }: Props) {
  const pages = useInfiniteQuery({
    queryKey: [...cle, 'historique'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => lire(pageParam),
    getNextPageParam: page => page.suite ?? undefined,
  })
  if (pages.data === undefined)
    return pages.isError ? <Erreur erreur={pages.error} reessayer={() => pages.refetch()} /> : <Attente forme="liste" />
  const lignes = pages.data.pages.flatMap(page => page.lignes)
  if (lignes.length === 0)
    return (
      <Vide titre="L’historique commence ici" niveau={3} icone={IconHistory}>
        Ce qui changera s’écrira ici de soi-même, avec qui l’a fait.
      </Vide>
    )
  return (
    <>
      <FilTemps
        titre={`Historique\u00a0: ${de}`}
        aujourdhui={pages.data.pages[0]?.aujourdhui}
        evenements={lignes.map(({ id, detail, ...ligne }) => ({
          ...ligne,
          id: String(id),
          detail: detail ?? undefined,
        }))}
      />
      {pages.isFetchNextPageError && <Erreur erreur={pages.error} reessayer={() => pages.fetchNextPage()} />}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          Voir plus ancien
        </Button>
      )}
    </>
  )
}

/** The same where there are many on a page: read once opened. */
export function HistoriqueReplie(props: Props) {
  const [ouvert, { toggle }] = useDisclosure(false)
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={ouvert ? <IconChevronUp {...PETITE_ICONE} /> : <IconChevronDown {...PETITE_ICONE} />}
        aria-expanded={ouvert}
        aria-label={`Historique\u00a0: ${props.de}`}
        onClick={toggle}
      >
        Historique
      </Button>
      <Collapse expanded={ouvert}>{ouvert && <Historique {...props} />}</Collapse>
    </div>
  )
}
