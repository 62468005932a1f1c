import { Button, type ButtonProps, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { Erreur } from './Erreur.tsx'
import { Fenetre } from './Fenetre.tsx'

type Question = {
  /** « Annuler ce rendez-vous ? » */
  titre: string
  /** What will be lost, said plainly. */
  perte: ReactNode
  /** What keeps it from being done yet, and what to do about it: said instead of the button, which would be refused. */
  obstacle?: ReactNode
  /** The verb: « Annuler le rendez-vous ». */
  action: string
  onConfirmer: () => unknown
}

/** Asks once before destroying. Opened by the caller; closes by itself when the act succeeds. */
export function Confirmer(props: Question & { ouvert: boolean; onFermer: () => void }) {
  const [enCours, setEnCours] = useState(false)
  const [refus, setRefus] = useState<unknown>(null)
  const agir = async () => {
    setEnCours(true)
    setRefus(null)
    try {
      await props.onConfirmer()
      props.onFermer()
    } catch (erreur) {
      setRefus(erreur)
    } finally {
      setEnCours(false)
    }
  }
  return (
    <Fenetre opened={props.ouvert} onClose={props.onFermer} title={props.titre}>
      <Text component="div">{props.obstacle || props.perte}</Text>
      {refus !== null && <Erreur erreur={refus} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={props.onFermer} data-autofocus>
          {props.obstacle ? 'J’ai compris' : 'Ne rien changer'}
        </Button>
        {!props.obstacle && (
          <Button color="red" loading={enCours} onClick={agir}>
            {props.action}
          </Button>
        )}
      </Group>
    </Fenetre>
  )
}

/** A button that asks once: `<BoutonConfirmer titre="…" perte="…" action="Supprimer" onConfirmer={…}>Supprimer</…>` */
export function BoutonConfirmer({
  titre,
  perte,
  obstacle,
  action,
  onConfirmer,
  children,
  ...bouton
}: Question & ButtonProps & { children: ReactNode }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" {...bouton} onClick={open}>
        {children}
      </Button>
      <Confirmer {...{ titre, perte, obstacle, action, onConfirmer }} ouvert={ouvert} onFermer={close} />
    </>
  )
}
