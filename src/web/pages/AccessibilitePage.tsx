import { Page } from '../../socle/ui/Page.tsx'
import { useEditeur } from '../editeur.ts'
import classes from './texte.module.css'

export function AccessibilitePage() {
  const editeur = useEditeur()
  return (
    <Page
      titre="Déclaration d’accessibilité"
      phrase="Où en est l’accessibilité de Filrouge, et que faire si un écran vous bloque."
    >
      <div className={classes.texte}>
        <p>
          {editeur} s’engage à rendre ce service accessible, comme le demande l’article 47 de la loi n° 2005-102 du 11
          février 2005. Cette déclaration s’applique aux écrans des professionnels de Filrouge.
        </p>
        <h2>État de conformité</h2>
        <p>
          <strong>Non conforme.</strong> Aucun audit selon le référentiel général d’amélioration de l’accessibilité
          (RGAA 4.1) n’a encore été mené ; sans audit, la réglementation demande de déclarer le service non conforme.
        </p>
        <h2>Ce qui est vérifié</h2>
        <ul>
          <li>chaque écran par l’outil automatique axe, en 360 et en 1280 pixels de large, en clair et en sombre ;</li>
          <li>les parcours de chaque rôle au clavier seul ;</li>
          <li>les contrastes des couleurs, calculés à chaque version : au moins 4,5 pour 1 pour les textes ;</li>
          <li>aucune information donnée par la couleur seule : un état a toujours un mot et une icône.</li>
        </ul>
        <p>
          Ces vérifications ne remplacent ni un audit, ni l’essai par des personnes qui utilisent un lecteur d’écran.
        </p>
        <h2>Limites connues</h2>
        <ul>
          <li>les écrans n’ont pas été essayés avec les lecteurs d’écran NVDA, JAWS et VoiceOver ;</li>
          <li>les graphiques sont doublés d’un tableau, mais ne se parcourent pas au clavier ;</li>
          <li>un message qui propose « Annuler » disparaît après dix secondes, sauf si le pointeur est dessus.</li>
        </ul>
        <h2>Technologies</h2>
        <p>HTML, CSS, JavaScript, SVG, WAI-ARIA. JavaScript est nécessaire aux écrans des professionnels.</p>
        <h2>Établissement de cette déclaration</h2>
        <p>Elle est tenue à jour avec le logiciel et décrit la version que vous utilisez.</p>
        <h2>Signaler une difficulté</h2>
        <p>
          Si un écran vous empêche de travailler, dites-le à l’administrateur de Filrouge dans votre territoire. Il doit
          vous proposer une autre façon d’obtenir l’information ou de faire la démarche.
        </p>
        <h2>Voies de recours</h2>
        <p>
          Sans réponse satisfaisante, vous pouvez écrire au Défenseur des droits, par son formulaire en ligne, par son
          délégué dans votre département, ou par courrier gratuit sans timbre : Défenseur des droits, Libre réponse
          71120, 75342 Paris CEDEX 07.
        </p>
      </div>
    </Page>
  )
}
