import { Text } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { call } from '../../socle/api.ts'
import { dateChiffres, dateCourte } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import type { Ton } from '../../socle/ui/theme.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import { communeLisible, prenomEtNom } from '../noms.ts'
import { assezDit } from '../recherche/assez-dit.ts'
import type { PersonneTrouvee, personnes } from '../recherche/personnes.ts'
import { SITUATIONS, type Situation } from '../recherche/situations.ts'

/** What is typed stays between the page and the server: it never goes into an address. */
export function usePersonnes(demande: { q: string; situation: Situation | null; page: number }) {
  return useQuery({
    queryKey: ['personnes', demande],
    queryFn: () => call<typeof personnes>('POST /personnes/recherche', demande),
    enabled: assezDit(demande.q),
    placeholderData: keepPreviousData,
  })
}

const TONS: Record<Situation, Ton> = {
  'a-orienter': 'soon',
  suivie: 'done',
  stock: 'waiting',
  'hors-droits': 'info',
  clos: 'info',
}

type Personne = z.infer<typeof PersonneTrouvee>

/** Persons found: who, where they stand, who supports them. */
export function ListePersonnes({ lignes, q }: { lignes: readonly Personne[]; q: string }) {
  const aSavoir = usePrecautionsDe(lignes.map(p => p.id))
  return (
    <Liste
      titre="Personnes trouvées"
      lignes={lignes}
      cle={p => p.id}
      lien={p => `/personnes/${p.id}`}
      colonnes={[
        {
          cle: 'nom',
          titre: 'Personne',
          cellule: p => (
            <>
              {`${prenomEtNom(p)}${p.nomNaissance === p.nom ? '' : ` (nom de naissance ${p.nomNaissance})`}`}
              <PucesBreves {...aSavoir(p.id)} />
            </>
          ),
        },
        { cle: 'naissance', titre: 'Naissance', cellule: p => dateChiffres(p.dateNaissance), largeur: '8rem' },
        { cle: 'commune', titre: 'Commune', cellule: p => (p.commune ? communeLisible(p.commune) : 'non renseignée') },
        {
          cle: 'situation',
          titre: 'Situation',
          cellule: p => (
            <>
              <Etat ton={TONS[p.situation]}>{SITUATIONS[p.situation]}</Etat>
              {p.entreeLe && (
                <Text component="span" c="dimmed" display="block">
                  entrée le {dateCourte(p.entreeLe)}
                </Text>
              )}
            </>
          ),
        },
        { cle: 'suivi', titre: 'Suivi', cellule: p => p.suiviPar ?? 'aucun' },
      ]}
      vide={
        <Vide titre="Personne ne correspond" icone={IconSearchOff}>
          {`« ${q} » ne trouve personne dans votre périmètre. Vérifiez l’orthographe, ou cherchez par date de naissance, numéro de demande ou NIR.`}
        </Vide>
      }
    />
  )
}
