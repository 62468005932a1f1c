import { MOYENS } from '../../accompagnement/contact-pris.ts'
import { OBJETS } from '../../rendez-vous/rendez-vous.ts'
import { dateCourte, dateEtHeure, ecart } from '../../socle/ui/dates.ts'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { convenus } from '../a-faire.ts'
import type { Dossier } from '../dossier.ts'
import { Rien } from './Rien.tsx'

/** What was agreed with the person, and what those who met them last wrote for whoever meets them next. */
export function ConvenuFiche({ dossier }: { dossier: Dossier }) {
  const { convenu, aujourdhui, relaisALire } = dossier
  const { contact } = convenu
  // Still to be read, it stands first in what is to be done: once.
  const relais = relaisALire.length > 0 ? null : convenu.relais
  const liste: Repere[] = [
    ...convenus(dossier).map(r => ({
      cle: r.id,
      terme: OBJETS[r.objet as keyof typeof OBJETS] ?? 'Rendez-vous',
      valeur: dateEtHeure(r.debut),
      source: `${ecart(r.debut, aujourdhui)}, avec ${r.agent}`,
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
            terme: 'Note de relais',
            valeur: relais.texte,
            source: `le ${dateCourte(relais.le, aujourdhui)}, par ${relais.par}${relais.apres === relais.par ? '' : `, après ${relais.apres}`}`,
          },
        ]
      : []),
  ]
  if (liste.length === 0) return <Rien>Ni rendez-vous à venir, ni note du dernier contact.</Rien>
  return (
    <Fiche titre="Convenu">
      <Reperes liste={liste} />
    </Fiche>
  )
}
