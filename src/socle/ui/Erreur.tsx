import { Alert, Anchor, Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { ApiRefusal } from '../api.ts'
import { quitterLaPage } from './fenetre-gardee.ts'
import { ICONE } from './icone.ts'
import { LienBouton } from './Lien.tsx'
import { DirePourquoi } from './Porte.tsx'
import { brouillonIci } from './poste/brouillons.ts'
import { postePartage } from './poste/poste.ts'
import { passagere, useReprise } from './poste/reprise.ts'
import { interrompreIci } from './session.ts'

type Dit = { titre: string; quoi: string; suite: string; requete: string | null }

/** What the browser says of keys of access, by itself. */
const CLE = 'cle-acces-'

/** What happened, why, what next: in that order, for a refusal, a cut or a bug. */
export function direErreur(erreur: unknown): Dit {
  if (!(erreur instanceof ApiRefusal)) {
    return {
      titre: 'Cette partie de la page n’a pas pu s’afficher',
      quoi: 'Le logiciel a rencontré une panne. Rien de ce que vous avez enregistré n’est perdu.',
      suite: 'Rechargez la page. Si cela continue, prévenez votre administrateur.',
      requete: null,
    }
  }
  const { requete, message } = erreur
  if (erreur.code.startsWith(CLE) && erreur.status === 0)
    return { titre: 'La clé d’accès n’a pas servi', quoi: message, suite: '', requete: null }
  if (erreur.status === 0) {
    return {
      titre: 'Vous êtes hors ligne',
      quoi: message,
      suite: '',
      requete,
    }
  }
  if (erreur.code === 'raison-a-dire')
    return {
      titre: 'Dites d’abord pourquoi',
      quoi: message,
      suite: erreur.personneId ? 'Puis recommencez.' : '',
      requete: null,
    }
  if (sessionTerminee(erreur)) return { ...enDeux(message), suite: suiteDeLaSession(), requete: null }
  if (erreur.status === 403) {
    return {
      titre: 'Vous n’avez pas accès à cette page',
      quoi: message,
      suite: 'Si vous en avez besoin pour votre travail, demandez-le à votre administrateur.',
      requete,
    }
  }
  if (erreur.status === 404) {
    return {
      titre: 'Introuvable',
      quoi: message,
      suite: '',
      requete,
    }
  }
  return {
    ...enDeux(message),
    suite: '',
    requete: requete && (erreur.status === 409 || message.includes(requete)) ? null : requete,
  }
}

/** The session ended, by the hours or closed elsewhere: nothing of what is asked here can be done before signing in. */
export const sessionTerminee = (erreur: unknown): boolean =>
  erreur instanceof ApiRefusal && ['non-connecte', 'session-finie'].includes(erreur.code)

function suiteDeLaSession(): string {
  if (postePartage()) return 'Cet ordinateur est partagé : ce qui n’est pas enregistré sera perdu.'
  return brouillonIci() ? 'Votre brouillon vous attend : vous le retrouverez sur cette page.' : ''
}

/** To sign in, then back to this page. Its address is taken once: a message stays while pages change. */
export function Reconnexion() {
  const [vers] = useState(() => `/connexion?${new URLSearchParams({ retour: interrompreIci() })}`)
  return (
    <Anchor
      href={vers}
      onClick={e => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        // The whole page is read again: nothing of who was here stays.
        quitterLaPage(() => window.location.assign(vers))
      }}
    >
      Se connecter
    </Anchor>
  )
}

/** A refusal says what happened, then why and what to do: its first sentence stands on top. */
function enDeux(message: string): { titre: string; quoi: string } {
  const [, titre = message, quoi = ''] = /^(.+?[.!?])\s+(?=[\p{Lu}«])([\s\S]+)$/u.exec(message) ?? []
  return { titre: titre.replace(/\.$/, ''), quoi }
}

/** Where to look for what isn't at an address. */
export type Ailleurs = { vers: string; libelle: string }
const ACCUEIL: Ailleurs = { vers: '/', libelle: 'Revenir à l’accueil' }

type Props = {
  erreur: unknown
  reessayer?: () => void
  /** Offered instead of trying again when nothing is there. */
  ailleurs?: Ailleurs
  /** It was sent from a form, whose fields stay. */
  saisie?: boolean
}

/** Whose file asks first why it is opened, when that is what this error says. */
export const dossierFerme = (erreur: unknown): string | null =>
  erreur instanceof ApiRefusal && erreur.code === 'raison-a-dire' ? erreur.personneId : null

/** An error where the content should have been; where a file asks first why it is opened, that question. */
export function Erreur({ erreur, reessayer, ailleurs = ACCUEIL, saisie }: Props) {
  const dit = direErreur(erreur)
  const reprend = useReprise(erreur, reessayer)
  const introuvable = erreur instanceof ApiRefusal && erreur.status === 404
  const alerte = useRef<HTMLDivElement>(null)
  // In a window, a refusal would push the button that was pressed out of sight, or come there itself: both are shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each refusal
  useEffect(() => {
    if (!alerte.current?.closest('[role="dialog"]')) return
    alerte.current.nextElementSibling?.scrollIntoView({ block: 'nearest' })
    alerte.current.scrollIntoView({ block: 'nearest' })
  }, [erreur])
  const ferme = dossierFerme(erreur)
  if (ferme && reessayer) return <DirePourquoi personneId={ferme} dit={reessayer} />
  return (
    <Alert
      ref={alerte}
      color="red"
      title={dit.titre}
      icon={<IconAlertTriangle {...ICONE} />}
      role="alert"
      // The title of a window stays over what scrolls.
      style={{ scrollMarginTop: '6rem' }}
    >
      {(dit.quoi || dit.suite || reprend || saisie) && (
        <Text component="p" m={0}>
          {dit.quoi} {dit.suite}
          {reprend && ' Cette page redemande d’elle-même, jusqu’à la réponse.'}
          {saisie && passagere(erreur) && ' Ce que vous avez saisi est resté ici.'}
        </Text>
      )}
      {ferme && <DirePourquoi personneId={ferme} enFenetre />}
      {sessionTerminee(erreur) && <Reconnexion />}
      {dit.requete && (
        <Text component="p" m={0} mt="sm" size="xs">
          Numéro de la demande : <strong>{dit.requete}</strong>
        </Text>
      )}
      {reessayer && introuvable && (
        <LienBouton vers={ailleurs.vers} mt="md" variant="default">
          {ailleurs.libelle}
        </LienBouton>
      )}
      {reessayer && !introuvable && (
        <Button mt="md" variant="default" leftSection={<IconRefresh {...ICONE} />} onClick={reessayer}>
          {reprend ? 'Réessayer maintenant' : 'Réessayer'}
        </Button>
      )}
    </Alert>
  )
}
