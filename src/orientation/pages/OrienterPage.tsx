import { Alert, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { DOMINANTES } from '../../offre/dominante.ts'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { prenomLisible } from '../../personne/noms.ts'
import { CHERCHER } from '../../personne/pages/chercher.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateProche } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Colonnes, Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { propositionPour } from '../proposition.ts'
import { Decision } from './Decision.tsx'
import { Fait, type Fini } from './Fait.tsx'
import classes from './Orienter.module.css'
import { PropositionExpliquee } from './PropositionExpliquee.tsx'

type Donnees = Output<typeof propositionPour>

/** Left: what the rules propose and on what facts. Right: what the human decides, with its consequences (rule O3). */
export function OrienterPage() {
  const { personneId = '' } = useParams({ strict: false })
  const [fini, setFini] = useState<Fini | null>(null)
  const requete = useQuery({
    queryKey: ['proposition', personneId],
    queryFn: () => call<typeof propositionPour>('GET /personnes/:personneId/proposition', { personneId }),
    enabled: fini?.personneId !== personneId,
  })
  const donnees = requete.data
  const nom = donnees ? `${prenomLisible(donnees.personne.prenom)} ${donnees.personne.nom}` : ''
  const verbe = donnees?.enCours ? 'Réorienter' : 'Orienter'
  if (fini && fini.personneId === personneId) {
    return (
      <Page titre={`Orientation décidée pour ${nom}`} onglet="Orientation décidée" issue>
        <Fait fini={fini} />
      </Page>
    )
  }
  return (
    <Page
      titre={donnees ? `${verbe} ${nom}` : 'Orienter'}
      onglet="Orienter"
      ariane={[{ libelle: 'Dossier', vers: `/personnes/${personneId}` }]}
      phrase={donnees && <Delais donnees={donnees} />}
    >
      <Charge requete={requete} attente="page" ailleurs={CHERCHER}>
        {d => (
          <Colonnes>
            <div className={classes.colonne}>
              <Fiche
                titre="Proposition"
                actions={
                  <LienBouton variant="default" vers={`/personnes/${personneId}/diagnostic`}>
                    {d.diagnostic ? 'Mettre à jour le diagnostic' : 'Faire le diagnostic'}
                  </LienBouton>
                }
              >
                {d.proposition && d.diagnostic ? (
                  <>
                    <Text component="p" m={0} mb="md" c="dimmed" size="xs">
                      Diagnostic du {dateCourte(d.diagnostic.etabliLe, d.aujourdhui)}, version {d.diagnostic.version},
                      par {d.diagnostic.par}
                    </Text>
                    <PropositionExpliquee
                      proposition={{
                        ...d.proposition,
                        criteres: d.proposition.criteres.map(c => ({
                          ...c,
                          source: `diagnostic du ${dateCourte(d.diagnostic?.etabliLe ?? '', d.aujourdhui)}`,
                        })),
                      }}
                    />
                  </>
                ) : (
                  <Vide titre="Pas encore de diagnostic" icone={IconInfoCircle} niveau={3}>
                    Sans diagnostic, il n’y a pas de proposition. Vous pouvez orienter quand même, en disant pourquoi.
                  </Vide>
                )}
              </Fiche>
              <Fiche titre="Faits connus">
                <Reperes
                  liste={d.faits.map(f => ({
                    terme: f.libelle,
                    valeur: f.valeur,
                    source: f.valeur ? f.source : undefined,
                  }))}
                />
              </Fiche>
            </div>
            <div className={classes.colonne}>
              {d.enCours && <EnCours enCours={d.enCours} aujourdhui={d.aujourdhui} />}
              {d.nonAccompagnee ? (
                <Alert icon={<IconInfoCircle {...ICONE} />} title="Rien ne se décide">
                  {NON_ACCOMPAGNEE[d.nonAccompagnee]}
                </Alert>
              ) : (
                <Decision donnees={d} personneId={personneId} onFini={setFini} />
              )}
            </div>
          </Colonnes>
        )}
      </Charge>
    </Page>
  )
}

/** The two clocks, side by side (rules E3 and O6). */
function Delais({ donnees: { delai, aujourdhui } }: { donnees: Donnees }) {
  if (!delai) return 'Aucun délai d’orientation ne court pour cette personne.'
  if (delai.orienteLe)
    return `Le délai s’est arrêté le ${dateCourte(delai.orienteLe, aujourdhui)}, jour ${delai.jour} sur ${delai.sur}.`
  return (
    <>
      <Echeance quoi="à orienter" pour={delai.echeance} aujourdhui={aujourdhui} /> Jour {delai.jour} sur {delai.sur}.
      France Travail prend le relais le {dateProche(delai.relais)}.
    </>
  )
}

function EnCours({ enCours, aujourdhui }: { enCours: NonNullable<Donnees['enCours']>; aujourdhui: string }) {
  return (
    <Alert color="blue" icon={<IconInfoCircle {...ICONE} />} title="Une orientation est en cours">
      {DOMINANTES[enCours.dominante]}, {enCours.structure}
      {enCours.referent ? `, avec ${enCours.referent}` : ', sans référent'}, depuis le{' '}
      {dateCourte(enCours.debut, aujourdhui)}. Votre décision la clôt ; elle reste dans l’histoire du dossier.
    </Alert>
  )
}
