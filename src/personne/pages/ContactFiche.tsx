import { Anchor, Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { dateCourte, telephone } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Contact } from '../contact.ts'
import { SOURCES } from '../donnees/donnee.ts'
import { Autres, autresValeurs, type Dites, donneesDe, sourceDe } from './DonneesFiche.tsx'
import { SaisieContact } from './SaisieContact.tsx'

type Contacts = Dites & { contact: Contact; autresContacts: readonly Contact[] }

const MOTS: Record<string, string> = { ...SOURCES, agent: 'noté par un agent', personne: 'donné par la personne' }

function source(contact: Contact, aujourdhui: string): string | undefined {
  if (!contact.le) return undefined
  return `${MOTS[contact.source ?? ''] ?? contact.source ?? 'source inconnue'}, ${dateCourte(contact.le, aujourdhui)}`
}

/** Another source than the one shown transmits a refusal: said, since it may be the newer truth. */
function refusAilleurs(dossier: Contacts, champ: 'telephone' | 'courriel'): string | undefined {
  const refus = donneesDe(dossier, champ)?.dites.find(d => d.accord === false && !d.retenue)
  return refus && `refus transmis par\u00a0: ${SOURCES[refus.source]}, ${dateCourte(refus.le, dossier.aujourdhui)}`
}

const accord = (donne: boolean | null, moyen: string) =>
  donne === null ? `accord pour les ${moyen} non demandé` : donne ? `accepte les ${moyen}` : `refuse les ${moyen}`

/** How to reach the person, with their agreement, corrected in place. `avant`: what to mind before using a number, a mailbox. */
export function ContactFiche({
  dossier,
  avant,
}: {
  dossier: Contacts
  avant: (voie: 'telephone' | 'courriel', valeurs: readonly string[]) => ReactNode
}) {
  const { contact, autresContacts, aujourdhui } = dossier
  const [modifie, setModifie] = useState(false)
  const peut = usePeut()
  const dit = source(contact, aujourdhui)
  const suite = (texte: string, champ: 'telephone' | 'courriel') =>
    [texte, sourceDe(dossier, champ, dit), refusAilleurs(dossier, champ)].filter(Boolean).join(' · ')
  const avantDe = (voie: 'telephone' | 'courriel', { [voie]: valeur }: Contact, autres: readonly string[] = []) =>
    avant(voie, valeur === null ? autres : [valeur, ...autres])
  const liste: Repere[] = [
    {
      terme: 'Téléphone',
      valeur: contact.telephone && <Anchor href={`tel:${contact.telephone}`}>{telephone(contact.telephone)}</Anchor>,
      suite: (
        <>
          {avantDe('telephone', contact, autresValeurs(dossier, 'telephone'))}
          <Autres dossier={dossier} champ="telephone" />
        </>
      ),
      source: contact.telephone ? suite(accord(contact.telephoneAccord, 'SMS'), 'telephone') : undefined,
    },
    {
      terme: 'Courriel',
      valeur: contact.courriel && <Anchor href={`mailto:${contact.courriel}`}>{contact.courriel}</Anchor>,
      suite: (
        <>
          {avantDe('courriel', contact, autresValeurs(dossier, 'courriel'))}
          <Autres dossier={dossier} champ="courriel" />
        </>
      ),
      source: contact.courriel ? suite(accord(contact.courrielAccord, 'courriels'), 'courriel') : undefined,
    },
    ...autresContacts.map((autre, rang) => ({
      terme: autresContacts.length > 1 ? `Autre source (${rang + 1})` : 'Autre source',
      valeur: (
        <Etat ton="soon" nu>
          {[autre.telephone && telephone(autre.telephone), autre.courriel].filter(Boolean).join(' · ')}
        </Etat>
      ),
      suite: (
        <>
          {avantDe('telephone', autre)}
          {avantDe('courriel', autre)}
        </>
      ),
      source: source(autre, aujourdhui),
    })),
  ]
  return (
    <Fiche
      titre="Coordonnées"
      actions={
        peut('contact.corriger') &&
        !modifie && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil {...PETITE_ICONE} />}
            onClick={() => setModifie(true)}
          >
            Corriger ou confirmer
          </Button>
        )
      }
    >
      {modifie ? (
        <SaisieContact personneId={dossier.id} contact={contact} fermer={() => setModifie(false)} />
      ) : (
        <Reperes liste={liste} />
      )}
    </Fiche>
  )
}
