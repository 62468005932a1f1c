import { Alert, PasswordInput } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { differe } from '../../socle/ui/differe.tsx'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useSession } from '../../socle/ui/session.ts'
import type { UseCase } from '../../socle/use-case.ts'
import type { changerMotDePasse } from '../session/changer-mot-de-passe.ts'
import { fautesMotDePasse, LONGUEUR_MIN, SaisieMotDePasse } from '../session/mot-de-passe.ts'

/** A public route is called like a use case: same declaration. */
type Declaree = (typeof changerMotDePasse)['declaration']
type ChangerMotDePasse = UseCase<Declaree['route'], Declaree['input'], Declaree['output']>
const VIDE = { ancien: '', nouveau: '', encore: '' }
const OEIL = { visibilityToggleButtonProps: { 'aria-label': 'Montrer le mot de passe' } }

const ConnexionForte = differe(() => import('../double-facteur/pages/ConnexionForte.tsx'), 'ConnexionForte')

/** Who is signed in, their password, and how else they sign in; that alone as long as their role requires it. */
export function MonComptePage() {
  const { agent, connexionForte } = useSession()
  const { apres } = useSearch({ strict: false }) as { apres?: string }
  // What was required when the page came stays told until one goes on.
  const [exigee] = useState(connexionForte === 'exigee')
  const forte = <ConnexionForte exigee={exigee} attente={<Attente forme="fiche" />} />
  if (exigee)
    return (
      <Page
        titre="Avant de commencer"
        phrase={`Votre territoire demande une connexion forte au rôle ${agent.roleLibelle.toLowerCase()}\u00a0: un code sur votre téléphone, en plus du mot de passe. Deux minutes suffisent.`}
      >
        {forte}
      </Page>
    )
  return (
    <Page titre="Mon compte">
      {apres === 'lien' && (
        <Alert color="yellow" role="status" title="Votre compte est rouvert">
          <p>
            Voici ce qui l’ouvre, en plus du mot de passe que vous venez de choisir. Retirez ce que vous ne reconnaissez
            pas : quelqu’un d’autre a pu l’ajouter.
          </p>
          <LienBouton vers="/" variant="default">
            Tout est à moi, continuer
          </LienBouton>
        </Alert>
      )}
      {apres !== 'lien' && <Identite />}
      {forte}
      <MotDePasse />
    </Page>
  )
}

function Identite() {
  const { agent, territoire } = useSession()
  return (
    <Fiche titre="Qui je suis">
      <Reperes
        liste={[
          { terme: 'Nom', valeur: agent.nom },
          { terme: 'Rôle', valeur: agent.roleLibelle },
          { terme: 'Structure', valeur: agent.structure },
          ...(agent.equipe ? [{ terme: 'Équipe', valeur: agent.equipe }] : []),
          { terme: 'Territoire', valeur: territoire.nom },
        ]}
      />
    </Fiche>
  )
}

function MotDePasse() {
  const form = useFormulaire(SaisieMotDePasse, VIDE, fautesMotDePasse)
  return (
    <Fiche titre="Changer mon mot de passe">
      <Formulaire
        form={form}
        bouton="Changer mon mot de passe"
        perte="Votre mot de passe n’est pas encore changé : l’actuel resterait le vôtre."
        envoyer={async ({ ancien, nouveau }) => {
          await call<ChangerMotDePasse>('POST /mot-de-passe', { ancien, nouveau })
          form.proposer(VIDE)
          notifier('Mot de passe changé. Vos autres sessions sont fermées.')
        }}
      >
        <PasswordInput {...form.texte('ancien', 'Mot de passe actuel')} autoComplete="current-password" {...OEIL} />
        <PasswordInput
          {...form.texte('nouveau', 'Nouveau mot de passe')}
          description={`Au moins ${LONGUEUR_MIN} caractères : quelques mots sans lien entre eux se retiennent bien.`}
          autoComplete="new-password"
          {...OEIL}
        />
        <PasswordInput {...form.texte('encore', 'Le même, encore une fois')} autoComplete="new-password" {...OEIL} />
      </Formulaire>
    </Fiche>
  )
}
