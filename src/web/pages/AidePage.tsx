import { use } from 'react'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { SessionCourante } from '../../socle/ui/session.ts'
import { GUIDES } from '../guides.ts'
import { ENTREES, rail } from '../routes.tsx'
import { TableRaccourcis } from '../TableRaccourcis.tsx'
import classes from './texte.module.css'

/** What each screen is for, under its name in the rail. */
const ECRANS_DITS: Record<keyof typeof ENTREES, string> = {
  '/aujourdhui':
    'Ce que votre journée demande, du plus urgent au moins urgent, avec le geste à faire sur chaque ligne.',
  '/portefeuille': 'Les personnes accompagnées, celles qui attendent quelque chose d’abord.',
  '/accueil':
    'Reconnaître la personne qui se présente ou qui appelle, voir son prochain rendez-vous, le prendre ou le déplacer, corriger son téléphone.',
  '/mes-co-interventions':
    'Les personnes que vous aidez dans votre champ : qui joindre, vos rendez-vous, ce que le diagnostic en dit.',
  '/personnes':
    'Chercher une personne par son nom, sa date de naissance, son numéro de demande ou son NIR, et ouvrir son dossier.',
  '/rendez-vous': 'Les rendez-vous à venir, à fixer, et ceux dont il faut dire ce qu’ils ont donné.',
  '/pilotage': 'Les indicateurs du territoire : un chiffre, ce qu’il dit, comment il est calculé.',
  '/imports':
    'Les fichiers reçus de la CAF, de la MSA et de France Travail, et vos tableaux : les déposer, voir ce qu’ils changent, revenir en arrière.',
  '/parametres': 'Les agents, les structures et les règles du territoire, avec leur source et leur date d’effet.',
  '/audit':
    'Qui a lu quel dossier, quand et pourquoi ; ce qui sort de l’ordinaire, ce qui est sorti, et la réponse à une personne.',
}

export function AidePage() {
  const session = use(SessionCourante)
  const libelles = session ? rail(session.agent.role).map(e => e.libelle as string) : null
  const ecrans = Object.entries(ECRANS_DITS).filter(
    ([cle]) => !libelles || libelles.includes(ENTREES[cle as keyof typeof ENTREES].libelle),
  )
  return (
    <Page titre="Aide" phrase="À quoi sert chaque écran, et comment aller plus vite.">
      <div className={classes.texte}>
        <h2>Les écrans</h2>
        <dl>
          {ecrans.map(([cle, texte]) => (
            <div key={cle}>
              <dt>{ENTREES[cle as keyof typeof ENTREES].libelle}</dt>
              <dd>{texte}</dd>
            </div>
          ))}
        </dl>
        <h2>Les guides</h2>
        <ul>
          {Object.entries(GUIDES).map(([cle, { titre }]) => (
            <li key={cle}>
              <Lien vers={`/aide/${cle}`}>{titre}</Lien>
            </li>
          ))}
        </ul>
        <h2>Le fil rouge</h2>
        <p>
          Le trait rouge suit le parcours de la personne, de son entrée jusqu’à l’emploi. Il ne dit jamais qu’une chose
          va bien ou mal : un état se lit toujours à son mot et à son icône.
        </p>
        <h2>Les délais</h2>
        <p>
          Le délai de 15 jours part du jour où le département a reçu l’information de la CAF ou de la MSA, ce jour-là
          compris. Il s’arrête le jour où l’orientation est notifiée à la personne, ou le jour où un référent lui est
          désigné, au premier des deux.
        </p>
        <h2>Écrire une date</h2>
        <p>
          Écrivez-la comme elle vient : 3/3/25, 03032025, 3 mars, lundi, demain, dans 3 jours. Filrouge la redit en
          entier sous le champ : vérifiez qu’il a compris.
        </p>
        <h2>Les filtres et les adresses</h2>
        <p>
          Chaque écran a son adresse, filtres compris : copiez-la, gardez-la en favori, envoyez-la à un collègue. Il n’y
          verra que ce que son rôle lui permet de voir.
        </p>
        <h2>Les raccourcis du clavier</h2>
        <TableRaccourcis />
        <h2>Un problème ?</h2>
        <p>
          Adressez-vous à l’administrateur de Filrouge dans votre territoire. Si l’écran affiche un numéro de demande,
          donnez-le lui : il permet de retrouver ce qui s’est passé sans citer personne.
        </p>
        <p>
          Voir aussi <Lien vers="/donnees-personnelles">les données personnelles</Lien>.
        </p>
      </div>
    </Page>
  )
}
