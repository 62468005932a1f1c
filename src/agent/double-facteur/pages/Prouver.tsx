import { PasswordInput, Text } from '@mantine/core'
import { call } from '../../../socle/api.ts'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { Champs } from '../../../socle/ui/saisie/saisie.ts'
import type { delierProconnect } from '../../proconnect/delier-proconnect.ts'
import type { refaireCodesSecours, retirerFacteur } from '../changer-facteurs.ts'
import { Preuve } from '../facteur.ts'
import type { Cas } from './appels.ts'

/** Who changes how one signs in proves again that they are there. */
export function ChampPreuve<V extends { preuve: string }>({ form }: { form: Pick<Champs<V>, 'texte'> }) {
  return (
    <PasswordInput
      {...form.texte('preuve', 'Votre mot de passe, ou un code')}
      description="Pour être sûrs que c’est bien vous."
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': 'Montrer ce que j’écris' }}
    />
  )
}

type Props = { fini: (codes?: string[]) => Promise<void> }

export function RetirerFacteur({
  facteur,
  dernier,
  fini,
}: Props & { facteur: { id: string; nom: string }; dernier: boolean }) {
  const form = useFormulaire(Preuve, { preuve: '' })
  return (
    <Formulaire
      form={form}
      bouton="Retirer"
      perte={null}
      envoyer={async ({ preuve }) => {
        await call<Cas<typeof retirerFacteur>>('POST /compte/facteurs/:facteurId/retrait', {
          facteurId: facteur.id,
          preuve,
        })
        notifier('Moyen de connexion retiré')
        await fini()
      }}
    >
      <Text component="p" m={0}>
        «&nbsp;{facteur.nom}&nbsp;» n’ouvrira plus votre compte.
        {dernier &&
          ' C’est le seul : votre mot de passe suffira de nouveau, et vos codes de secours ne serviront plus.'}
      </Text>
      <ChampPreuve form={form} />
    </Formulaire>
  )
}

export function RefaireCodes({ fini }: Props) {
  const form = useFormulaire(Preuve, { preuve: '' })
  return (
    <Formulaire
      form={form}
      bouton="Refaire mes codes"
      perte={null}
      envoyer={async donnees => {
        const { codesSecours } = await call<Cas<typeof refaireCodesSecours>>('POST /compte/codes-secours', donnees)
        await fini(codesSecours)
      }}
    >
      <Text component="p" m={0}>
        Vous en recevez dix nouveaux. Les anciens ne serviront plus, même ceux que vous n’avez pas employés.
      </Text>
      <ChampPreuve form={form} />
    </Formulaire>
  )
}

export function DelierProconnect({ fini }: Props) {
  const form = useFormulaire(Preuve, { preuve: '' })
  return (
    <Formulaire
      form={form}
      bouton="Délier"
      perte={null}
      envoyer={async donnees => {
        await call<Cas<typeof delierProconnect>>('POST /compte/proconnect/retrait', donnees)
        notifier('Compte ProConnect délié')
        await fini()
      }}
    >
      <Text component="p" m={0}>
        Il n’ouvrira plus votre compte. Un autre, de la même adresse électronique, pourra être lié à sa place.
      </Text>
      <ChampPreuve form={form} />
    </Formulaire>
  )
}
