import { Anchor, Text } from '@mantine/core'
import { IconCircleCheck, IconUsers } from '@tabler/icons-react'
import type { Objet } from '../../rendez-vous/rendez-vous.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { AFaire } from '../a-faire.ts'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

const DROIT: Record<AFaire['ou'], string> = {
  'rendez-vous': 'rendez-vous.gerer',
  diagnostic: 'diagnostic.etablir',
  orienter: 'orientation.decider',
  parcours: 'orientation.decider',
  situation: 'contact.corriger',
}

/** What is done by an appointment, and what for. */
const OBJETS: Partial<Record<AFaire['quoi'], Objet>> = {
  convoquer: 'diagnostic',
  'convoquer-de-nouveau': 'diagnostic',
  'premier-contact': 'suivi',
  'sans-contact': 'suivi',
  'bilan-depasse': 'bilan',
  'bilan-proche': 'bilan',
}

/** What is only done for who may be accompanied. */
const A_ACCOMPAGNER = new Set<AFaire['quoi']>(['convoquer', 'convoquer-de-nouveau', 'etablir-diagnostic', 'orienter'])

/** What is due, most pressing first; each line leads to where it is done, for who may do it. */
export function AFaireFiche({ dossier, prendre }: { dossier: Dossier; prendre: (objet: Objet) => void }) {
  const { aFaire, aujourdhui } = dossier
  const peut = usePeut()
  const empeche = dossier.nonAccompagnee !== null
  const double = dossier.doublonId !== null && peut('doublon.decider')
  return (
    <Fiche titre="À faire">
      {aFaire.length === 0 && !double && (
        <p className={classes.rien}>
          <IconCircleCheck size={20} stroke={1.5} aria-hidden /> Rien n’attend sur ce dossier.
        </p>
      )}
      <ul className={classes.aFaire}>
        {aFaire.map(chose => (
          <li key={`${chose.quoi}${chose.avant}`}>
            <span>
              <Phrase
                chose={chose}
                dossier={dossier}
                possible={peut(DROIT[chose.ou]) && !(empeche && A_ACCOMPAGNER.has(chose.quoi))}
                prendre={prendre}
              />
              {chose.quoi === 'recevoir' && <Prochain dossier={dossier} />}
            </span>
            {chose.avant && <Echeance pour={chose.avant} aujourdhui={aujourdhui} />}
          </li>
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

type PropsPhrase = { chose: AFaire; dossier: Dossier; possible: boolean; prendre: (objet: Objet) => void }

function Phrase({ chose, dossier: { id, rendezVous, maintenant }, possible, prendre }: PropsPhrase) {
  if (!possible) return <Text span>{chose.phrase}</Text>
  const objet = OBJETS[chose.quoi]
  const pris = rendezVous.some(
    r => r.objet === objet && r.issue === null && Date.parse(r.debut) > Date.parse(maintenant),
  )
  if (objet && !pris) {
    return (
      <Anchor component="button" type="button" onClick={() => prendre(objet)} className={classes.agir}>
        {chose.phrase}
      </Anchor>
    )
  }
  if (chose.ou === 'orienter' || chose.ou === 'diagnostic') {
    return <Lien vers={`/personnes/${id}/${chose.ou}`}>{chose.phrase}</Lien>
  }
  return (
    <Lien vers={`/personnes/${id}`} recherche={{ onglet: chose.ou }}>
      {chose.phrase}
    </Lien>
  )
}

function Prochain({ dossier }: { dossier: Dossier }) {
  const prochain = [...dossier.rendezVous]
    .reverse()
    .find(r => r.issue === null && r.debut.slice(0, 10) >= dossier.aujourdhui)
  return prochain ? <Text span>{` ${dateEtHeure(prochain.debut)}, avec ${prochain.agent}`}</Text> : null
}
