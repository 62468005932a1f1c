import { Text } from '@mantine/core'
import { type ComponentType, createContext, use } from 'react'

type Props = {
  personneId: string
  /** A button and its window, where the page goes on; else the question stands in the place of the page. */
  enFenetre?: boolean
  /** Once it is said. */
  dit?: () => unknown
  /** Whose file it is, where the page has several. */
  nom?: string
}

/** What asks why a file out of one's usual persons is opened: given by the shell, since the base knows no domain. */
export const Porte = createContext<ComponentType<Props> | null>(null)

/** Asks in place why a file is opened; nothing without a session. */
export function DirePourquoi(props: Props) {
  const Demande = use(Porte)
  return Demande && <Demande {...props} />
}

/** In a list, where what is of her file would stand: that it is hidden, and how to see it. */
export const ResteCache = ({ personneId, nom }: Pick<Props, 'personneId'> & { nom: string }) => (
  <>
    <Text component="span" c="dimmed" display="block">
      Hors de vos personnes habituelles : le reste est caché.
    </Text>
    <DirePourquoi personneId={personneId} nom={nom} enFenetre />
  </>
)

/** In the place of what is of a file out of scope: hidden isn't unknown, and nothing else takes its place. */
export const Cache = ({ mot = 'caché' }: { mot?: 'caché' | 'cachée' }) => (
  <Text component="span" c="dimmed">
    {mot}
  </Text>
)
