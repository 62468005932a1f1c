import { Checkbox, Select, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { traits } from '../../agent/roles.ts'
import type { rendezVousDe } from '../../rendez-vous/rendez-vous-de.ts'
import { call } from '../../socle/api.ts'
import { dateEtHeure, heure, telephone } from '../../socle/ui/dates.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampHeure } from '../../socle/ui/saisie/ChampHeure.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import type { Champs, Saisie } from '../../socle/ui/saisie/saisie.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { useSession } from '../../socle/ui/session.ts'
import { LANGUES, MESURES } from '../en-bref.ts'
import type { noterPrecautions } from '../noter-precautions.ts'
import { aSaisir, copieDeDroit, fautesPrecautions, MONTRE, type Precautions, SaisiePrecautions } from '../precaution.ts'
import classes from './Precautions.module.css'

type Valeurs = Saisie<z.input<typeof SaisiePrecautions>>
type Props = { personneId: string; precautions: Precautions; fermer: () => void }

/** What each field shows only once another is answered. */
const TENUS = {
  domiciliationOrganisme: 'domiciliee',
  domiciliationAdresse: 'domiciliee',
  protecteurNom: 'mesure',
  protecteurOrganisme: 'mesure',
  protecteurAdresse: 'mesure',
  protecteurTelephone: 'mesure',
  protecteurCourriel: 'mesure',
  protecteurCopie: 'mesure',
  langueAutre: 'langue',
} as const

/** Notes what must be known before acting; a field shows when what it depends on is ticked. */
export function SaisirPrecautions({ personneId, precautions, fermer }: Props) {
  const cache = useQueryClient()
  // Who isn't shown where the person lives nor who protects them isn't asked it either.
  const voit = traits(useSession().agent.role)?.voit
  const entier = Boolean(voit && MONTRE[voit].some(champ => champ === 'adresseConfidentielle'))
  const depart = aSaisir(precautions)
  const tel = depart.protecteurTelephone
  const form = useFormulaire(
    SaisiePrecautions,
    { ...depart, protecteurTelephone: tel ? telephone(tel) : '' },
    fautesPrecautions,
    { tenus: TENUS },
  )
  const avecVu = useVu(precautions, form)
  return (
    <Formulaire
      form={form}
      bouton="Enregistrer"
      perte="Les précautions resteraient comme elles sont : vos réponses seront perdues."
      renoncer={fermer}
      envoyer={async saisie => {
        await avecVu(vu =>
          call<typeof noterPrecautions>('PUT /personnes/:personneId/precautions', { personneId, ...saisie, vu }),
        )
        await cache.invalidateQueries()
        notifier(['Précautions enregistrées.', ...(await direInterpretes(personneId))].join(' '))
        fermer()
      }}
      pied
    >
      <Joindre form={form} entier={entier} />
      {entier && <Protection form={form} />}
      <Venir form={form} />
    </Formulaire>
  )
}

/** The appointments already given at which nobody is planned to interpret; nothing for who doesn't read the file. */
async function direInterpretes(personneId: string): Promise<string[]> {
  const donnes = await call<typeof rendezVousDe>('GET /personnes/:personneId/rendez-vous', { personneId }).catch(
    () => [],
  )
  return donnes
    .filter(r => r.interprete !== null)
    .map(r => `Interprète à prévoir pour le ${dateEtHeure(r.debut)}, avec ${r.agent}\u00a0: ${r.interprete}.`)
}

function Joindre({ form, entier }: { form: Champs<Valeurs>; entier: boolean }) {
  return (
    <fieldset className={classes.champs}>
      <legend>Écrire et appeler</legend>
      {entier && (
        <Checkbox
          {...form.coche('adresseConfidentielle', 'Adresse confidentielle')}
          description="La rue est cachée partout, aussi dans les dossiers des autres personnes du foyer."
        />
      )}
      <Checkbox {...form.coche('sansMessage', 'Ne pas laisser de message')} />
      {entier && (
        <>
          <Checkbox
            {...form.coche('nePasEcrire', 'Ne pas écrire à son adresse')}
            description="Aucun courrier n’y partira : remise en main propre, téléphone, ou domiciliation."
          />
          <Checkbox
            {...form.coche('domiciliee', 'Domiciliation : son courrier part ailleurs')}
            description="Un CCAS, une association."
          />
          {form.valeurs.domiciliee && (
            <div className={classes.deux}>
              <TextInput
                {...form.texte('domiciliationOrganisme', 'Chez', { requis: true })}
                placeholder="CCAS de la commune"
              />
              <TextInput
                {...form.texte('domiciliationAdresse', 'Adresse de la domiciliation', { requis: true })}
                placeholder="1 place Exemple, 59200 Tourcoing"
              />
            </div>
          )}
        </>
      )}
    </fieldset>
  )
}

function Protection({ form }: { form: Champs<Valeurs> }) {
  const { mesure } = form.valeurs
  const deDroit = copieDeDroit(mesure)
  return (
    <fieldset className={classes.champs}>
      <legend>Mesure de protection</legend>
      <Select
        {...form.choix('mesure', 'Mesure', { dire: dite => dite && MESURES[dite] })}
        data={enOptions(MESURES)}
        placeholder="Aucune"
        clearable
        clearButtonProps={{ 'aria-label': 'Aucune mesure' }}
      />
      {mesure && (
        <>
          <div className={classes.deux}>
            <TextInput {...form.texte('protecteurNom', 'Nom de qui l’exerce')} />
            <TextInput {...form.texte('protecteurOrganisme', 'Organisme')} />
            <TextInput
              {...form.texte('protecteurAdresse', 'Adresse', {
                requis: deDroit || form.valeurs.protecteurCopie === true,
              })}
              placeholder="3 rue Exemple, 59000 Lille"
            />
            <TextInput {...form.texte('protecteurTelephone', 'Téléphone')} type="tel" autoComplete="off" />
            <TextInput {...form.texte('protecteurCourriel', 'Courriel')} type="email" autoComplete="off" />
          </div>
          {deDroit ? (
            <Text c="dimmed">
              Chaque courrier part en deux exemplaires : la personne, et qui la protège (code civil, articles 467 et
              475).
            </Text>
          ) : (
            <Checkbox {...form.coche('protecteurCopie', 'Reçoit une copie de chaque courrier')} />
          )}
        </>
      )}
    </fieldset>
  )
}

function Venir({ form }: { form: Champs<Valeurs> }) {
  return (
    <fieldset className={classes.champs}>
      <legend>Venir et se comprendre</legend>
      <div className={classes.deux}>
        <Select
          {...form.choix('langue', 'Interprète', { dire: dite => (dite === 'autre' ? 'autre langue' : dite) })}
          data={[
            ...LANGUES.map(langue => ({ value: langue, label: langue })),
            { value: 'autre', label: 'autre langue' },
          ]}
          placeholder="Aucun"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Aucun interprète' }}
          nothingFoundMessage="Choisissez « autre langue »"
        />
        {form.valeurs.langue === 'autre' && (
          <TextInput {...form.texte('langueAutre', 'Quelle langue ?', { requis: true })} />
        )}
      </div>
      <Checkbox {...form.coche('lsf', 'Langue des signes')} />
      <Checkbox {...form.coche('sansMarche', 'Accès sans marche')} />
      <Checkbox {...form.coche('gardeEnfant', 'Enfant à faire garder')} />
      <div className={classes.deux}>
        <ChampHeure {...form.choix('arriveeDes', 'Peut venir à partir de', { dire: dite => dite && heure(dite) })} />
        <ChampHeure {...form.choix('departAvant', 'Peut rester jusqu’à', { dire: dite => dite && heure(dite) })} />
      </div>
    </fieldset>
  )
}
