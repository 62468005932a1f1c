import { Button, type ButtonProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { differe } from '../../socle/ui/differe.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { usePrecautions } from './usePrecautions.ts'

// Loaded when first opened.
const SaisirPrecautions = differe(() => import('./SaisirPrecautions.tsx'), 'SaisirPrecautions')

type Props = { personneId: string; taille?: ButtonProps['size']; bouton?: string }

/** The button that opens the window where precautions are noted, once they are known. */
export function NoterPrecautions({ personneId, taille, bouton = 'Noter' }: Props) {
  const { data } = usePrecautions(personneId)
  const peut = usePeut()
  const [ouvert, { open, close }] = useDisclosure(false)
  if (!data || !peut('contact.corriger')) return null
  return (
    <>
      <Button size={taille} variant="default" leftSection={<IconPencil {...PETITE_ICONE} />} onClick={open}>
        {bouton}
      </Button>
      <Fenetre opened={ouvert} onClose={close} title="Précautions à prendre" size="lg">
        {ouvert && <SaisirPrecautions personneId={personneId} precautions={data.precautions} fermer={close} />}
      </Fenetre>
    </>
  )
}
