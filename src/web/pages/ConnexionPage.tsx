import { Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { IconArrowRight, IconUserCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Identifiants } from '../../agent/session/mot-de-passe.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { postePartage } from '../../socle/ui/poste/poste.ts'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useSaisieLibre } from '../../socle/ui/saisie/saisie.ts'
import { accueilDuRole } from '../routes.tsx'
import { accueil, ouvrir } from '../session.ts'
import classes from './texte.module.css'

/** Back to the page that asked to sign in, if it is one of ours; else to the start of the role's day. */
function destination(retour: string | undefined, role: string): string {
  return retour?.startsWith('/') && !retour.startsWith('//') ? retour : accueilDuRole(role)
}

export function ConnexionPage() {
  const cache = useQueryClient()
  const naviguer = useNavigate()
  const { retour } = useSearch({ strict: false }) as { retour?: string }
  const { data: porte } = useQuery(accueil)

  const entrer = async (identifiants: Identifiants, partage?: boolean) => {
    const session = await ouvrir(cache, identifiants, partage)
    await naviguer({ href: destination(retour, session.agent.role), replace: true })
  }
  const territoires = porte?.territoires.join(', ')
  const phrase = territoires ? `Le service public de l’insertion et de l’emploi : ${territoires}.` : undefined
  return (
    <Page titre="Connexion" phrase={phrase}>
      <div className={classes.porte} data-seule={porte?.demo ? undefined : true}>
        <Fiche titre="Avec votre compte">
          <AvecUnCompte entrer={entrer} />
        </Fiche>
        {porte?.demo && <Demonstration demo={porte.demo} entrer={entrer} />}
      </div>
    </Page>
  )
}

type Entrer = (identifiants: Identifiants, partage?: boolean) => Promise<void>

function AvecUnCompte({ entrer }: { entrer: Entrer }) {
  const form = useSaisieLibre<Identifiants>({ courriel: '', motDePasse: '' })
  const [partage, setPartage] = useState(postePartage)
  return (
    <Formulaire form={form} envoyer={identifiants => entrer(identifiants, partage)} bouton="Se connecter" perte={null}>
      <TextInput
        {...form.texte('courriel', 'Adresse électronique')}
        type="email"
        autoComplete="username"
        inputMode="email"
      />
      <PasswordInput
        {...form.texte('motDePasse', 'Mot de passe')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Montrer ou cacher le mot de passe' }}
        description="Oublié ? Demandez-en un nouveau à l’administrateur de votre territoire."
      />
      <Checkbox
        checked={partage}
        onChange={e => setPartage(e.currentTarget.checked)}
        label="D’autres personnes se servent de cet ordinateur"
        description="Rien n’y sera gardé : ce que vous n’aurez pas enregistré sera perdu si vous quittez la page."
      />
    </Formulaire>
  )
}

type Demo = { territoire: string; comptes: (Identifiants & { role: string; qui: string })[] }

function Demonstration({ demo, entrer }: { demo: Demo; entrer: Entrer }) {
  const { mutate, isPending, error } = useMutation({ mutationFn: (compte: Identifiants) => entrer(compte) })
  return (
    <Fiche titre="Découvrir la démonstration">
      {error && <Erreur erreur={error} />}
      <p>
        {demo.territoire} : choisissez un professionnel et voyez ses écrans. Tout est inventé, essayez sans crainte.
      </p>
      <ul className={classes.comptes}>
        {demo.comptes.map(({ courriel, motDePasse, qui }) => (
          <li key={courriel}>
            <button
              type="button"
              className={classes.compte}
              disabled={isPending}
              onClick={() => mutate({ courriel, motDePasse })}
            >
              <IconUserCircle {...ICONE} size={24} />
              <span>{qui}</span>
              <IconArrowRight {...ICONE} />
            </button>
          </li>
        ))}
      </ul>
    </Fiche>
  )
}
