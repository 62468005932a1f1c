import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { Entree } from '../../session/entree.ts'
import { CodeDit } from '../facteur.ts'
import { clePossible } from './cle-possible.ts'
import { ParCle } from './ParCle.tsx'

type Props = {
  facteur: { totp: boolean; cle: boolean }
  entrer: (code: string) => Promise<unknown>
  arriver: (entree: Entree) => Promise<unknown>
  recommencer: () => void
}

/** The second half of a sign-in: the code of the application, or a recovery code. */
export function SecondFacteur({ facteur, entrer, arriver, recommencer }: Props) {
  const [secours, setSecours] = useState(!facteur.totp)
  const form = useFormulaire(CodeDit, { code: '' })
  return (
    <Fiche titre="Encore une preuve">
      {facteur.cle && clePossible() && <ParCle entrer={arriver} />}
      <Formulaire form={form} bouton="Se connecter" perte={null} envoyer={({ code }) => entrer(code)}>
        {secours ? (
          <TextInput
            key="secours"
            {...form.texte('code', 'Un de vos codes de secours')}
            description="Chacun ne sert qu’une fois."
            autoComplete="off"
            autoCapitalize="characters"
          />
        ) : (
          <TextInput
            key="code"
            {...form.texte('code', 'Code à six chiffres')}
            description="Celui que montre maintenant votre application de codes."
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
            autoFocus
          />
        )}
      </Formulaire>
      <Group mt="md">
        {facteur.totp && (
          <Button variant="subtle" onClick={() => setSecours(!secours)}>
            {secours ? 'J’ai mon téléphone' : 'Je n’ai pas mon téléphone'}
          </Button>
        )}
        <Button variant="subtle" onClick={recommencer}>
          Recommencer
        </Button>
      </Group>
      {secours && (
        <p>Plus de code de secours ? L’administrateur de votre territoire peut retirer la connexion forte.</p>
      )}
    </Fiche>
  )
}
