import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import classes from './Salles.module.css'

type Salle<V extends string> = { libelle: string; vers: V }

/** The rooms of one place, each with its own address (the router marks the current one for screen readers). `titre`: of the place. */
export function Salles<V extends string>({
  titre,
  salles,
  ici,
}: {
  titre: string
  salles: readonly Salle<V>[]
  ici: V
}) {
  const lieu = useRef<HTMLElement>(null)
  const courante = useRef<HTMLAnchorElement>(null)
  // On a phone they scroll on one line: the one we are in is never out of sight.
  useEffect(() => {
    if (lieu.current && courante.current)
      lieu.current.scrollLeft = courante.current.offsetLeft - lieu.current.offsetLeft - 16
  }, [])
  return (
    <nav ref={lieu} aria-label={titre} className={classes.salles}>
      {salles.map(({ libelle, vers }) => (
        <Button
          key={vers}
          ref={vers === ici ? courante : undefined}
          component={Link}
          to={vers}
          activeOptions={{ exact: true }}
          variant={vers === ici ? 'light' : 'subtle'}
        >
          {libelle}
        </Button>
      ))}
    </nav>
  )
}
