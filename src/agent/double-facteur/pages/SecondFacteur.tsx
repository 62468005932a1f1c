import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dateCourte, jourDe } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { Entree } from '../../session/entree.ts'
import { CodeDit, GENRES_FACTEUR } from '../facteur.ts'
import { clePossible } from './cle-possible.ts'
import { ParCle } from './ParCle.tsx'

type Moyens = NonNullable<Extract<Entree, { facteur: unknown }>['facteur']['moyens']>
type Props = {
  facteur: { totp: boolean; cle: boolean; moyens?: Moyens | undefined }
  entrer: (code: string) => Promise<unknown>
  arriver: (entree: Entree) => Promise<unknown>
  recommencer: () => void
}

/** The second half of a sign-in: the code of the application, or a recovery code. */
export function SecondFacteur({ facteur, entrer, arriver, recommencer }: Props) {
  const [secours, setSecours] = useState(!facteur.totp)
  return (
    <Fiche titre="Encore une preuve">
      {facteur.moyens && <MoyensDuCompte moyens={facteur.moyens} />}
      {facteur.cle && clePossible() && <ParCle entrer={arriver} second />}
      {/* What was typed for one, and refused, is nothing for the other. */}
      <Code key={String(secours)} secours={secours} entrer={entrer} />
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
        <p>
          Plus de code de secours ? L’administrateur de votre territoire peut retirer la connexion forte. Si vous
          travaillez dans plusieurs territoires, il demande à qui tient le serveur de Filrouge de le faire.
        </p>
      )}
    </Fiche>
  )
}

function Code({ secours, entrer }: { secours: boolean; entrer: Props['entrer'] }) {
  const form = useFormulaire(CodeDit, { code: '' })
  return (
    <Formulaire form={form} bouton="Se connecter" perte={null} envoyer={({ code }) => entrer(code)}>
      {secours ? (
        <TextInput
          {...form.texte('code', 'Un de vos codes de secours')}
          description="Chacun ne sert qu’une fois."
          autoComplete="off"
          autoCapitalize="characters"
          autoFocus
        />
      ) : (
        <TextInput
          {...form.texte('code', 'Code à six chiffres')}
          description="Celui que montre maintenant votre application de codes."
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
      )}
    </Formulaire>
  )
}

/** What is on the account of who comes back by a link: somebody else may have put it there. */
function MoyensDuCompte({ moyens }: { moyens: Moyens }) {
  return (
    <>
      <p>Ceci protège aussi votre compte :</p>
      <ul>
        {moyens.map(({ genre, nom, creeLe }) => (
          <li key={`${genre} ${creeLe}`}>
            {GENRES_FACTEUR[genre]} « {nom} », depuis le {dateCourte(jourDe(creeLe))}
          </li>
        ))}
      </ul>
      <p>
        Vous pourrez en retirer une fois entré. Aucun n’est à vous ? Demandez à l’administrateur de votre territoire de
        réinitialiser votre accès en retirant la connexion forte.
      </p>
    </>
  )
}
