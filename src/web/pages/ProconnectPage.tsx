import { PasswordInput, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Preuve } from '../../agent/double-facteur/facteur.ts'
import type { Cas } from '../../agent/double-facteur/pages/appels.ts'
import type { rattacherProconnect, retourProconnect } from '../../agent/proconnect/connexion-proconnect.ts'
import { ParProconnect } from '../../agent/proconnect/pages/ParProconnect.tsx'
import type { Entree } from '../../agent/session/entree.ts'
import { ApiRefusal, call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Output } from '../../socle/use-case.ts'
import classes from './texte.module.css'
import { useEntree } from './useEntree.tsx'

type Rattachement = Extract<Output<Cas<typeof retourProconnect>>, { rattachement: unknown }>['rattachement']
type Retour = { code?: string; state?: string; iss?: string; error?: string }

/** Somebody is signed in: all is read again, and the address that held a code is left behind. */
const arriver = async () => window.location.replace('/')

/** Where ProConnect leads back: the session, a code to give, or an account to confirm; else why not, and what to do. */
export function ProconnectPage() {
  const { code, state, iss, error } = useSearch({ strict: false }) as Retour
  const naviguer = useNavigate()
  const [rattachement, setRattachement] = useState<Rattachement | null>(null)
  const { reste, suivre } = useEntree(arriver, () => void naviguer({ to: '/connexion' }))
  const demande = useRef(false)

  const finir = useMutation({
    mutationFn: () =>
      call<Cas<typeof retourProconnect>>('POST /connexion/proconnect/retour', { code, state, iss, error }),
    onSuccess: async dit => ('rattachement' in dit ? setRattachement(dit.rattachement) : suivre(dit)),
  })
  const { mutate } = finir
  useEffect(() => {
    // A code serves once.
    if (!demande.current) mutate()
    demande.current = true
  }, [mutate])

  if (reste) return reste
  return (
    <Page titre="Connexion par ProConnect">
      {finir.isError ? (
        <>
          <Erreur erreur={finir.error} />
          <div className={classes.autrement}>
            {mauvaisCompte(finir.error) && <AutreCompte />}
            <LienBouton vers="/connexion" variant="default" fullWidth>
              Revenir à la connexion
            </LienBouton>
          </div>
        </>
      ) : rattachement ? (
        <Confirmer {...rattachement} suivre={suivre} />
      ) : (
        <Attente forme="fiche" />
      )}
    </Page>
  )
}

/** What another account of ProConnect may mend. */
const mauvaisCompte = (erreur: unknown): boolean =>
  erreur instanceof ApiRefusal && /^proconnect-(inconnu|autre-compte|niveau|adresse)$/.test(erreur.code)

/** ProConnect remembers who came: it would give the same account again. */
const AutreCompte = () => <ParProconnect redemander libelle="Prendre un autre compte ProConnect" />

function Confirmer({ courriel, facteur, suivre }: Rattachement & { suivre: (entree: Entree) => Promise<void> }) {
  const form = useFormulaire(Preuve, { preuve: '' })
  return (
    <Fiche titre="Est-ce bien votre compte&nbsp;?">
      <Formulaire
        form={form}
        bouton="Lier et se connecter"
        perte={null}
        envoyer={async saisie => {
          await suivre(await call<Cas<typeof rattacherProconnect>>('POST /connexion/proconnect/rattachement', saisie))
        }}
      >
        <Text component="p" m={0}>
          ProConnect donne l’adresse {courriel}, qui est celle d’un compte de Filrouge. Confirmez, cette fois seulement,
          qu’il est à vous.
        </Text>
        <PasswordInput
          {...form.texte(
            'preuve',
            facteur ? 'Code de votre application, ou code de secours' : 'Mot de passe de Filrouge',
          )}
          autoComplete={facteur ? 'one-time-code' : 'current-password'}
          visibilityToggleButtonProps={{ 'aria-label': 'Montrer ce que j’écris' }}
        />
      </Formulaire>
    </Fiche>
  )
}
