import { Breadcrumbs, Text, Title } from '@mantine/core'
import { useMatch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { Lien } from './Lien.tsx'
import classes from './Page.module.css'

type Props = {
  titre: string
  /** What stands in the tab, when the title holds a name that shouldn't (histories and shared screens keep tabs). */
  onglet?: string
  /** One sentence that says what the page is for, when it isn't obvious, or sums it up. */
  phrase?: ReactNode
  actions?: ReactNode
  ariane?: { libelle: string; vers: string; recherche?: Record<string, string> }[]
  /** Between head and content: the thread of the journey, filters. */
  entete?: ReactNode
  /** What the page becomes once its act is done: its title takes the focus, as that of a new page. */
  issue?: boolean
  children: ReactNode
}

let dernierChemin: string | null = null
/** The path of a page whose title had the focus as it went: its skeleton, replaced by its content. */
let relais: string | null = null

/** A page: its title (focused when one comes from another page), what it is for, what can be done, its content. */
export function Page({ titre, onglet, phrase, actions, ariane, entete, issue, children }: Props) {
  const titreRef = useRef<HTMLHeadingElement>(null)
  // The path of this page itself: the address already is the next one's while a page is leaving.
  const chemin = useMatch({ strict: false, select: page => page.pathname })

  useEffect(() => {
    document.title = `${onglet ?? titre} · Filrouge`
  }, [onglet, titre])

  useLayoutEffect(() => {
    const titreAffiche = titreRef.current
    return () => {
      relais = document.activeElement === titreAffiche ? chemin : null
    }
  }, [chemin])

  useEffect(() => {
    const nouvelle = dernierChemin !== null && dernierChemin !== chemin
    if (issue || nouvelle || relais === chemin) titreRef.current?.focus({ preventScroll: !issue })
    dernierChemin = chemin
    relais = null
  }, [chemin, issue])

  return (
    <div className={classes.page}>
      {ariane && (
        <nav aria-label="Fil d’Ariane" className={classes.ariane}>
          <Breadcrumbs separatorMargin="xs">
            {ariane.map(etape => (
              <Lien key={etape.vers} vers={etape.vers} recherche={etape.recherche} size="sm">
                {etape.libelle}
              </Lien>
            ))}
            <Text size="sm" c="dimmed" aria-current="page">
              {onglet ?? titre}
            </Text>
          </Breadcrumbs>
        </nav>
      )}
      <header className={classes.tete}>
        <div className={classes.titre}>
          <Title order={1} ref={titreRef} tabIndex={-1}>
            {titre}
          </Title>
          {phrase && (
            <Text component="p" m={0} c="dimmed" maw="72ch">
              {phrase}
            </Text>
          )}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {entete}
      {children}
    </div>
  )
}

/** Columns that fold into one on a narrow screen; `large` gives the first one two thirds. */
export function Colonnes({ children, large }: { children: ReactNode; large?: boolean }) {
  return (
    <div className={classes.colonnes} data-large={large || undefined}>
      {children}
    </div>
  )
}
