import { Anchor, Button, Text } from '@mantine/core'
import { IconCamera, IconFileText, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import type { PropsOnglet } from '../../dossier/pages/onglet.ts'
import { DemanderAdresse } from '../../precaution/pages/DemanderAdresse.tsx'
import type { MotifAdresse } from '../../precaution/precaution.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, jourDe } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { ACCEPTES } from '../document.ts'
import type { documentsDe } from '../documents-de.ts'
import { Deposer, lesPieces, type Piece } from './Deposer.tsx'
import classes from './Documents.module.css'
import { LigneDocument, type UnDocument } from './LigneDocument.tsx'
import { VoirDocument, type Vu } from './VoirDocument.tsx'

/** Milliseconds between two looks, while a document is being looked into. */
const ATTENTE = 1500

type Lettre = Output<typeof documentsDe>['lettres'][number]

/** Documents of the person and letters as they left, in one list; and where more are brought. */
export function OngletDocuments({ dossier }: PropsOnglet) {
  const { id: personneId, aujourdhui } = dossier
  const requete = useQuery({
    queryKey: ['documents', personneId],
    queryFn: () => call<typeof documentsDe>('GET /personnes/:personneId/documents', { personneId }),
    refetchInterval: ({ state }) => (state.data?.documents.some(d => d.etat === 'examen') ? ATTENTE : false),
  })
  const depose = usePeut()('document.deposer')
  const [choisies, setChoisies] = useState<Piece[] | null>(null)
  const [vu, setVu] = useState<Vu | null>(null)
  /** What shows an address kept confidential, as it opens once a reason is said. */
  const [demande, setDemande] = useState<Vu | null>(null)
  const ouvrir = (quoi: Vu, aDemander: boolean) => (aDemander ? setDemande(quoi) : setVu(quoi))
  const prendre = (fichiers: FileList | null, photo = false) => {
    if (fichiers?.length) lesPieces([...fichiers], photo).then(setChoisies)
  }
  return (
    <Zone prendre={depose ? prendre : null}>
      <Fiche titre="Documents" actions={depose && <Boutons prendre={prendre} />}>
        <Charge requete={requete} attente="liste">
          {({ documents, lettres }) =>
            documents.length + lettres.length === 0 ? (
              <Vide titre="Aucun document" niveau={3} icone={IconFileText}>
                {depose
                  ? 'Déposez ici un PDF ou une photo : pièce d’identité, CV, contrat. Les lettres éditées s’y retrouvent aussi.'
                  : 'Les lettres éditées et les documents déposés se retrouvent ici.'}
              </Vide>
            ) : (
              <ul className={classes.liste}>
                {enUneListe(documents, lettres).map(ligne =>
                  'etat' in ligne ? (
                    <LigneDocument
                      key={ligne.id}
                      document={ligne}
                      aujourdhui={aujourdhui}
                      ouvrir={() => ouvrir(leDocument(ligne), ligne.adresseADemander)}
                    />
                  ) : (
                    <LigneLettre
                      key={ligne.id}
                      lettre={ligne}
                      aujourdhui={aujourdhui}
                      ouvrir={() => ouvrir(laLettre(ligne), ligne.adresseADemander)}
                    />
                  ),
                )}
              </ul>
            )
          }
        </Charge>
      </Fiche>
      {choisies && <Deposer personneId={personneId} choisies={choisies} onFermer={() => setChoisies(null)} />}
      {demande && (
        <DemanderAdresse
          titre="Ce document montre une adresse confidentielle"
          bouton="Ouvrir le document"
          fermer={() => setDemande(null)}
          envoyer={async motif => setVu(avecRaison(demande, motif))}
        />
      )}
      {vu && <VoirDocument {...vu} onFermer={() => setVu(null)} />}
    </Zone>
  )
}

const leDocument = ({ id, titre }: UnDocument): Vu => ({ titre, adresse: `/api/documents/${id}/contenu` })
const laLettre = ({ id, titre }: Lettre): Vu => ({ titre, adresse: `/api/courriers/${id}/pdf`, imprimer: true })
/** Printed once saved: in another tab, it would be read again. */
const avecRaison = ({ titre, adresse }: Vu, motif: MotifAdresse): Vu => ({
  titre,
  adresse: `${adresse}?motif=${motif}`,
})

/** The newest first. */
function enUneListe(documents: readonly UnDocument[], lettres: readonly Lettre[]): (UnDocument | Lettre)[] {
  const quand = (ligne: UnDocument | Lettre) => ('etat' in ligne ? ligne.recuLe : ligne.editeLe)
  return [...documents, ...lettres].sort((a, b) => Date.parse(quand(b)) - Date.parse(quand(a)))
}

function LigneLettre({ lettre, aujourdhui, ouvrir }: { lettre: Lettre; aujourdhui: string; ouvrir: () => void }) {
  return (
    <li>
      <div className={classes.dit}>
        <Anchor component="button" type="button" className={classes.titre} onClick={ouvrir}>
          {lettre.titre}
        </Anchor>
        <Text component="p" m={0} c="dimmed">
          Lettre du {dateCourte(jourDe(lettre.editeLe), aujourdhui)}, par {lettre.editePar ?? 'Filrouge'}
          {lettre.exemplaires > 1 && `, ${lettre.exemplaires} enveloppes : à la personne, et en copie à qui la protège`}
        </Text>
        {lettre.perimee && (
          <Etat ton="late">
            {lettre.perimee.reprise
              ? 'Ne la postez plus. Déjà partie\u00a0? Postez aussi la lettre d’annulation.'
              : 'Ne la postez plus'}
          </Etat>
        )}
      </div>
    </li>
  )
}

/** Files chosen, or on a phone a photo taken, in one gesture. */
function Boutons({ prendre }: { prendre: (fichiers: FileList | null, photo?: boolean) => void }) {
  const [champ, appareil] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)]
  return (
    <>
      <Button
        className={classes.photo}
        leftSection={<IconCamera {...ICONE} />}
        onClick={() => appareil.current?.click()}
      >
        Photographier
      </Button>
      <Button variant="default" leftSection={<IconUpload {...ICONE} />} onClick={() => champ.current?.click()}>
        Déposer
      </Button>
      <input
        ref={champ}
        type="file"
        multiple
        hidden
        accept={ACCEPTES}
        aria-label="Choisir des documents"
        onChange={e => {
          prendre(e.currentTarget.files)
          e.currentTarget.value = ''
        }}
      />
      <input
        ref={appareil}
        type="file"
        hidden
        accept="image/jpeg"
        capture="environment"
        aria-label="Prendre une photo"
        onChange={e => {
          prendre(e.currentTarget.files, true)
          e.currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Files dropped on the list; nothing where one may not bring any. */
function Zone({ prendre, children }: { prendre: ((fichiers: FileList) => void) | null; children: ReactNode }) {
  const [survol, setSurvol] = useState(false)
  const passer = (e: DragEvent) => {
    if (!prendre || !e.dataTransfer.types.includes('Files')) return
    e.preventDefault()
    setSurvol(true)
  }
  const lacher = (e: DragEvent) => {
    if (!prendre) return
    e.preventDefault()
    setSurvol(false)
    prendre(e.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way in, beside the button that the keyboard reaches
    <div
      className={classes.zone}
      data-survol={survol || undefined}
      onDragOver={passer}
      onDragLeave={() => setSurvol(false)}
      onDrop={lacher}
    >
      {children}
    </div>
  )
}
