import { Page } from '../../socle/ui/Page.tsx'
import { useEditeur } from '../editeur.ts'
import classes from './texte.module.css'

export function MentionsLegalesPage() {
  const editeur = useEditeur()
  return (
    <Page titre="Mentions légales">
      <div className={classes.texte}>
        <h2>Éditeur</h2>
        <p>Ce service est édité par {editeur}, responsable de son contenu et de son usage.</p>
        <h2>Hébergement</h2>
        <p>
          Filrouge est installé par le territoire, sur ses serveurs ou chez l’hébergeur qu’il a choisi. Son nom et son
          adresse vous sont donnés par l’administrateur de Filrouge dans votre territoire.
        </p>
        <h2>Logiciel</h2>
        <p>
          Filrouge est un logiciel libre, publié sous licence MIT : chacun peut le lire, l’utiliser, le modifier et le
          partager. Il est fourni sans garantie. Ce n’est pas un site de l’État.
        </p>
        <p>
          Il s’appuie sur d’autres logiciels libres et sur la police Atkinson Hyperlegible Next du Braille Institute
          (licence SIL Open Font 1.1).
        </p>
        <h2>Cookies</h2>
        <p>
          Deux cookies, indispensables. L’un garde votre session ouverte. L’autre, pendant six mois, reconnaît cet
          appareil quand vous vous y connectez de nouveau : les essais d’un inconnu sur votre compte ne vous font pas
          attendre. Votre navigateur retient aussi, sur cet ordinateur, les filtres que vous avez choisis et le réglage
          des raccourcis. Rien ne mesure votre activité, et rien n’est envoyé à un tiers.
        </p>
      </div>
    </Page>
  )
}
