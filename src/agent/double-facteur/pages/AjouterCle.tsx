import { Text, TextInput } from '@mantine/core'
import { startRegistration } from '@simplewebauthn/browser'
import { call } from '../../../socle/api.ts'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { Input } from '../../../socle/use-case.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import type { ajouterCle, demanderCle } from '../cles/ajouter-cle.ts'
import { SaisieFacteur } from '../facteur.ts'
import type { Cas } from './appels.ts'
import { dansLeNavigateur } from './dans-le-navigateur.ts'
import { ChampPreuve } from './Prouver.tsx'

/** A key of access: the browser makes it, the device checks its holder and keeps it. */
export function AjouterCle({ fini }: { fini: (codes: string[]) => Promise<void> }) {
  const form = useFormulaire(SaisieFacteur, { nom: 'Mon ordinateur', preuve: '' })
  return (
    <Formulaire
      form={form}
      bouton="Créer la clé"
      perte={null}
      envoyer={async ({ nom, preuve }) => {
        const options = await call<Cas<typeof demanderCle>>('POST /compte/cles/demande', { preuve })
        const cle = await dansLeNavigateur(options, () => startRegistration({ optionsJSON: options as never }))
        const saisie = { id: uuidv7(), nom, cle } as Input<Cas<typeof ajouterCle>>
        const { codesSecours } = await call<Cas<typeof ajouterCle>>('POST /compte/cles', saisie)
        notifier('Clé d’accès ajoutée')
        await fini(codesSecours)
      }}
    >
      <Text component="p" m={0}>
        Votre empreinte, votre visage ou le code de cet appareil ouvrira votre compte, sans mot de passe. Rien de cela
        ne quitte l’appareil.
      </Text>
      <TextInput {...form.texte('nom', 'Nom de cette clé')} autoComplete="off" />
      <ChampPreuve form={form} />
    </Formulaire>
  )
}
