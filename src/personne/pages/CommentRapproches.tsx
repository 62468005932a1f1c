import { enListe } from '../../socle/ui/phrases.ts'
import { POIDS } from '../doublons/ressemblance.ts'
import classes from './Comparaison.module.css'

const signe = (points: number) => (points > 0 ? `+\u202f${points}` : `−\u202f${-points}`)

/** How two files come to be one, or to be shown here: the decision of rule E5, in words, with what each evidence weighs. */
export function CommentRapproches() {
  return (
    <details className={classes.comment}>
      <summary>Comment sont-ils rapprochés ?</summary>
      <ul>
        <li>
          Sont une même personne sans qu’un agent le décide : le même numéro de sécurité sociale, avec la même naissance
          ou les mêmes nom et prénom ; ou les mêmes nom, prénom et date de naissance, si un seul dossier les porte et
          qu’aucun numéro ne dit le contraire.
        </li>
        <li>
          Est toujours montré ici : un même numéro de sécurité sociale sur deux identités (conjoint, jumeau, numéro mal
          recopié). Le numéro reste au dossier qui l’avait. Un prénom voisin (Karim, Karima) est celui d’un jumeau, sauf
          au même foyer ; une faute de frappe dans le prénom n’en fait pas un autre.
        </li>
        <li>
          Les autres sont montrés à partir d’un nombre de points sur 100, que l’administrateur règle. Sans numéro ni
          date de naissance, jamais assez pour décider seul.
        </li>
      </ul>
      <dl>
        {POIDS.map(({ quoi, dits }) => [
          <dt key={quoi}>{quoi}</dt>,
          <dd key={`${quoi} dits`}>{enListe(dits.map(([points, raison]) => `${raison} (${signe(points)})`))}</dd>,
        ])}
      </dl>
    </details>
  )
}
