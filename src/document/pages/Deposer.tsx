import { Button, Group, Progress, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { direErreur } from '../../socle/ui/Erreur.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { useGarde } from '../../socle/ui/saisie/garde.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import { type Confidentialite, enMo, FICHIERS_MAX, TYPES, type TypeDocument, titreDuFichier } from '../document.ts'
import { ChampsDocument, QuiPeutOuvrir } from './ChampsDocument.tsx'
import classes from './Documents.module.css'
import { envoyer, refusAvantEnvoi } from './envoyer.ts'

/** A file chosen, or a photo just taken. */
export type Piece = {
  id: string
  fichier: File
  type: TypeDocument | ''
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
      ...{ id: uuidv7(), fichier, type: '' as const, part: null, arrivee: false },
      // What a phone calls its photos says nothing: they are called what they are.
      titre: photo ? '' : titreDuFichier(fichier.name),
      refus: await refusAvantEnvoi(fichier),
    })),
  )

/** Says what each file is and who may open it, then sends them. Those refused stay, with why. */
export function Deposer(props: { personneId: string; choisies: readonly Piece[]; onFermer: () => void }) {
  const { personneId, choisies, onFermer } = props
  const [pieces, setPieces] = useState(choisies.slice(0, FICHIERS_MAX))
  const [choisie, setChoisie] = useState<Confidentialite | null>(null)
  const [enCours, setEnCours] = useState(false)
  const [essaye, setEssaye] = useState(false)
  const cache = useQueryClient()
  const changer = (id: string, quoi: Partial<Piece>) =>
    setPieces(avant => avant.map(p => (p.id === id ? { ...p, ...quoi } : p)))
  const aEnvoyer = pieces.filter(p => !p.arrivee && p.refus === null)
  // Health, money, identity: nobody is let in by default.
  const sensible = aEnvoyer.some(p => p.type !== '' && TYPES[p.type].sensible)
  const confidentialite = choisie ?? (sensible ? null : 'partage')
  const deposer = async () => {
    setEssaye(true)
    const sansType = aEnvoyer.find(p => p.type === '')
    if (sansType) return document.getElementById(`type-${sansType.id}`)?.focus()
    if (confidentialite === null)
      return document.querySelector<HTMLInputElement>('#qui-peut-ouvrir input[type=radio]')?.focus()
    setEnCours(true)
    let [arrives, refuses] = [0, pieces.length - aEnvoyer.length]
    for (const { id, fichier, type, titre } of aEnvoyer) {
      if (type === '') continue
      const dit = { id, personneId, fichier, confidentialite, type }
      const nomme = { ...dit, titre: titre.trim() || TYPES[type].libelle }
      changer(id, { part: 0 })
      const refus = await envoyer(nomme, part => changer(id, { part })).then(
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
  return (
    <Fenetre opened onClose={onFermer} closeOnClickOutside={!enCours} title={titreDe(pieces)}>
      {trop > 0 && (
        <Text component="p" mt={0}>
          Les {FICHIERS_MAX} premiers fichiers sont pris. Déposez les {trop} autres ensuite.
        </Text>
      )}
      <ul className={classes.aDeposer}>
        {pieces.map(p => (
          <li key={p.id}>
            <UnePiece piece={p} enCours={enCours} essaye={essaye} changer={quoi => changer(p.id, quoi)} />
          </li>
        ))}
      </ul>
      {aEnvoyer.length > 0 && (
        <QuiPeutOuvrir valeur={confidentialite} enCours={enCours} manque={essaye} changer={setChoisie} />
      )}
      <Pied reste={aEnvoyer.length} enCours={enCours} deposer={deposer} fermer={onFermer} />
    </Fenetre>
  )
}

/** In the window, so that leaving it in any way asks about what didn't go yet. */
function Pied(props: { reste: number; enCours: boolean; deposer: () => void; fermer: () => void }) {
  const { reste, enCours, deposer, fermer } = props
  const { quitter, question } = useGarde(
    reste > 0,
    enCours
      ? 'L’envoi s’arrête\u00a0: ce qui n’est pas arrivé ne sera pas au dossier.'
      : 'Rien de ce que vous avez choisi ici n’est encore au dossier.',
  )
  return (
    <Group justify="flex-end" mt="lg" gap="sm">
      {question}
      <Button variant="default" onClick={() => quitter(fermer)} disabled={enCours}>
        {reste > 0 ? 'Annuler' : 'Fermer'}
      </Button>
      {reste > 0 && (
        <Button onClick={deposer} loading={enCours}>
          Déposer
        </Button>
      )}
    </Group>
  )
}

function UnePiece(props: { piece: Piece; enCours: boolean; essaye: boolean; changer: (quoi: Partial<Piece>) => void }) {
  const { piece, enCours, essaye, changer } = props
  const { id, fichier, type, titre, part, arrivee, refus } = piece
  const nom = `${fichier.name} (${enMo(fichier.size)})`
  if (arrivee)
    return (
      <>
        <Text component="p" m={0} className={classes.nom}>
          {nom}
        </Text>
        <Etat ton="done">Envoyé</Etat>
      </>
    )
  return (
    <>
      <Text component="p" m={0} c="dimmed" className={classes.nom}>
        {nom}
      </Text>
      {refus !== null ? (
        <p role="alert" className={classes.refus}>
          {refus}
        </p>
      ) : part !== null ? (
        <Progress value={part * 100} aria-label={`Envoi de ${fichier.name}`} />
      ) : (
        <ChampsDocument {...{ id, type, titre, enCours, changer }} manque={essaye && type === ''} />
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
