import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiRefusal } from '../../api.ts'
import { Erreur } from '../Erreur.tsx'
import { ICONE } from '../icone.ts'
import classes from './Formulaire.module.css'
import { useGarde } from './garde.tsx'
import type { ErreurDeChamp, Formulaire as Form } from './saisie.ts'

type Props<V, D> = {
  form: Form<V, D>
  /** Sends what the schema made of what was typed; a refusal thrown is shown where it belongs, field by field when it names them. */
  envoyer: (donnees: D) => Promise<unknown>
  /** A verb: « Enregistrer »; null as long as there is nothing to send: a first question opens the others. */
  bouton: ReactNode | null
  icone?: ReactNode
  /** What leaving now would lose, in a sentence; null when it is nothing: a search, a sign-in. */
  perte: string | null
  /** There is as much to lose before anything is typed, and while it is sent: files. */
  aPerdre?: boolean
  /** Gives up: a button beside the main one, that asks too. */
  renoncer?: () => void
  /** The buttons stay in sight at the foot of a window. */
  pied?: boolean
  children: ReactNode
}

/**
 * A form: its errors summed up on top with links, the focus moved there, the button that shows it works; and who leaves with something
 * unsaved is asked.
 */
export function Formulaire<V, D>({ form, envoyer, perte, renoncer, children, ...props }: Props<V, D>) {
  const [essai, setEssai] = useState(0)
  const [refus, setRefus] = useState<unknown>(null)
  const [enCours, setEnCours] = useState(false)
  const recap = useRef<HTMLDivElement>(null)
  const garde = useGarde(perte !== null && (props.aPerdre ?? form.modifie), perte)

  useEffect(() => {
    if (essai > 0) recap.current?.focus()
  }, [essai])

  const soumettre = async () => {
    setRefus(null)
    const donnees = form.lire()
    if (!donnees) return setEssai(n => n + 1)
    setEnCours(true)
    // What is being saved is lost by nobody: the act itself may lead elsewhere.
    const reprendre = props.aPerdre ? null : garde.laisserPartir()
    try {
      await envoyer(donnees)
      form.garder()
    } catch (erreur) {
      if (erreur instanceof ApiRefusal && erreur.champs.length > 0) form.refuser(erreur.champs)
      else setRefus(erreur)
      setEssai(n => n + 1)
    } finally {
      reprendre?.()
      setEnCours(false)
    }
  }
  return (
    <form
      noValidate
      className={classes.formulaire}
      onSubmit={e => {
        e.preventDefault()
        // A window stands in the page of another form: its events go up to it.
        e.stopPropagation()
        if (!enCours && props.bouton !== null) void soumettre()
      }}
    >
      <div ref={recap} tabIndex={-1} className={classes.recap}>
        {refus !== null && <Erreur erreur={refus} saisie />}
        {refus === null && form.erreurs.length > 0 && <Recapitulatif erreurs={form.erreurs} />}
      </div>
      {children}
      <div className={classes.boutons} data-pied={props.pied || undefined}>
        {props.bouton !== null && (
          <Button
            type="submit"
            loading={enCours}
            leftSection={props.icone}
            classNames={{ root: classes.valider, label: classes.libelle }}
          >
            {props.bouton}
          </Button>
        )}
        {renoncer && (
          <Button variant="default" onClick={() => garde.quitter(renoncer)}>
            Ne rien changer
          </Button>
        )}
      </div>
      {garde.question}
    </form>
  )
}

function Recapitulatif({ erreurs }: { erreurs: readonly ErreurDeChamp[] }) {
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle {...ICONE} />}
      title={erreurs.length > 1 ? `${erreurs.length} réponses sont à revoir` : 'Une réponse est à revoir'}
    >
      <ul className={classes.erreurs}>
        {erreurs.map(({ champ, id, libelle, message }) => (
          <li key={champ}>
            {libelle === null ? (
              message
            ) : (
              <a href={`#${id}`} onClick={e => allerAuChamp(e, id)}>
                {/\?$/.test(libelle) ? libelle : `${libelle}\u00a0:`} {message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** To the field, or to what is answered in its group: the answer already chosen, else the first. */
function allerAuChamp(e: MouseEvent, id: string) {
  e.preventDefault()
  const champ = document.getElementById(id)
  const dedans = ['input:checked', 'input, button'].map(genre => champ?.querySelector<HTMLElement>(genre))
  const cible = champ?.matches('input, select, textarea, button') ? champ : (dedans.find(Boolean) ?? champ)
  // In the middle: neither under the head of the page nor under the foot of a window.
  cible?.scrollIntoView({ block: 'center' })
  cible?.focus({ preventScroll: true })
}
