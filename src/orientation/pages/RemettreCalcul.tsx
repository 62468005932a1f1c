import { Anchor, Button, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useEnvoi } from '../../courrier/pages/envoi.ts'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { remettreExplication } from '../calcul/remettre-explication.ts'
import { MODES_NOTIFICATION, Remise } from '../orientation.ts'

const { 'remise-en-main-propre': remise, courrier } = MODES_NOTIFICATION

/** The detail of the computation, for the person who asks (CRPA L311-3-1): made once, kept with the letters, told in the timeline. */
export function RemettreCalcul({ orientationId, personneId }: { orientationId: string; personneId: string }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="compact-sm" leftSection={<IconFileTypePdf {...PETITE_ICONE} />} onClick={open}>
        Remettre le détail du calcul
      </Button>
      <Fenetre opened={ouvert} onClose={close} title="Remettre le détail du calcul">
        <Demande orientationId={orientationId} personneId={personneId} fermer={close} />
      </Fenetre>
    </>
  )
}

function Demande({ orientationId, personneId, fermer }: Parameters<typeof RemettreCalcul>[0] & { fermer: () => void }) {
  const cache = useQueryClient()
  const envoi = useEnvoi(personneId)
  const [id] = useState(uuidv7)
  const [courrierId, setCourrierId] = useState<string | null>(null)
  const form = useFormulaire(Remise, { mode: 'remise-en-main-propre' })
  if (courrierId)
    return (
      <>
        <Text>
          Le document est prêt. Il est gardé avec les lettres de la personne, et le fil du dossier dit qu’il lui est
          remis.
        </Text>
        <Anchor href={`/api/courriers/${courrierId}/pdf`} target="_blank">
          Ouvrir le document (PDF, nouvel onglet)
        </Anchor>
        <Button variant="default" mt="md" onClick={fermer}>
          Fermer
        </Button>
      </>
    )
  return (
    <Formulaire
      form={form}
      bouton="Éditer le document"
      perte={null}
      envoyer={async demande => {
        const fait = await call<typeof remettreExplication>('POST /orientations/:orientationId/explication', {
          id,
          orientationId,
          ...demande,
        })
        await cache.invalidateQueries()
        setCourrierId(fait.courrierId)
      }}
    >
      <Text component="p" m={0}>
        Seulement si la personne le demande : ce document dit toutes ses réponses au diagnostic, sa santé comprise, et
        comment elles ont compté. La loi lui donne ce droit (CRPA, article L311-3-1).
      </Text>
      <Select
        {...form.choix('mode', 'Moyen')}
        allowDeselect={false}
        data={enOptions({ 'remise-en-main-propre': remise, courrier }).map(o => ({
          ...o,
          disabled: o.value === 'courrier' && !envoi.possible,
        }))}
        description={envoi.phrase}
      />
    </Formulaire>
  )
}
