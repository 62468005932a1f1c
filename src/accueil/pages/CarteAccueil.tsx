import { Anchor, Button } from '@mantine/core'
import { IconCalendarDue, IconCalendarPlus, IconPencil, IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { MotifNonAccompagnee } from '../../personne/foyer.ts'
import { communeLisible, nomComplet, prenomEtNom } from '../../personne/noms.ts'
import { ASavoir, AvantDeJoindre } from '../../precaution/pages/ASavoir.tsx'
import { NoterPrecautions } from '../../precaution/pages/NoterPrecautions.tsx'
import { MODALITES, type Modalite, OBJETS } from '../../rendez-vous/rendez-vous.ts'
import { age, dateChiffres, dateEtHeure, telephone } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import type { Carte } from '../accueil.ts'
import classes from './Accueil.module.css'

// Loaded when first opened.
const SaisieContact = differe(() => import('../../personne/pages/SaisieContact.tsx'), 'SaisieContact')
const PrendreRendezVous = differe(() => import('../../rendez-vous/pages/PrendreRendezVous.tsx'), 'PrendreRendezVous')

type RendezVous = Carte['rendezVous'][number]

/** One person, as the desk needs it: what is next, who follows them, how to reach them; book, move, correct, print. */
export function CarteAccueil(props: { carte: Carte; fermer: () => void; ouvrir: (personneId: string) => void }) {
  const { carte, fermer, ouvrir } = props
  const [prise, setPrise] = useState<RendezVous | 'nouveau' | null>(null)
  const [corrige, setCorrige] = useState(false)
  const premier = useRef<HTMLElement>(null)
  const [prochain, ...autres] = carte.rendezVous
  const nom = nomComplet(carte, carte.aujourdhui)
  // The act that is most likely is under the fingers as soon as the card is there.
  useEffect(() => premier.current?.querySelector('button')?.focus(), [])

  return (
    <Fiche
      titre={[
        nom,
        `${age(carte.dateNaissance, carte.aujourdhui)}\u00a0ans`,
        carte.commune && communeLisible(carte.commune),
      ]
        .filter(Boolean)
        .map(part => String(part).replaceAll(' ', '\u00a0'))
        .join('\u00a0· ')}
      actions={
        <Button variant="subtle" onClick={fermer}>
          Fermer
        </Button>
      }
    >
      <ASavoir personneId={carte.id} />
      <div className={classes.carte}>
        <section aria-label="Rendez-vous" ref={premier}>
          {prochain && (
            <p className={classes.prochain}>
              {OBJETS[prochain.objet]}, {dateEtHeure(prochain.debut)}
              <span className={classes.discret}>{direLieu(prochain)}</span>
            </p>
          )}
          {carte.nonAccompagnee && <NonAccompagnee {...carte.nonAccompagnee} ouvrir={ouvrir} />}
          {!prochain && !carte.nonAccompagnee && <p className={classes.prochain}>Aucun rendez-vous à venir</p>}
          {carte.aPrendre && (
            <p className={classes.prochain}>
              Premier rendez-vous à prendre <Echeance pour={carte.aPrendre.avant} aujourdhui={carte.aujourdhui} />
            </p>
          )}
          <div className={classes.actes}>
            {prochain && !carte.nonAccompagnee && (
              <Button leftSection={<IconCalendarDue {...ICONE} />} onClick={() => setPrise(prochain)}>
                Déplacer le rendez-vous
              </Button>
            )}
            {!carte.nonAccompagnee && (
              <Button
                variant={prochain ? 'default' : 'filled'}
                leftSection={<IconCalendarPlus {...ICONE} />}
                onClick={() => setPrise('nouveau')}
              >
                Prendre un rendez-vous
              </Button>
            )}
            {!corrige && (
              <Button variant="default" leftSection={<IconPencil {...ICONE} />} onClick={() => setCorrige(true)}>
                Corriger le téléphone
              </Button>
            )}
            <NoterPrecautions personneId={carte.id} bouton="Noter une précaution" />
            {prochain?.lettre && <Lettre rendezVous={prochain} />}
          </div>
          {autres.length > 0 && (
            <ul className={classes.autres} aria-label="Autres rendez-vous à venir">
              {autres.map(r => (
                <li key={r.id}>
                  <span>
                    {OBJETS[r.objet]}, {dateEtHeure(r.debut)}
                    <span className={classes.discret}>{direLieu(r)}</span>
                  </span>
                  <span className={classes.actes}>
                    {!carte.nonAccompagnee && (
                      <Button size="compact-md" variant="default" onClick={() => setPrise(r)}>
                        Déplacer
                      </Button>
                    )}
                    {r.lettre && <Lettre rendezVous={r} />}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-label="Coordonnées et suivi">
          {corrige ? (
            <SaisieContact personneId={carte.id} contact={carte.contact} fermer={() => setCorrige(false)} />
          ) : (
            <Reperes liste={reperes(carte)} />
          )}
        </section>
      </div>
      {prise !== null && (
        <PrendreRendezVous
          personneId={carte.id}
          nom={prenomEtNom(carte)}
          ouvert
          onFermer={() => setPrise(null)}
          objet={carte.aPrendre ? 'diagnostic' : 'suivi'}
          avec={carte.suivi?.referentId ?? null}
          remplace={prise === 'nouveau' ? undefined : prise}
        />
      )}
    </Fiche>
  )
}

const SANS_RENDEZ_VOUS: Record<MotifNonAccompagnee, string> = {
  'dossier-clos': 'Le dossier de cette personne est clos',
  'personne-non-accompagnee': 'Cette personne ne demande pas le RSA',
  'moins-de-seize-ans': 'Cette personne a moins de seize ans',
}

const ouPrendre = (adultes: number) =>
  adultes > 0
    ? 'Prenez-le avec l’adulte du foyer qui est accompagné.'
    : 'Aucun adulte accompagné de son foyer n’est dans votre secteur. Voyez avec le chargé d’orientation.'

type PropsNonAccompagnee = NonNullable<Carte['nonAccompagnee']> & { ouvrir: (id: string) => void }

/** A child, or another member of the household: why they aren't booked, and whom to book instead, at a press. */
function NonAccompagnee({ motif, ouvrir, ...foyer }: PropsNonAccompagnee) {
  // A closed file is opened again, nobody else is received instead.
  const clos = motif === 'dossier-clos'
  const adultes = clos ? [] : foyer.adultes
  return (
    <>
      <p className={classes.prochain}>
        {SANS_RENDEZ_VOUS[motif]} : on ne lui donne pas de rendez-vous.
        <span className={classes.discret}>
          {clos ? 'Voyez avec le chargé d’orientation s’il faut le rouvrir.' : ouPrendre(adultes.length)}
        </span>
      </p>
      {adultes.length > 0 && (
        <div className={classes.actes}>
          {adultes.map(a => (
            <Button key={a.id} variant="default" onClick={() => ouvrir(a.id)}>
              Carte de {prenomEtNom(a)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function Lettre({ rendezVous }: { rendezVous: RendezVous }) {
  return (
    <Button
      component="a"
      href={`/api/accueil/rendez-vous/${rendezVous.id}/convocation`}
      target="_blank"
      variant="default"
      leftSection={<IconPrinter {...ICONE} />}
    >
      Convocation
    </Button>
  )
}

const direLieu = ({ agent, modalite, lieu }: RendezVous) =>
  [`avec ${agent}`, MODALITES[modalite as Modalite].toLowerCase(), lieu].filter(Boolean).join(' · ')

function reperes({ id, dateNaissance, contact, suivi }: Carte): Repere[] {
  const appel = (numero: string | null) => numero && <Anchor href={`tel:${numero}`}>{telephone(numero)}</Anchor>
  return [
    { terme: 'Naissance', valeur: dateChiffres(dateNaissance) },
    {
      terme: 'Téléphone',
      valeur: appel(contact.telephone),
      source: contact.telephone ? accord(contact.telephoneAccord, 'SMS') : undefined,
      suite: contact.telephone && <AvantDeJoindre personneId={id} voie="telephone" valeurs={[contact.telephone]} />,
    },
    {
      terme: 'Courriel',
      valeur: contact.courriel,
      source: contact.courriel ? accord(contact.courrielAccord, 'courriels') : undefined,
      suite: contact.courriel && <AvantDeJoindre personneId={id} voie="courriel" valeurs={[contact.courriel]} />,
    },
    {
      terme: suivi?.referent ? 'Référent' : 'Suivi',
      valeur: suivi ? (suivi.referent ?? suivi.structure) : 'personne pour l’instant',
      source: suivi?.referent ? suivi.structure : undefined,
      suite: suivi && appel(suivi.telephone),
    },
  ]
}

const accord = (donne: boolean | null, moyen: string) =>
  donne === null ? `accord pour les ${moyen} non demandé` : donne ? `accepte les ${moyen}` : `refuse les ${moyen}`
