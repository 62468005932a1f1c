import { Button, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { CHAMPS } from '../../personne/donnees/donnee.ts'
import { activite, ROLES_FOYER, situationFamiliale } from '../../personne/foyer.ts'
import type { lireMatricules } from '../../personne/matricule/lire-matricules.ts'
import type { nirPersonne } from '../../personne/nir-personne.ts'
import { lieuLisible, nirLisible, nomComplet, prenomLisible } from '../../personne/noms.ts'
import { ContactFiche } from '../../personne/pages/ContactFiche.tsx'
import { Autres, DonneesFiche, donneesDe, sourceDe } from '../../personne/pages/DonneesFiche.tsx'
import { AdresseConfidentielle, Lignes } from '../../precaution/pages/AdresseConfidentielle.tsx'
import { AvantDeJoindre } from '../../precaution/pages/ASavoir.tsx'
import { FichePrecautions } from '../../precaution/pages/FichePrecautions.tsx'
import { call } from '../../socle/api.ts'
import { age, dateCourte, dateLongue } from '../../socle/ui/dates.ts'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import { Colonnes } from '../../socle/ui/Page.tsx'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'
import type { PropsOnglet } from './onglet.ts'

/** Who the person is, who they live with, how to reach them; each fact with its source (E6). */
export function OngletSituation({ dossier }: PropsOnglet) {
  if (dossier.lectureApres)
    return (
      <div className={classes.pile}>
        <Identite dossier={dossier} />
        <Fiche titre="Coordonnées, foyer">
          <Text>Ils ont pu changer depuis la fin de votre suivi : son référent les connaît.</Text>
        </Fiche>
      </div>
    )
  return (
    <div className={classes.pile}>
      <Colonnes>
        <div className={classes.pile}>
          <ContactFiche
            dossier={dossier}
            avant={(voie, valeurs) => <AvantDeJoindre personneId={dossier.id} voie={voie} valeurs={valeurs} />}
          />
          <FichePrecautions personneId={dossier.id} sansFoyer={dossier.foyers.length === 0} />
          <Identite dossier={dossier} />
          <DonneesFiche dossier={dossier} />
        </div>
        <div className={classes.pile}>
          {dossier.foyers.map(foyer => (
            <Foyer key={foyer.id} foyer={foyer} dossier={dossier} />
          ))}
          {dossier.foyers.length === 0 && (
            <Fiche titre="Foyer">
              <Text>Cette personne n’est dans aucun foyer connu de la CAF ou de la MSA.</Text>
            </Fiche>
          )}
        </div>
      </Colonnes>
    </div>
  )
}

/** Shown apart when another source spoke of them. */
const AUTRES_NOMS = ['nom-naissance', 'prenom'] as const

function Identite({ dossier }: { dossier: Dossier }) {
  const { identite: i, aujourdhui } = dossier
  const source = `${i.source}, ${dateCourte(i.le, aujourdhui)}`
  const autreNom = i.nomNaissance !== i.nom
  const liste: Repere[] = [
    {
      terme: 'Nom',
      valeur: nomComplet(i, dossier.aujourdhui),
      suite: <Autres dossier={dossier} champ="nom" />,
      source: [autreNom && `nom de naissance\u00a0: ${i.nomNaissance}`, sourceDe(dossier, 'nom', source)]
        .filter(Boolean)
        .join(' · '),
    },
    ...AUTRES_NOMS.filter(champ => donneesDe(dossier, champ)).map(champ => ({
      terme: CHAMPS[champ].libelle,
      valeur: champ === 'prenom' ? prenomLisible(i.prenom) : i.nomNaissance,
      suite: <Autres dossier={dossier} champ={champ} />,
      source: sourceDe(dossier, champ, source),
    })),
    {
      terme: 'Naissance',
      valeur: naissance(i, aujourdhui),
      suite: <Autres dossier={dossier} champ="date-naissance" />,
      source: sourceDe(dossier, 'date-naissance', source),
    },
    { terme: 'Numéro de sécurité sociale', valeur: <Nir dossier={dossier} /> },
    ...(dossier.lectureApres ? [] : [franceTravail(dossier, source)]),
  ]
  return (
    <Fiche titre="Identité">
      <Reperes liste={liste} />
    </Fiche>
  )
}

/** Said as it is today: not to who only reads what they left. */
function franceTravail(dossier: Dossier, source: string): Repere {
  const { identifiantFranceTravail: demandeur } = dossier.identite
  const unique = donneesDe(dossier, 'identifiant-unique-france-travail')?.dites.find(d => d.retenue)?.valeur
  const dits = [demandeur && `identifiant ${demandeur}`, unique && `identifiant unique ${unique}`].filter(Boolean)
  return {
    terme: 'France Travail',
    valeur: dits.join(', ') || 'pas d’inscription connue',
    suite: (
      <>
        <Autres dossier={dossier} champ="identifiant-france-travail" />
        <Autres dossier={dossier} champ="identifiant-unique-france-travail" />
      </>
    ),
    source: demandeur
      ? sourceDe(dossier, 'identifiant-france-travail', source)
      : sourceDe(dossier, 'identifiant-unique-france-travail', source),
  }
}

function naissance(i: Dossier['identite'], aujourdhui: string): string {
  const ne = i.sexe === '2' ? 'née' : 'né'
  const ou = i.communeNaissance ? ` à ${lieuLisible(i.communeNaissance)}` : ''
  const ans = `${age(i.dateNaissance, aujourdhui)} ans`
  // TYPEDTNAI: J, the day isn't known; O, neither day nor month.
  if (i.precisionNaissance === 'O') return `${ne} en ${i.dateNaissance.slice(0, 4)}${ou}, environ ${ans}`
  if (i.precisionNaissance === 'J')
    return `${ne} en ${dateLongue(i.dateNaissance).split('\u00a0').slice(2).join(' ')}${ou}, ${ans}`
  return `${ne} le ${dateLongue(i.dateNaissance).split('\u00a0').slice(1).join('\u00a0')}${ou}, ${ans}`
}

function Nir({ dossier }: { dossier: Dossier }) {
  if (!dossier.identite.nirConnu) return <span>inconnu</span>
  const connu = dossier.identite.nirCertifie ? 'connu et certifié' : 'connu, non certifié'
  const lire = async () =>
    (await call<typeof nirPersonne>('GET /personnes/:personneId/nir', { personneId: dossier.id })).nir
  return <NumeroCouvert quoi="numéro" couvert={connu} lire={lire} lectureApres={dossier.lectureApres} />
}

/** The MSA gives as a matricule, to some, their NIR: it is covered as one. */
function MatriculeNir({ foyer, dossier }: { foyer: LeFoyer; dossier: Dossier }) {
  const lire = async () => {
    const demande = { personneId: dossier.id }
    const { matricules } = await call<typeof lireMatricules>('GET /personnes/:personneId/matricules', demande)
    return matricules.find(m => m.foyerId === foyer.id)?.nir
  }
  return <NumeroCouvert quoi="matricule" couvert={foyer.matricule} lire={lire} lectureApres={dossier.lectureApres} />
}

type Couvert = {
  quoi: string
  couvert: string
  lire: () => Promise<string | undefined>
  lectureApres: Dossier['lectureApres']
}

/** The number is covered; asking for it is a reading of its own, and the screen says so. */
function NumeroCouvert({ quoi, couvert, lire, lectureApres }: Couvert) {
  const lecture = useMutation({ mutationFn: lire, onError: notifierErreur })
  // The server shows it to nobody who only reads what they left.
  if (lectureApres) return <span>{couvert}</span>
  if (lecture.data) return <span className={classes.chiffres}>{nirLisible(lecture.data)}</span>
  return (
    <span className={classes.nir}>
      <span>{couvert}</span>
      <Button
        size="compact-sm"
        variant="default"
        loading={lecture.isPending}
        leftSection={<IconEye {...PETITE_ICONE} />}
        onClick={() => lecture.mutate()}
      >
        Afficher le {quoi}
      </Button>
      <Text span size="xs" c="dimmed">
        Cette lecture sera enregistrée à votre nom.
      </Text>
    </span>
  )
}

type LeFoyer = Dossier['foyers'][number]

function Foyer({ foyer: f, dossier }: { foyer: LeFoyer; dossier: Dossier }) {
  const { aujourdhui, identite } = dossier
  const source = `${f.source}, ${dateCourte(f.le, aujourdhui)}`
  const depuis = (jour: string | null) => (jour ? `depuis le ${dateCourte(jour, aujourdhui)} · ${source}` : source)
  const liste: Repere[] = [
    {
      terme: 'Situation',
      valeur: situationFamiliale(f.situationFamiliale, identite.sexe),
      source: depuis(f.situationFamilialeDepuis),
    },
    { terme: 'Place dans le foyer', valeur: ROLES_FOYER[f.role] ?? 'autre', source },
    {
      terme: 'Activité déclarée',
      valeur: activite(f.activite),
      source: f.activite ? depuis(f.activiteDepuis) : undefined,
    },
    {
      terme: 'Adresse',
      valeur: (
        <>
          {f.sansDomicileFixe && <strong>Sans domicile fixe. </strong>}
          {f.adresseMasquee ? (
            <AdresseConfidentielle personneId={dossier.id} foyerId={f.id} montree={f.adresse} />
          ) : (
            <Lignes lignes={f.adresse} />
          )}
          {f.adresse.length === 0 && !f.sansDomicileFixe && 'non renseignée'}
        </>
      ),
      source: depuis(f.adresseDepuis),
    },
    {
      terme: 'Dossier',
      valeur: (
        <>
          {f.organisme} {f.numeroOrganisme}, matricule{' '}
          {f.matriculeNir ? <MatriculeNir foyer={f} dossier={dossier} /> : f.matricule}
        </>
      ),
      source: `demande de RSA n° ${f.numeroDemandeRsa} du ${dateCourte(f.dateDemande, aujourdhui)}`,
    },
  ]
  return (
    <Fiche titre="Foyer">
      <Reperes liste={liste} />
      {f.autres.length > 0 && (
        <>
          <h3 className={classes.sousTitre}>Avec</h3>
          <ul className={classes.membres}>
            {f.autres.map(m => (
              <li key={m.personneId}>
                <strong>
                  {prenomLisible(m.prenom)} {m.nom}
                </strong>
                , {age(m.dateNaissance, aujourdhui)} {age(m.dateNaissance, aujourdhui) > 1 ? 'ans' : 'an'}
                <Text span c="dimmed">
                  {' '}
                  · {ROLES_FOYER[m.role] ?? 'autre personne'}
                  {m.role !== 'ENF' && m.role !== 'AUT' ? '' : m.aCharge ? ', à charge' : ', non à charge'}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
      {!f.present && (
        <Text c="dimmed" mt="sm">
          Ce foyer n’est plus dans le dernier flux de la {f.organisme}.
        </Text>
      )}
    </Fiche>
  )
}
