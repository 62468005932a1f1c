import { Code, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { encode } from 'uqr'
import { call } from '../../../socle/api.ts'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import type { ajouterTotp, confirmerTotp } from '../ajouter-totp.ts'
import { CodeDit, SaisieFacteur } from '../facteur.ts'
import type { Cas } from './appels.ts'
import classes from './ConnexionForte.module.css'
import { ChampPreuve } from './Prouver.tsx'

type Commencee = { id: string; secret: string; adresse: string }
type Props = { fini: (codes: string[]) => Promise<void> }

/** An application of codes: who one is, its QR code, a code of it. */
export function AjouterTotp({ fini }: Props) {
  const [commencee, setCommencee] = useState<Commencee | null>(null)
  return commencee ? <Confirmer {...{ commencee, fini }} /> : <Commencer suite={setCommencee} />
}

function Commencer({ suite }: { suite: (commencee: Commencee) => void }) {
  const form = useFormulaire(SaisieFacteur, { nom: 'Mon téléphone', preuve: '' })
  return (
    <Formulaire
      form={form}
      bouton="Suivant"
      perte={null}
      envoyer={async saisie =>
        suite(await call<Cas<typeof ajouterTotp>>('POST /compte/totp', { id: uuidv7(), ...saisie }))
      }
    >
      <Text component="p" m={0}>
        Installez sur votre téléphone une application de codes, s’il n’en a pas : FreeOTP, Google Authenticator,
        Microsoft Authenticator…
      </Text>
      <TextInput {...form.texte('nom', 'Nom de cet appareil')} autoComplete="off" />
      <ChampPreuve form={form} />
    </Formulaire>
  )
}

function Confirmer({ commencee: { id, secret, adresse }, fini }: Props & { commencee: Commencee }) {
  const form = useFormulaire(CodeDit, { code: '' })
  return (
    <Formulaire
      form={form}
      bouton="Confirmer"
      perte="L’application n’est pas encore ajoutée."
      envoyer={async ({ code }) => {
        const { codesSecours } = await call<Cas<typeof confirmerTotp>>('POST /compte/totp/:totpId/confirmation', {
          totpId: id,
          code,
        })
        notifier('Application de codes ajoutée')
        await fini(codesSecours)
      }}
    >
      <Text component="p" m={0}>
        Avec l’application, photographiez ce carré.
      </Text>
      <CarreQr texte={adresse} />
      <Text component="p" m={0}>
        Sans appareil photo, tapez-y cette clé :{' '}
        <Code className={classes.secret}>{secret.match(/.{4}/g)?.join(' ')}</Code>
      </Text>
      <TextInput
        {...form.texte('code', 'Code à six chiffres que montre l’application')}
        inputMode="numeric"
        autoComplete="one-time-code"
      />
    </Formulaire>
  )
}

/** A QR code, black on white whatever the theme, with the margin that readers need. */
function CarreQr({ texte }: { texte: string }) {
  const { data, size } = encode(texte, { border: 4 })
  const noirs = data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="Carré à photographier (QR code)"
      shapeRendering="crispEdges"
    >
      <path d={noirs.join('')} fill="#000" />
    </svg>
  )
}
