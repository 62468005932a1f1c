import { Select, Text } from '@mantine/core'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import { LectureAdresse, MOTIFS_ADRESSE, type MotifAdresse } from '../precaution.ts'

type Props = { titre: string; bouton: string; envoyer: (motif: MotifAdresse) => Promise<void>; fermer: () => void }

/** Why somebody needs an address kept confidential, asked before it is shown, or a document that shows it. */
export function DemanderAdresse({ titre, bouton, envoyer, fermer }: Props) {
  const form = useFormulaire(LectureAdresse, { motif: null })
  return (
    <Fenetre opened onClose={fermer} title={titre}>
      <Formulaire
        form={form}
        bouton={bouton}
        perte={null}
        envoyer={async ({ motif }) => {
          await envoyer(motif)
          fermer()
        }}
      >
        <Text>Cette lecture sera enregistrée à votre nom, avec sa raison, dans le fil du dossier.</Text>
        <Select {...form.choix('motif', 'Pourquoi en avez-vous besoin ?')} data={enOptions(MOTIFS_ADRESSE)} />
      </Formulaire>
    </Fenetre>
  )
}
