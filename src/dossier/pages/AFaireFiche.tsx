import { Anchor, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { prenomEtNom } from '../../personne/noms.ts'
import type { Objet } from '../../rendez-vous/rendez-vous.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { AFaire } from '../a-faire.ts'
import type { Dossier } from '../dossier.ts'
import { ActesEcheance, SortEcheance } from './ActesEcheance.tsx'
import classes from './Dossier.module.css'
import { RelaisALire } from './RelaisALire.tsx'
import { Rien } from './Rien.tsx'

/** What is only done for who may be accompanied, by the clock that asks for it. */
const A_ACCOMPAGNER = new Set<AFaire['quoi']>([
  'convocation',
  'reconvocation',
  'diagnostic',
  'orientation',
  'designation',
])

// Loaded when first opened.
const Designer = differe(() => import('../../accompagnement/pages/Designer.tsx'), 'Designer')

/** What asks an act now, most pressing first; each line leads to where it is done, for who may do it. */
export function AFaireFiche({ dossier, prendre }: { dossier: Dossier; prendre: (objet: Objet) => void }) {
  const { aFaire, relaisALire } = dossier
  const peut = usePeut()
  const double = dossier.doublonId !== null && peut('doublon.decider')
  if (aFaire.length + relaisALire.length === 0 && !double) return <Rien fait>Rien n’attend sur ce dossier.</Rien>
  return (
    <Fiche titre="À faire">
      <ul className={classes.aFaire}>
        {relaisALire.map(note => (
          <RelaisALire key={note.suiviId} note={note} dossier={dossier} />
        ))}
        {aFaire.map(chose => (
          <UneChose key={`${chose.quoi}${chose.objetId}`} chose={chose} dossier={dossier} prendre={prendre} />
        ))}
        {double && (
          <li>
            <Lien vers="/doublons">Décider si un autre dossier est le même</Lien>
            <Etat ton="info" icone={IconUsers}>
              dossier en double
            </Etat>
          </li>
        )}
      </ul>
    </Fiche>
  )
}

type PropsChose = { chose: AFaire; dossier: Dossier; prendre: (objet: Objet) => void }

function UneChose({ chose, dossier, prendre }: PropsChose) {
  const peut = usePeut()
  const possible = peut(chose.permission) && !(dossier.nonAccompagnee !== null && A_ACCOMPAGNER.has(chose.quoi))
  return (
    <li>
      <span>
        <Phrase chose={chose} dossier={dossier} possible={possible} prendre={prendre} />
        {chose.nouvelle && <span className={classes.nouvelle}>nouveau</span>}
      </span>
      <span className={classes.quand}>
        {chose.avant && <Echeance pour={chose.avant} aujourdhui={dossier.aujourdhui} />}
        <ActesEcheance chose={chose} dossier={dossier} possible={possible} />
      </span>
      {!possible && chose.attendue && (
        <Text component="p" m={0} c="dimmed" className={classes.sort}>
          {chose.attendue.de} en décide, depuis le {dateCourte(chose.attendue.depuis, dossier.aujourdhui)}
        </Text>
      )}
      <SortEcheance chose={chose} dossier={dossier} possible={possible} />
    </li>
  )
}

type PropsPhrase = { chose: AFaire; dossier: Dossier; possible: boolean; prendre: (objet: Objet) => void }

function Phrase({ chose, dossier, possible, prendre }: PropsPhrase) {
  const { id, attendus, maintenant } = dossier
  if (!possible) return <Text span>{chose.phrase}</Text>
  const { objet } = chose
  const pris = attendus.some(r => r.objet === objet && Date.parse(r.debut) > Date.parse(maintenant))
  if (objet && !pris) {
    return (
      <Anchor component="button" type="button" onClick={() => prendre(objet)} className={classes.agir}>
        {chose.phrase}
      </Anchor>
    )
  }
  if (chose.quoi === 'designation') return <Designation chose={chose} dossier={dossier} />
  if (chose.ou === 'orienter' || chose.ou === 'diagnostic') {
    return <Lien vers={`/personnes/${id}/${chose.ou}`}>{chose.phrase}</Lien>
  }
  return (
    <Lien vers={`/personnes/${id}`} recherche={{ onglet: chose.ou }}>
      {chose.phrase}
    </Lien>
  )
}

/** Done here: nothing of the file to be read first. */
function Designation({ chose, dossier }: Pick<PropsPhrase, 'chose' | 'dossier'>) {
  const [ouverte, setOuverte] = useState(false)
  const naviguer = useNavigate()
  return (
    <>
      <Anchor component="button" type="button" onClick={() => setOuverte(true)} className={classes.agir}>
        {chose.phrase}
      </Anchor>
      {ouverte && (
        <Designer
          personnes={[{ personneId: dossier.id, nom: prenomEtNom(dossier.identite) }]}
          fermer={(_, perdu) => {
            setOuverte(false)
            // Given outside the team, the file is closed to who gave it.
            if (perdu) void naviguer({ to: '/aujourdhui' })
          }}
        />
      )}
    </>
  )
}
