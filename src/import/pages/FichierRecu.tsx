import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { estListe, GENRES } from '../genres.ts'
import type { Detail } from './lectures.ts'
import { direDuree, direTaille, direVoie } from './mots.ts'
import { direMoment } from './quoi.ts'
import classes from './Rapport.module.css'
import { TelechargerFichier } from './TelechargerFichier.tsx'

/** A whole date that may break, in a narrow column. */
const jour = (le: string) => dateLongue(le).replaceAll('\u00a0', ' ')

/** What is known of the file itself. */
export function FichierRecu({ detail }: { detail: Detail }) {
  const { id, fichier, genre, version, creeLe, recuLe, deposeLe, taille, recu, sha256, debutLe, finLe, confirme } =
    detail
  const telechargeable = detail.tenu && recu === taille && detail.contenuEffaceLe === null
  const liste: (Repere | null)[] = [
    { terme: 'Nom', valeur: fichier },
    { terme: 'Contenu', valeur: genre && [GENRES[genre], estListe(genre) ? null : version].filter(Boolean).join(', ') },
    creeLe ? { terme: 'Fait le', valeur: jour(creeLe.slice(0, 10)) } : null,
    { terme: 'Reçu le', valeur: jour(recuLe) },
    { terme: 'Déposé le', valeur: direMoment(deposeLe), source: `par ${direVoie(detail)}` },
    confirme
      ? {
          terme: 'Confirmé le',
          valeur: direMoment(confirme.le),
          source: [`par ${confirme.par}`, confirme.pourquoi].filter(Boolean).join('. '),
        }
      : null,
    debutLe && finLe
      ? { terme: 'Traitement', valeur: direDuree(debutLe, finLe), source: `fini le ${direMoment(finLe)}` }
      : null,
    { terme: 'Taille', valeur: direTaille(taille) },
    sha256 ? { terme: 'Empreinte SHA-256', valeur: <Empreinte sha256={sha256} /> } : null,
    detail.contenuEffaceLe
      ? {
          terme: 'Contenu effacé',
          valeur: `le ${jour(detail.contenuEffaceLe)}`,
          source: 'sa durée de conservation est passée',
        }
      : null,
  ]
  return (
    <Fiche titre="Le fichier">
      <div className={classes.fiche}>
        <Reperes liste={liste.filter(r => r !== null)} />
        {telechargeable && (
          <div>
            <TelechargerFichier importId={id} />
          </div>
        )}
      </div>
    </Fiche>
  )
}

function Empreinte({ sha256 }: { sha256: string }) {
  const { copy, copied } = useClipboard({ timeout: 3000 })
  return (
    <span className={classes.sha}>
      <code title={sha256}>{sha256.slice(0, 12)}…</code>
      <Button size="compact-sm" variant="default" onClick={() => copy(sha256)} aria-label="Copier l’empreinte">
        {copied ? 'Copiée' : 'Copier'}
      </Button>
    </span>
  )
}
