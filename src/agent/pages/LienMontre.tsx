import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import type { LienDonne } from '../compte/donner-lien.ts'

/** What became of the link of an agent: sent to them, or shown here once for want of mail. */
export function LienMontre({ qui, courriel, donne }: { qui: string; courriel: string; donne: LienDonne }) {
  // The act that made it is behind: what has the keyboard is the link, not the button that would end it.
  const ici = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const quandLaFenetreEstPartie = setInterval(() => {
      if (document.querySelector('[role="dialog"]')) return
      clearInterval(quandLaFenetreEstPartie)
      ici.current?.focus()
    }, 100)
    return () => clearInterval(quandLaFenetreEstPartie)
  }, [])
  if (donne.envoye)
    return (
      <Alert ref={ici} tabIndex={-1} color="blue" role="status" title={`Le lien part à ${courriel}`}>
        <Text component="p" m={0}>
          Il part dans la minute, ou dès que le courriel repart s’il est en panne : la fiche de l’agent le dit. Il sert
          une fois. Vous ne le voyez pas : l’agent seul choisit son mot de passe.
        </Text>
      </Alert>
    )
  const duree = `Il sert une fois, jusqu’au ${dateEtHeure(donne.expireLe)}.`
  if (donne.lien === null)
    return (
      <Alert ref={ici} tabIndex={-1} color="green" role="status" title={`Lien déjà fait pour ${qui}`}>
        <Text component="p" m={0}>
          {duree} Il n’est montré qu’une fois : s’il est perdu, faites-en un autre sur la fiche de l’agent.
        </Text>
      </Alert>
    )
  const adresse = `${window.location.origin}${donne.lien}`
  return (
    <Alert ref={ici} tabIndex={-1} color="yellow" role="status" title={`Lien à remettre à ${qui}`}>
      <Group gap="md">
        <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
          {adresse}
        </Code>
        <CopyButton value={adresse}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copié' : 'Copier'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text component="p" mb={0}>
        {duree} Aucun courriel ne part d’ici : remettez-le à l’agent, à lui seul. Ne l’ouvrez pas : il y choisit son mot
        de passe. Ce lien ne sera plus montré, et l’historique garde que vous l’avez vu.
      </Text>
    </Alert>
  )
}
