import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { pluriel } from '../../../socle/ui/dates.ts'
import { ICONE } from '../../../socle/ui/icone.ts'
import classes from './Colonnes.module.css'
import type { Colonnes } from './ColonnesPage.tsx'

type Props = {
  /** What is required and that no column gives. */
  absents: readonly string[]
  colonnes: Colonnes['colonnes']
  /** Field of each column, as chosen now. */
  choix: Record<string, string>
  /** Columns answered already. */
  ecartees: ReadonlySet<string>
  seuil: number
  origine: Colonnes['origine']
}

const ORIGINES: Record<Colonnes['origine'], string> = {
  choix: 'Ce sont les colonnes que vous avez choisies.',
  memoire: 'Un fichier aux mêmes titres est déjà venu : ses choix sont repris.',
  proposition: 'Vérifiez les colonnes proposées.',
}
const SIMULATION = 'La simulation montre ce que ferait chaque ligne, sans rien écrire.'

/** What is missing first, then what is asked, then what is left out; green only when nothing of the file is left without a word. */
export function BilanColonnes({ absents, colonnes, choix, ecartees, seuil, origine }: Props) {
  const laissees = colonnes.filter(c => !choix[c.entete] && !c.nonRepris && !ecartees.has(c.entete))
  const demandees = laissees.filter(c => c.piste && c.piste.confiance < seuil)
  const noms = (liste: readonly { entete: string }[]) => liste.map(c => `« ${c.entete} »`).join(', ')
  const reprises = `${pluriel(Object.keys(choix).length, 'colonne reprise', 'colonnes reprises')} sur ${colonnes.length}`
  const dire = () => {
    if (absents.length > 0)
      return {
        color: 'yellow',
        icone: IconAlertTriangle,
        titre: `Il manque ${absents.join(', ')}`,
        texte: 'Choisissez pour chacun la colonne qui le donne, ou une valeur commune à toutes les lignes.',
      }
    if (demandees.length > 0)
      return {
        color: 'yellow',
        icone: IconAlertTriangle,
        titre: `${reprises}, ${pluriel(demandees.length, 'colonne à dire', 'colonnes à dire')}`,
        texte: `Filrouge n’est pas assez sûr de ce que contient ${noms(demandees)}\u00a0: sous ${seuil}\u00a0% de confiance, une colonne n’est pas reprise sans votre accord. ${SIMULATION}`,
      }
    if (laissees.length > 0)
      return {
        color: 'blue',
        icone: IconInfoCircle,
        titre: `Le nécessaire y est : ${reprises}`,
        texte: `Ne seront pas lues : ${noms(laissees)}. ${ORIGINES[origine]} ${SIMULATION}`,
      }
    return {
      color: 'green',
      icone: IconCircleCheck,
      titre: `Tout y est : ${reprises}`,
      texte: `${ORIGINES[origine]} ${SIMULATION}`,
    }
  }
  const { color, icone: Icone, titre, texte } = dire()
  return (
    <div aria-live="polite">
      <Alert color={color} icon={<Icone {...ICONE} />} title={titre} className={classes.bilan}>
        {texte}
      </Alert>
    </div>
  )
}
