import { PasswordInput, TextInput } from '@mantine/core'
import { IconArrowRight, IconUserCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { clePossible } from '../../agent/double-facteur/pages/cle-possible.ts'
import type { Identifiants } from '../../agent/session/mot-de-passe.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useSaisieLibre } from '../../socle/ui/saisie/saisie.ts'
import { accueilDuRole } from '../routes.tsx'
import { accueil, accueillir, ouvrir, sessionFinie } from '../session.ts'
import classes from './texte.module.css'
import { PostePartage, useEntree } from './useEntree.tsx'

const SessionFinie = differe(() => import('./SessionFinie.tsx'), 'SessionFinie')
const ParCle = differe(() => import('../../agent/double-facteur/pages/ParCle.tsx'), 'ParCle')
const ParProconnect = differe(() => import('../../agent/proconnect/pages/ParProconnect.tsx'), 'ParProconnect')

/** Back to the page that asked to sign in, if it is one of ours; else to the start of the role's day. */
function destination(retour: string | undefined, role: string): string {
  return retour?.startsWith('/') && !retour.startsWith('//') ? retour : accueilDuRole(role)
}

export function ConnexionPage() {
  const cache = useQueryClient()
  const naviguer = useNavigate()
  const { retour } = useSearch({ strict: false }) as { retour?: string }
  const { data: porte } = useQuery(accueil)

  const { reste, suivre } = useEntree(async ({ agent, fermes }) => {
    // Where they were may be in the territory that is closed to them.
    await naviguer({ href: destination(fermes ? undefined : retour, agent.role), replace: true })
  })
  const entrer = async (identifiants: Identifiants) => suivre(await ouvrir(cache, identifiants))
  const territoires = porte?.territoires.join(', ')
  const phrase = territoires ? `Le service public de l’insertion et de l’emploi : ${territoires}.` : undefined
  if (reste) return reste
  return (
    <Page titre="Connexion" phrase={phrase}>
      {sessionFinie() && <SessionFinie />}
      <div className={classes.porte} data-seule={porte?.demo ? undefined : true}>
        <Fiche titre="Avec votre compte">
          <AvecUnCompte entrer={entrer} oubli={porte?.oubli === true} />
          <div className={classes.autrement}>
            {porte?.proconnect && <ParProconnect redemander={sessionFinie()} />}
            {clePossible() && <ParCle entrer={async entree => suivre(await accueillir(cache, entree))} />}
          </div>
        </Fiche>
        {porte?.demo && <Demonstration demo={porte.demo} entrer={entrer} />}
      </div>
    </Page>
  )
}

type Entrer = (identifiants: Identifiants) => Promise<void>

function AvecUnCompte({ entrer, oubli }: { entrer: Entrer; oubli: boolean }) {
  const form = useSaisieLibre<Identifiants>({ courriel: '', motDePasse: '' })
  return (
    <Formulaire form={form} envoyer={entrer} bouton="Se connecter" perte={null}>
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
        description={oubli ? undefined : 'Oublié ? Demandez un lien à l’administrateur de votre territoire.'}
      />
      {oubli && <Lien vers="/mot-de-passe-oublie">Mot de passe oublié</Lien>}
      <PostePartage />
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
