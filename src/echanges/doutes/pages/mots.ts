import { dateCourte, jourDe } from '../../../socle/ui/dates.ts'
import { NBSP } from '../../../socle/ui/phrases.ts'
import type { Output } from '../../../socle/use-case.ts'
import type { doutesImport } from '../doutes-import.ts'

type Bilan = Output<typeof doutesImport>

const accord = (n: number, un: string, des: string) => (n < 2 ? un : des)

/** Who decides the lines of an import that wait, as whoever reads it may: said of one line as of many. */
export function direQui(
  { attente, confiees, decidees, confieNom, confieLe, aMoi, personnes, confiable }: Bilan,
  lisNoms: boolean,
): string {
  if (!personnes)
    return accord(
      attente,
      'Cette structure ressemble à une autre : dites si c’est elle.',
      'Ces structures ressemblent à une autre : dites si c’est elle.',
    )
  const mot = accord(confiees, 'confiée', 'confiées')
  const faites = decidees > 0 ? ` ${decidees} déjà ${accord(decidees, 'décidée', 'décidées')}.` : ''
  const chez =
    confiees > 0 && confieLe
      ? `${confiees === attente ? mot.replace('c', 'C') : `${confiees} ${mot}`} aux chargés d’orientation le ${dateCourte(jourDe(confieLe))} par ${confieNom}.${faites}`
      : ''
  if (!lisNoms && confiable)
    return `${chez} ${accord(
      attente,
      'Décider de qui parle cette ligne demande de lire le nom des personnes : confiez-la à qui le peut.',
      'Décider de qui parlent ces lignes demande de lire le nom des personnes : confiez-les à qui le peut.',
    )}`.trim()
  if (lisNoms && aMoi < attente) {
    const autres = accord(attente - aMoi, 'l’autre ressemble', 'les autres ressemblent')
    const la = accord(attente - aMoi, 'la', 'les')
    if (aMoi === 0)
      return `${chez} ${accord(attente, 'Elle ressemble', 'Elles ressemblent')} à des dossiers hors de vos communes${confiable ? ` : confiez-${la}` : ''}.`.trim()
    return `${chez} Vous pouvez en décider ${aMoi}${NBSP}: ${autres} à des dossiers hors de vos communes${confiable ? `, confiez-${la}` : ''}.`.trim()
  }
  const dire = accord(
    attente,
    'Dites de qui parle cette ligne : elle est reprise aussitôt.',
    'Dites de qui parlent ces lignes : elles sont reprises aussitôt.',
  )
  return chez || dire
}

/** What becomes of the lines nobody decides. `jusquau`: the last day the file is kept. */
export const direEffacees = (attente: number, jusquau: string): string =>
  `Sans décision, ${accord(attente, 'elle est effacée', 'elles sont effacées')} avec le fichier après le ${dateCourte(jusquau)}.`
