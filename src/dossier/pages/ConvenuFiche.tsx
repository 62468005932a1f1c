import { Text } from '@mantine/core'
import { MOYENS } from '../../accompagnement/contact-pris.ts'
import { OBJETS } from '../../rendez-vous/rendez-vous.ts'
import { dateCourte, dateEtHeure } from '../../socle/ui/dates.ts'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import type { Dossier } from '../dossier.ts'

/** What was agreed with the person, and what those who met them last wrote for whoever meets them next. */
export function ConvenuFiche({ dossier }: { dossier: Dossier }) {
  const { attendus, convenu, aujourdhui } = dossier
  const { relais, contact } = convenu
  const aVenir = attendus.filter(r => r.debut.slice(0, 10) >= aujourdhui)
  const liste: Repere[] = [
    ...aVenir.map(r => ({
      cle: r.id,
      terme: OBJETS[r.objet as keyof typeof OBJETS] ?? 'Rendez-vous',
      valeur: dateEtHeure(r.debut),
      source: `avec ${r.agent}`,
    })),
    ...(contact
      ? [
          {
            terme: 'Dernier contact',
            valeur: contact.texte,
            source: `${MOYENS[contact.moyen].toLowerCase()} le ${dateCourte(contact.le, aujourdhui)}, ${contact.par}`,
          },
        ]
      : []),
    ...(relais
      ? [
          {
            terme: 'Passage de relais',
            valeur: relais.texte,
            source: `le ${dateCourte(relais.le, aujourdhui)}, après ${relais.par}`,
          },
        ]
      : []),
  ]
  return (
    <Fiche titre="Convenu">
      {liste.length === 0 ? (
        <Text>Ni rendez-vous à venir, ni note de la dernière fois.</Text>
      ) : (
        <Reperes liste={liste} />
      )}
    </Fiche>
  )
}
