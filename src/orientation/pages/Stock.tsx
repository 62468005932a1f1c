import { Text, Title } from '@mantine/core'
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { communeLisible } from '../../personne/noms.ts'
import { colonnePersonne } from '../../precaution/pages/colonne-personne.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { ecart, nombre } from '../../socle/ui/dates.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import classes from './AujourdhuiPage.module.css'

type Props = { journee: Output<typeof aujourdhui>; titre: string; filtree: boolean }

/** Who is subject to rights and duties since before the first flow, and not oriented: the oldest demands first. */
export function Stock({ journee: { stock, aujourdhui }, titre, filtree }: Props) {
  const aSavoir = usePrecautionsDe(stock?.lignes.map(l => l.personneId) ?? [])
  return (
    <section className={classes.section} aria-labelledby="liste-stock">
      <Title order={2} size="h3" id="liste-stock">
        {titre} ({nombre(stock?.total ?? 0)})
      </Title>
      <Text component="p" m={0} c="dimmed" maw="72ch">
        Ces personnes sont soumises aux droits et devoirs depuis avant le premier flux : aucun délai ne court, aucune
        orientation n’est connue. Les plus anciennes d’abord.
      </Text>
      <Liste
        titre={titre}
        lignes={stock?.lignes ?? []}
        cle={l => l.personneId}
        lien={l => `/personnes/${l.personneId}`}
        colonnes={[
          colonnePersonne(aSavoir),
          { cle: 'commune', titre: 'Commune', cellule: l => (l.commune ? communeLisible(l.commune) : 'sans commune') },
          { cle: 'depuis', titre: 'Demande de RSA', cellule: l => ecart(l.depuis, aujourdhui) },
        ]}
        vide={
          <Vide
            titre={filtree ? 'Personne ne correspond à ces filtres' : 'Tout le stock est orienté'}
            niveau={3}
            icone={filtree ? IconSearchOff : IconCircleCheck}
          >
            {filtree && 'Le stock n’a ni rendez-vous ni motif d’entrée : seul le filtre des communes s’y applique.'}
          </Vide>
        }
      />
    </section>
  )
}
