import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { coupable } from './dates.ts'
import { direErreur, dossierFerme, Reconnexion, sessionTerminee } from './Erreur.tsx'
import { DirePourquoi } from './Porte.tsx'

const DIX_SECONDES = 10_000
const commun = { closeButtonProps: { 'aria-label': 'Fermer ce message' }, withBorder: true }

/** Says what was done, a few seconds, read aloud by screen readers: « Rendez-vous enregistré ». */
export function notifier(message: string): void {
  notifications.show({ ...commun, color: 'green', message: coupable(message), autoClose: 6000, role: 'status' })
}

/** Says what was done and offers to undo it for ten seconds (the pointer over it stops the clock). */
export function notifierAvecAnnulation(message: string, annuler: () => unknown): void {
  const id = crypto.randomUUID()
  const revenir = async () => {
    notifications.hide(id)
    try {
      await annuler()
      notifier('C’est annulé : tout est comme avant.')
    } catch (erreur) {
      notifierErreur(erreur)
    }
  }
  notifications.show({
    ...commun,
    id,
    color: 'green',
    title: coupable(message),
    message: (
      <Button variant="default" mt="xs" onClick={revenir}>
        Annuler
      </Button>
    ),
    autoClose: DIX_SECONDES,
    withAutoCloseProgress: true,
    role: 'status',
  })
}

/** A refusal that has no place of its own on the page; stays until closed. */
export function notifierErreur(erreur: unknown): void {
  const { titre, quoi, suite, requete } = direErreur(erreur)
  const ferme = dossierFerme(erreur)
  const id = crypto.randomUUID()
  const numero = requete ? ` Numéro de la demande : ${requete}.` : ''
  const message = coupable(`${quoi} ${suite}${numero} `)
  notifications.show({
    ...commun,
    id,
    color: 'red',
    title: titre,
    message: (
      <>
        {message}
        {ferme && <DirePourquoi personneId={ferme} enFenetre dit={() => notifications.hide(id)} />}
        {sessionTerminee(erreur) && <Reconnexion />}
      </>
    ),
    autoClose: false,
    role: 'alert',
  })
}
