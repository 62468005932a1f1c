import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Charge } from '../../socle/ui/Charge.tsx'
import { telephone } from '../../socle/ui/dates.ts'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { direHeures, MESURES } from '../en-bref.ts'
import type { Precautions } from '../precaution.ts'
import { AdresseConfidentielle } from './AdresseConfidentielle.tsx'
import { NoterPrecautions } from './NoterPrecautions.tsx'
import { usePrecautions } from './usePrecautions.ts'

/** What must be known before writing, calling, receiving: told once here, obeyed by letters, lists and bookings (rule A9). */
export function FichePrecautions({ personneId, sansFoyer }: { personneId: string; sansFoyer?: boolean }) {
  const requete = usePrecautions(personneId)
  return (
    <Fiche titre="Précautions" actions={<NoterPrecautions personneId={personneId} taille="compact-sm" />}>
      <Charge requete={requete}>
        {({ precautions }) => {
          const adresse = sansFoyer && <AdresseConfidentielle personneId={personneId} foyerId={null} montree={[]} />
          const liste = reperes(precautions, adresse)
          return liste.length > 0 ? <Reperes liste={liste} /> : <Text>Rien de particulier n’est noté.</Text>
        }}
      </Charge>
    </Fiche>
  )
}

/** `adresse`: where to ask for it, when no household shows it. */
function reperes(p: Precautions, adresse: ReactNode): Repere[] {
  const dits: (Repere | false)[] = [
    p.adresseConfidentielle && {
      terme: 'Adresse',
      valeur: adresse || 'Confidentielle',
      source: 'cachée sur tous les écrans ; sa lecture est enregistrée',
    },
    p.sansMessage && { terme: 'Téléphone', valeur: 'Ne pas laisser de message' },
    p.nePasEcrire && {
      terme: 'Courrier',
      valeur: 'Ne pas écrire à son adresse',
      source:
        p.domiciliationOrganisme === null ? 'remise en main propre, téléphone' : 'le courrier part à la domiciliation',
    },
    p.domiciliationOrganisme !== null && {
      terme: 'Domiciliation',
      valeur: `chez ${p.domiciliationOrganisme}, ${p.domiciliationAdresse}`,
      source: 'les courriers y partent',
    },
    p.mesure !== null && {
      terme: MESURES[p.mesure],
      valeur: [p.protecteurNom, p.protecteurOrganisme, p.protecteurAdresse].filter(Boolean).join(', '),
      source: p.protecteurCopie ? 'reçoit une copie de chaque courrier' : 'ne reçoit pas de copie des courriers',
      suite: (
        <>
          {p.protecteurTelephone && (
            <Anchor href={`tel:${p.protecteurTelephone}`}>{telephone(p.protecteurTelephone)}</Anchor>
          )}{' '}
          {p.protecteurCourriel && <Anchor href={`mailto:${p.protecteurCourriel}`}>{p.protecteurCourriel}</Anchor>}
        </>
      ),
    },
    p.langue !== null && { terme: 'Interprète', valeur: p.langue },
    p.lsf && { terme: 'Langue des signes', valeur: 'Interprète à prévoir' },
    p.sansMarche && { terme: 'Accès', valeur: 'Sans marche' },
    p.gardeEnfant && { terme: 'Garde d’enfant', valeur: 'À prévoir avec la personne' },
    (p.arriveeDes !== null || p.departAvant !== null) && { terme: 'Transport', valeur: direHeures(p) },
  ]
  return dits.filter(dit => dit !== false)
}
