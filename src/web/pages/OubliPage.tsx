import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useSaisieLibre } from '../../socle/ui/saisie/saisie.ts'
import { demanderUnLien } from '../par-lien.ts'
import classes from './texte.module.css'

/** Asks for a link to choose another password. What follows is the same whatever the address is. */
export function OubliPage() {
  const form = useSaisieLibre({ courriel: '' })
  const [demande, setDemande] = useState(false)
  if (demande)
    return (
      <Page titre="Regardez vos courriels" issue>
        <Fiche titre="Un lien part dans la minute">
          <p>
            Si cette adresse a un compte Filrouge, vous recevez un lien pour choisir un autre mot de passe. Il sert une
            heure.
          </p>
          <p>
            Rien n’arrive ? Regardez les courriels indésirables. Sinon, demandez à l’administrateur de votre territoire.
          </p>
          <p>
            <Lien vers="/connexion">Revenir à la connexion</Lien>
          </p>
        </Fiche>
      </Page>
    )
  return (
    <Page titre="Mot de passe oublié">
      <div className={classes.porte} data-seule>
        <Fiche titre="Votre adresse">
          <Formulaire
            form={form}
            bouton="Recevoir un lien"
            perte={null}
            envoyer={async ({ courriel }) => {
              await demanderUnLien(courriel)
              setDemande(true)
            }}
          >
            <TextInput
              {...form.texte('courriel', 'Adresse électronique')}
              type="email"
              autoComplete="username"
              inputMode="email"
            />
          </Formulaire>
          <p>
            <Lien vers="/connexion">Revenir à la connexion</Lien>
          </p>
        </Fiche>
      </div>
    </Page>
  )
}
