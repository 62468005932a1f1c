import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { AnnulerReferent } from '../../accompagnement/pages/AnnulerReferent.tsx'
import { FranceTravail } from '../../accompagnement/pages/FranceTravail.tsx'
import classes from '../../dossier/pages/Dossier.module.css'
import type { PropsOnglet } from '../../dossier/pages/onglet.ts'
import { MOTIFS_ENTREE, type MotifEntree } from '../../droit/entree.ts'
import { GroupeDeSuivi } from '../../groupe-suivi/pages/GroupeDeSuivi.tsx'
import { DOMINANTES, type Dominante } from '../../offre/dominante.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateLongue, telephone } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Colonnes } from '../../socle/ui/Page.tsx'
import { minuscule } from '../../socle/ui/phrases.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import type { parcoursDe } from '../parcours-de.ts'
import { LIBELLES_REORIENTATION } from '../reorientation/reorientation.ts'
import { AnnulerOrientation } from './AnnulerOrientation.tsx'
import { DecisionsAnnulees } from './DecisionsAnnulees.tsx'
import { NotifierOrientation } from './NotifierOrientation.tsx'
import { RemettreCalcul } from './RemettreCalcul.tsx'

type Parcours = Output<typeof parcoursDe>
type Props = { parcours: Parcours; personneId: string; aujourdhui: string }

const NOTIFIEE: Record<string, string> = {
  courrier: 'par courrier',
  courriel: 'par courriel',
  'remise-en-main-propre': 'en main propre',
}

/** The delay, the diagnoses, the orientations and the référents, running ones first, nothing erased (A1, D2). */
export function OngletParcours({ dossier }: PropsOnglet) {
  const { id: personneId, aujourdhui } = dossier
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'parcours'],
    queryFn: () => call<typeof parcoursDe>('GET /personnes/:personneId/parcours', { personneId }),
  })
  return (
    <Charge requete={requete} attente="fiche">
      {parcours => (
        <Colonnes>
          <div className={classes.pile}>
            <Orientations parcours={parcours} personneId={personneId} aujourdhui={aujourdhui} />
            <Referents parcours={parcours} personneId={personneId} aujourdhui={aujourdhui} />
            <GroupeDeSuivi personneId={personneId} ferme={dossier.nonAccompagnee !== null} />
          </div>
          <div className={classes.pile}>
            {parcours.entree && <Delai entree={parcours.entree} aujourdhui={aujourdhui} />}
            <Diagnostics parcours={parcours} personneId={personneId} aujourdhui={aujourdhui} />
            <FranceTravail personneId={personneId} aujourdhui={aujourdhui} />
          </div>
        </Colonnes>
      )}
    </Charge>
  )
}

function Delai({ entree, aujourdhui }: { entree: NonNullable<Parcours['entree']>; aujourdhui: string }) {
  const echeance = (pour: string) => (
    <Echeance pour={pour} aujourdhui={aujourdhui} fait={entree.orienteLe} faitMot="arrêté" />
  )
  const clos = entree.closeLe ? `clos le ${dateCourte(entree.closeLe, aujourdhui)}, sans orientation` : null
  const parReception = entree.departConvocation === 'reception'
  return (
    <Fiche titre="Délais d’entrée">
      <Reperes
        liste={[
          {
            terme: 'Entrée',
            valeur: MOTIFS_ENTREE[entree.motif as MotifEntree] ?? 'motif inconnu',
            source: `notification reçue le ${dateLongue(entree.recuLe)}`,
          },
          {
            terme: 'Premier rendez-vous',
            valeur: `le ${dateLongue(parReception ? entree.convocationReception : entree.convocationOuverture)} au plus tard`,
            source: parReception
              ? `compté de la réception ; le ${dateLongue(entree.convocationOuverture)} depuis l’ouverture du droit`
              : `compté de l’ouverture du droit, le ${dateLongue(entree.ouvertLe)} ; le ${dateLongue(entree.convocationReception)} depuis la réception`,
          },
          {
            terme: 'Délai en jours',
            valeur: clos ?? echeance(entree.echeanceJours),
            source: `jusqu’au ${dateLongue(entree.echeanceJours)} compris`,
          },
          {
            terme: 'Délai en mois',
            valeur: clos ?? echeance(entree.echeanceMois),
            source: `jusqu’au ${dateLongue(entree.echeanceMois)} compris`,
          },
          ...(entree.orienteLe || clos
            ? []
            : [
                {
                  terme: 'Relais de France Travail',
                  valeur: `le ${dateLongue(entree.relaisFranceTravail)}`,
                  source: 'France Travail oriente ce jour-là si le département ne l’a pas fait (CASF, D262-65-2)',
                },
              ]),
        ]}
      />
    </Fiche>
  )
}

