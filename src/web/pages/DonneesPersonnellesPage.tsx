import { Page } from '../../socle/ui/Page.tsx'
import { useEditeur } from '../editeur.ts'
import classes from './texte.module.css'

export function DonneesPersonnellesPage() {
  const editeur = useEditeur()
  return (
    <Page titre="Données personnelles" phrase="Ce que Filrouge garde, pourquoi, qui le lit, et les droits de chacun.">
      <div className={classes.texte}>
        <h2>Responsable du traitement</h2>
        <p>{editeur}. Son délégué à la protection des données répond aux questions et aux demandes.</p>
        <h2>Pourquoi, et sur quelle base</h2>
        <p>
          Pour orienter et accompagner les personnes dans leur parcours d’insertion et d’emploi, et mesurer si le
          service tient ses délais. C’est une mission d’intérêt public confiée par la loi : article L. 263-4-1 du code
          de l’action sociale et des familles, et décret n° 2023-188 du 17 mars 2023 pour les échanges de données entre
          les acteurs de l’insertion.
        </p>
        <h2>Ce qui est gardé</h2>
        <ul>
          <li>
            l’identité, les coordonnées et la situation de la personne et de son foyer, reçues de la CAF ou de la MSA ;
          </li>
          <li>ses droits au RSA, période par période ;</li>
          <li>ses rendez-vous, le diagnostic de sa situation, son orientation et son référent ;</li>
          <li>chaque étape de son parcours, avec sa date et son auteur ;</li>
          <li>
            pour les professionnels : nom, adresse électronique, rôle, structure, et les actes faits dans le logiciel.
          </li>
        </ul>
        <p>
          Chaque donnée garde sa source et sa date. Le numéro de sécurité sociale (NIR) est chiffré ; il sert à
          reconnaître une même personne d’un organisme à l’autre.
        </p>
        <h2>Qui les lit</h2>
        <ul>
          <li>
            les professionnels qui orientent, accompagnent ou encadrent, chacun pour les personnes de son périmètre ;
          </li>
          <li>
            à l’accueil, une carte : qui est la personne, comment la joindre, qui la suit, quand est son rendez-vous ;
          </li>
          <li>
            le professionnel appelé pour un seul domaine : qui est la personne, comment la joindre, et ce domaine ;
          </li>
          <li>
            en pilotage, des nombres ; les personnes comptées ne sont nommées qu’à ceux qui ouvrent déjà leurs
            dossiers ;
          </li>
          <li>personne d’un autre territoire : les données de chaque territoire sont séparées.</li>
        </ul>
        <p>
          <strong>Toute lecture d’un dossier est enregistrée</strong> : qui, quand, à quel titre. Le délégué à la
          protection des données les contrôle, et dit à une personne qui le demande qui a lu son dossier. Ouvrez un
          dossier parce que vous aidez la personne, et pour rien d’autre.
        </p>
        <h2>Combien de temps</h2>
        <p>
          Le décret prévoit deux ans après le dernier échange avec la personne, puis deux ans d’archives. Filrouge le
          fait de lui-même, selon les durées que le territoire a réglées : sans droit ni suivi en cours, un dossier
          passe aux archives, qu’aucune liste ne montre plus et qu’on n’ouvre qu’en écrivant pourquoi ; puis il est
          effacé, partout et pour toujours. Il n’en reste que des nombres, et la preuve de l’effacement, qui ne nomme
          personne.
        </p>
        <h2>Les droits des personnes</h2>
        <p>
          Chacun peut demander à voir ses données, à les faire corriger, à en limiter l’usage ou à s’y opposer pour des
          raisons tenant à sa situation. La demande se fait auprès du délégué à la protection des données du territoire.
          En cas de désaccord, une plainte peut être adressée à la CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris
          CEDEX 07.
        </p>
        <h2>Sécurité</h2>
        <p>
          Les mots de passe ne sont jamais gardés en clair. Les mots de passe faux sont comptés, sans garder votre
          adresse sur le réseau, et oubliés en un jour. Une session se ferme d’elle-même sans activité (une heure, sauf
          autre choix du territoire) et au bout de dix heures. Aucune donnée personnelle n’est écrite dans les journaux
          techniques ni dans les adresses des pages.
        </p>
      </div>
    </Page>
  )
}
