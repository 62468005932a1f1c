import { Button, Progress, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { direErreur } from '../../socle/ui/Erreur.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { enMo, FICHIERS_MAX, SaisieDepot, TYPES, TYPES_SENSIBLES, titreDuFichier } from '../document.ts'
import { ChampsDocument, QuiPeutOuvrir } from './ChampsDocument.tsx'
import classes from './Documents.module.css'
import { envoyer, refusAvantEnvoi } from './envoyer.ts'

/** A file chosen, or a photo just taken. */
export type Piece = {
  id: string
  fichier: File
  /** What it is called to begin with. */
  titre: string
  /** How much went, once it goes. */
  part: number | null
  arrivee: boolean
  refus: string | null
}

/** What was chosen, each with why it won't be taken when it is known at once. */
export const lesPieces = (fichiers: readonly File[], photo: boolean): Promise<Piece[]> =>
  Promise.all(
    fichiers.map(async fichier => ({
      ...{ id: uuidv7(), fichier, part: null, arrivee: false },
      // What a phone calls its photos says nothing: they are called what they are.
      titre: photo ? '' : titreDuFichier(fichier.name),
      refus: await refusAvantEnvoi(fichier),
    })),
  )

/** Says what each file is and who may open it, then sends them. Those refused stay, with why. */
export function Deposer(props: { personneId: string; choisies: readonly Piece[]; onFermer: () => void }) {
  const { personneId, choisies, onFermer } = props
  const [pieces, setPieces] = useState(choisies.slice(0, FICHIERS_MAX))
  const [enCours, setEnCours] = useState(false)
  const arret = useRef<AbortController | null>(null)
  useEffect(() => () => arret.current?.abort(), [])
  const cache = useQueryClient()
  const changer = (id: string, quoi: Partial<Piece>) =>
    setPieces(avant => avant.map(p => (p.id === id ? { ...p, ...quoi } : p)))
  const aEnvoyer = pieces.filter(p => !p.arrivee && p.refus === null)
  const form = useFormulaire(SaisieDepot, {
    pieces: Object.fromEntries(aEnvoyer.map(p => [p.id, { type: null, titre: p.titre }])),
    confidentialite: 'partage',
  })
  // Health, money, identity: nobody is let in by default.
  const [choisie, setChoisie] = useState(false)
  const ouvrirPour = (id: string, type: string) => {
    const types = { ...Object.fromEntries(aEnvoyer.map(p => [p.id, form.valeurs.pieces?.[p.id]?.type])), [id]: type }
    const sensible = TYPES_SENSIBLES.some(t => Object.values(types).includes(t))
    if (!choisie) form.poser({ confidentialite: sensible ? null : 'partage' })
  }
  const deposer = async ({ pieces: dites, confidentialite }: z.output<typeof SaisieDepot>) => {
    arret.current = new AbortController()
    const { signal } = arret.current
    setEnCours(true)
    let [arrives, refuses] = [0, pieces.length - aEnvoyer.length]
    for (const { id, fichier } of aEnvoyer) {
      const dite = dites[id]
      if (!dite || signal.aborted) continue
      changer(id, { part: 0 })
      const avancer = (part: number) => {
        // Left meanwhile: what hasn't gone stays here, as was said to who left.
        signal.throwIfAborted()
        changer(id, { part })
      }
      const nomme = { ...dite, titre: dite.titre || TYPES[dite.type].libelle }
      const refus = await envoyer({ ...nomme, id, personneId, fichier, confidentialite }, avancer).then(
        r => r?.message ?? null,
        e => direRefus(e),
      )
      changer(id, refus === null ? { arrivee: true, part: 1 } : { refus, part: null })
      if (refus === null) arrives++
      else refuses++
    }
    await cache.invalidateQueries()
    setEnCours(false)
    if (arrives) notifier(direArrivee(arrives))
    if (refuses === 0) onFermer()
  }
  const trop = choisies.length - FICHIERS_MAX
  const liste = (
    <ul className={classes.aDeposer}>
      {pieces.map(p => (
        <li key={p.id}>
          <UnePiece piece={p}>
            <ChampsDocument
              champs={form.dans(`pieces.${p.id}`)}
              enCours={enCours}
              surType={type => ouvrirPour(p.id, type)}
            />
          </UnePiece>
        </li>
      ))}
    </ul>
  )
  return (
    <Fenetre opened onClose={onFermer} closeOnClickOutside={!enCours} title={titreDe(pieces)}>
      {trop > 0 && (
        <Text component="p" mt={0}>
          Les {FICHIERS_MAX} premiers fichiers sont pris. Déposez les {trop} autres ensuite.
        </Text>
      )}
      {aEnvoyer.length > 0 ? (
        <Formulaire
          form={form}
          bouton="Déposer"
          perte={
            enCours
              ? 'L’envoi s’arrête\u00a0: ce qui n’est pas arrivé ne sera pas au dossier.'
              : 'Rien de ce que vous avez choisi ici n’est encore au dossier.'
          }
          aPerdre
          renoncer={onFermer}
          envoyer={deposer}
        >
          {liste}
          <QuiPeutOuvrir champs={form} enCours={enCours} surChoix={() => setChoisie(true)} />
        </Formulaire>
      ) : (
        <>
          {liste}
          <Button variant="default" onClick={onFermer}>
            Fermer
          </Button>
        </>
      )}
    </Fenetre>
  )
}

function UnePiece({ piece, children }: { piece: Piece; children: ReactNode }) {
  const { fichier, part, arrivee, refus } = piece
  return (
    <>
      <Text component="p" m={0} c={arrivee ? undefined : 'dimmed'} className={classes.nom}>
        {`${fichier.name} (${enMo(fichier.size)})`}
      </Text>
      {arrivee ? (
        <Etat ton="done">Envoyé</Etat>
      ) : refus !== null ? (
        <p role="alert" className={classes.refus}>
          {refus}
        </p>
      ) : part !== null ? (
        <Progress value={part * 100} aria-label={`Envoi de ${fichier.name}`} />
      ) : (
        children
      )}
    </>
  )
}

/** What goes, or went: those refused aren't counted. */
function titreDe(pieces: readonly Piece[]): string {
  const prises = pieces.filter(p => p.refus === null).length
  if (prises === 0) return 'Rien à déposer'
  return prises > 1 ? `Déposer ${prises} documents` : 'Déposer un document'
}

const direArrivee = (n: number) =>
  n > 1
    ? `${n} documents sont arrivés : ils s’ouvriront une fois vérifiés.`
    : 'Le document est arrivé : il s’ouvrira une fois vérifié.'

function direRefus(erreur: unknown): string {
  const { quoi, suite } = direErreur(erreur)
  return [quoi, suite].filter(Boolean).join(' ')
}
