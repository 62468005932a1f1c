import { Button, Text } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Contacts } from '../../accompagnement/pages/Contacts.tsx'
import classes from '../../dossier/pages/Dossier.module.css'
import type { PropsOnglet } from '../../dossier/pages/onglet.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateEtHeure, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Ton } from '../../socle/ui/theme.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { DeciderReleve } from '../releve/pages/DeciderReleve.tsx'
import { CONVOCATIONS, ISSUES, MODALITES, OBJETS } from '../rendez-vous.ts'
import type { rendezVousDe } from '../rendez-vous-de.ts'
import { ConclureRendezVous } from './ConclureRendezVous.tsx'

type RendezVous = Output<typeof rendezVousDe>[number]
type Dossier = PropsOnglet['dossier']

const TONS: Record<string, Ton> = { present: 'done', absent: 'late' }
const mot = (table: Readonly<Record<string, string>>, cle: string) => table[cle] ?? 'non renseigné'

/** Appointments to come, then those to conclude, past or called off. */
export function OngletRendezVous({ dossier, prendre }: PropsOnglet) {
  const requete = useQuery({
    queryKey: ['dossier', dossier.id, 'rendez-vous'],
    queryFn: () => call<typeof rendezVousDe>('GET /personnes/:personneId/rendez-vous', { personneId: dossier.id }),
  })
  return (
    <Charge requete={requete} attente="liste">
      {rendezVous => <LesRendezVous rendezVous={rendezVous} dossier={dossier} prendre={prendre} />}
    </Charge>
  )
}

function LesRendezVous({ rendezVous, dossier, prendre }: PropsOnglet & { rendezVous: RendezVous[] }) {
  const { aujourdhui } = dossier
  const peut = usePeut()
  const aVenir = rendezVous.filter(r => r.issue === null && r.debut.slice(0, 10) >= aujourdhui).reverse()
  const passes = rendezVous.filter(r => !aVenir.includes(r))
  const bouton = dossier.nonAccompagnee === null && peut('rendez-vous.gerer') && (
    <Button variant="default" leftSection={<IconCalendarPlus {...ICONE} />} onClick={prendre}>
      Prendre un rendez-vous
    </Button>
  )
  return (
    <div className={classes.pile}>
      {dossier.suivi && peut('relais.lire') && dossier.aFaire.some(a => a.quoi === 'releve') && (
        <DeciderReleve personneId={dossier.id} referent={dossier.suivi.referent} />
      )}
      {rendezVous.length === 0 ? (
        <Fiche titre="Rendez-vous">
          <Vide titre="Pas encore de rendez-vous" niveau={3} action={bouton}>
            La personne n’a pas encore été convoquée.
          </Vide>
        </Fiche>
      ) : (
        <Fiche titre="À venir" actions={bouton}>
          {aVenir.length === 0 ? <Text>Aucun rendez-vous à venir.</Text> : <Suite liste={aVenir} dossier={dossier} />}
        </Fiche>
      )}
      <Contacts personneId={dossier.id} aujourdhui={aujourdhui} clos={dossier.nonAccompagnee === 'dossier-clos'} />
      {passes.length > 0 && (
        <Fiche titre="Passés ou annulés">
          <Suite liste={passes} dossier={dossier} />
        </Fiche>
      )}
    </div>
  )
}

function Suite({ liste, dossier }: { liste: RendezVous[]; dossier: Dossier }) {
  const peut = usePeut()
  const { aujourdhui } = dossier
  return (
    <ol className={classes.periodes}>
      {liste.map(r => (
        <li key={r.id}>
          <Text component="p" m={0} fw={600}>
            {mot(OBJETS, r.objet)}, {dateEtHeure(r.debut)}
          </Text>
          <Text component="p" m={0} c="dimmed">
            {mot(MODALITES, r.modalite)}, {pluriel(r.dureeMinutes, 'minute')}, avec {r.agent}
            {r.lieu && ` · ${r.lieu}`}
          </Text>
          <Text component="p" m={0} c="dimmed">
            Convocation du {dateCourte(r.convoqueLe, aujourdhui)}
            {'\u00a0'}: {direConvocation(r.convocation)}
            {r.lettre && (
              <>
                {' · '}
                <Lien vers={`/personnes/${dossier.id}`} recherche={{ onglet: 'documents' }}>
                  Voir la lettre
                </Lien>
              </>
            )}
          </Text>
          {r.interprete && (
            <Text component="p" m={0} fw={600}>
              Interprète à prévoir ({r.interprete})
            </Text>
          )}
          {peut('rendez-vous.gerer') ? (
            <ConclureRendezVous
              rendezVous={r}
              personneId={dossier.id}
              nom={prenomEtNom(dossier.identite)}
              commence={Date.parse(r.debut) <= Date.parse(dossier.maintenant)}
              clos={dossier.nonAccompagnee === 'dossier-clos'}
            />
          ) : (
            r.issue && <Etat ton={TONS[r.issue] ?? 'waiting'}>{mot(ISSUES, r.issue)}</Etat>
          )}
        </li>
      ))}
    </ol>
  )
}

/** A letter to be handed over: nobody is told when it was. */
const direConvocation = (convocation: string) =>
  convocation === 'remise-en-main-propre'
    ? 'lettre à remettre en main propre'
    : minuscule(mot(CONVOCATIONS, convocation))

const minuscule = (phrase: string) => (phrase === 'SMS' ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1))