function Diagnostics({ parcours, personneId, aujourdhui }: Props) {
  const peut = usePeut()
  const [dernier, ...anciens] = parcours.diagnostics
  return (
    <Fiche
      titre="Diagnostics"
      actions={
        peut('diagnostic.etablir') &&
        dernier && <Lien vers={`/personnes/${personneId}/diagnostic`}>Ouvrir le diagnostic</Lien>
      }
    >
      {!dernier && <Text>Aucun diagnostic n’est établi.</Text>}
      {dernier && (
        <>
          <Text component="p" m={0} fw={600}>
            {dateLongue(dernier.etabliLe)}, par {dernier.etabliPar}
            {dernier.conjoint && ', avec France Travail'}
          </Text>
          <Text component="p" m={0} className={classes.texte}>
            {dernier.synthese ?? 'Sans synthèse écrite.'}
          </Text>
        </>
      )}
      {anciens.length > 0 && (
        <ul className={classes.periodes}>
          {anciens.map(d => (
            <li key={d.id}>
              Version {d.version}, {dateCourte(d.etabliLe, aujourdhui)}, par {d.etabliPar}
            </li>
          ))}
        </ul>
      )}
    </Fiche>
  )
}

function Orientations({ parcours: { orientations }, personneId, aujourdhui }: Props) {
  const peut = usePeut()
  return (
    <Fiche titre="Orientations">
      {orientations.length === 0 && <Text>Aucune orientation n’est décidée.</Text>}
      <ol className={classes.periodes}>
        {orientations.map(o => (
          <li key={o.id}>
            <Text component="p" m={0} fw={600}>
              {DOMINANTES[o.dominante as Dominante]} · {o.structure}
              {o.accompagnementGlobal && ' · accompagnement global'}
            </Text>
            <Text component="p" m={0} c="dimmed">
              {periode(o, aujourdhui)}
              {o.decideePar
                ? `, décidée par ${o.decideePar}`
                : o.origine === 'reprise-de-suivi'
                  ? ', déjà en cours ailleurs'
                  : ''}
            </Text>
            {o.reorientation && (
              <Text component="p" m={0} className={classes.texte}>
                Raison du changement{'\u00a0'}: {minuscule(LIBELLES_REORIENTATION[o.reorientation])}
                {o.reorientationPrecision && ` · ${o.reorientationPrecision}`}
              </Text>
            )}
            {o.motif && (
              <Text component="p" m={0} className={classes.texte}>
                Motif{'\u00a0'}: {o.motif}
              </Text>
            )}
            {o.notifieeLe ? (
              <Etat ton="done">
                notifiée le {dateCourte(o.notifieeLe, aujourdhui)} {NOTIFIEE[o.notification ?? ''] ?? ''}
              </Etat>
            ) : (
              o.fin === null &&
              o.origine === 'decision' && (
                <span className={classes.suite}>
                  <Etat ton="soon">pas encore notifiée</Etat>
                  {peut('orientation.decider') && (
                    <NotifierOrientation orientationId={o.id} personneId={personneId} aujourdhui={aujourdhui} />
                  )}
                </span>
              )
            )}
            {o.calcul && peut('dossier.porter') && <RemettreCalcul personneId={personneId} orientationId={o.id} />}
            {o.fin === null && o.origine === 'decision' && (
              <AnnulerOrientation personneId={personneId} orientationId={o.id} />
            )}
          </li>
        ))}
      </ol>
      <DecisionsAnnulees personneId={personneId} aujourdhui={aujourdhui} quoi="orientations" />
    </Fiche>
  )
}

function Referents({ parcours: { accompagnements }, personneId, aujourdhui }: Props) {
  return (
    <Fiche titre="Qui l’accompagne">
      {accompagnements.length === 0 && <Text>Aucun référent n’est désigné.</Text>}
      <ol className={classes.periodes}>
        {accompagnements.map(a => (
          <li key={a.id}>
            <Text component="p" m={0} fw={600}>
              {a.referent}
              {a.coReferent && ` et ${a.coReferent}`} · {a.structure}
            </Text>
            <Text component="p" m={0} c="dimmed">
              {periode(a, aujourdhui)}
            </Text>
            {a.relais && (
              <Text component="p" m={0}>
                Note de relais : {a.relais}
              </Text>
            )}
            {a.veilleDepuis && a.fin === null && (
              <Etat ton="waiting">en veille depuis le {dateCourte(a.veilleDepuis, aujourdhui)}</Etat>
            )}
            {a.fin === null && (
              <span className={classes.suite}>
                {a.telephone && <Anchor href={`tel:${a.telephone}`}>{telephone(a.telephone)}</Anchor>}
                <Anchor href={`mailto:${a.courriel}`}>{a.courriel}</Anchor>
              </span>
            )}
            {a.fin === null && !a.repris && <AnnulerReferent personneId={personneId} accompagnementId={a.id} />}
          </li>
        ))}
      </ol>
      <DecisionsAnnulees personneId={personneId} aujourdhui={aujourdhui} quoi="suivis" />
    </Fiche>
  )
}

function periode({ debut, fin }: { debut: string; fin: string | null }, aujourdhui: string): string {
  const du = dateCourte(debut, aujourdhui)
  return fin === null ? `depuis le ${du}` : `du ${du} au ${dateCourte(fin, aujourdhui)}`
}
