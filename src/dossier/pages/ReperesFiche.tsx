import { Anchor } from '@mantine/core'
import { DOMINANTES, type Dominante } from '../../offre/dominante.ts'
import { composition } from '../../personne/foyer.ts'
import { AvantDeJoindre } from '../../precaution/pages/ASavoir.tsx'
import { age, dateCourte, deMois, ecart, telephone } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

/** What one needs to know before speaking to the person, in a few lines. */
export function ReperesFiche({ dossier }: { dossier: Dossier }) {
  const { aujourdhui, identite, foyers, contact, droit, sanction, franceTravail, orientation, suivi } = dossier
  const foyer = foyers[0]
  const enfants = foyer?.autres.filter(m => m.role === 'ENF').map(m => age(m.dateNaissance, aujourdhui)) ?? []
  const duMoment: Repere[] = [
    {
      terme: 'Droit au RSA',
      valeur: droit && <Etat ton={droit.ton}>{droit.phrase}</Etat>,
      source: foyer && `demande ${deMois(foyer.dateDemande)}, ${ecart(foyer.dateDemande, aujourdhui)}`,
    },
    ...(sanction
      ? [
          {
            terme: 'Sanction',
            valeur: (
              <Etat ton={sanction.ton}>
                {sanction.phrase}, {sanction.quand}
              </Etat>
            ),
            source: `${sanction.source}, ${dateCourte(sanction.le, aujourdhui)}`,
          },
        ]
      : []),
    ...(franceTravail
      ? [
          {
            terme: 'France Travail',
            valeur: franceTravail.phrases.map(p => (
              <span key={p} className={classes.ligne}>
                {p}
              </span>
            )),
            source: franceTravail.le ? `fichier du ${dateCourte(franceTravail.le, aujourdhui)}` : undefined,
          },
        ]
      : []),
    { terme: 'Foyer', valeur: foyer && composition(identite.sexe, foyer.autres, enfants) },
    {
      terme: 'Téléphone',
      valeur: contact.telephone && <Anchor href={`tel:${contact.telephone}`}>{telephone(contact.telephone)}</Anchor>,
      suite: contact.telephone && (
        <AvantDeJoindre personneId={dossier.id} voie="telephone" valeurs={[contact.telephone]} />
      ),
    },
  ]
  const liste: Repere[] = [
    ...(dossier.lectureApres ? [] : duMoment),
    {
      terme: 'Orientation',
      valeur: orientation ? `${DOMINANTES[orientation.dominante as Dominante]}, ${orientation.structure}` : 'aucune',
      source: orientation ? `depuis le ${dateCourte(orientation.debut, aujourdhui)}` : undefined,
    },
    {
      terme: 'Référent',
      valeur: suivi ? (
        <>
          {suivi.referent}
          {suivi.coReferent && ` et ${suivi.coReferent}`}
          {suivi.telephone && (
            <>
              {' · '}
              <Anchor href={`tel:${suivi.telephone}`}>{telephone(suivi.telephone)}</Anchor>
            </>
          )}
        </>
      ) : (
        'aucun'
      ),
      source: suivi?.veilleDepuis ? `en veille depuis le ${dateCourte(suivi.veilleDepuis, aujourdhui)}` : undefined,
    },
  ]
  return (
    <Fiche titre="Repères">
      <Reperes liste={liste} />
    </Fiche>
  )
}
