import { setTimeout as attendre } from 'node:timers/promises'
import type { Context, Span, Tracer } from '@opentelemetry/api'
import { panneDe } from './panne.ts'

/** What a span says beside its name: numbers and names of the code, never anything of a person. */
type Attributs = Record<string, string | number>
type Outils = { api: typeof import('@opentelemetry/api'); traceur: Tracer }

/** Milliseconds that a receiver which is away may hold who closes. */
const FERMETURE_MS = 1000

/** Null: nobody asked for traces, nothing is loaded and nothing is kept. */
let outils: Outils | null = null

const adresseDesTraces = (): string | undefined =>
  process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || process.env.OTEL_EXPORTER_OTLP_ENDPOINT

/**
 * Sends traces, by OTLP over HTTP (JSON), to the address of OTEL_EXPORTER_OTLP_ENDPOINT (or …_TRACES_ENDPOINT); without it does nothing.
 * OTEL_EXPORTER_OTLP_HEADERS and OTEL_SERVICE_NAME are followed. A receiver that is away slows nothing: what it doesn't take is lost.
 * Returns what sends the last ones and stops.
 */
export async function ouvrirTraces(): Promise<() => Promise<void>> {
  if (!adresseDesTraces() || outils) return async () => {}
  const [api, { BatchSpanProcessor, TracerProvider }, contextes, { resourceFromAttributes }, { OTLPTraceExporter }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ])
  const fournisseur = new TracerProvider({
    // Neither the machine nor the command line: what is asked for, and no more.
    resource: resourceFromAttributes({ 'service.name': process.env.OTEL_SERVICE_NAME || 'filrouge' }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  api.context.setGlobalContextManager(new contextes.AsyncLocalStorageContextManager().enable())
  outils = { api, traceur: fournisseur.getTracer('filrouge') }
  return async () => {
    outils = null
    await Promise.race([fournisseur.shutdown().catch(() => {}), attendre(FERMETURE_MS, undefined, { ref: false })])
    api.context.disable()
  }
}

/** Does a piece of work under a span of this name; `suite`: the trace that it goes on (`traceEnCours` of another process or time). */
export async function tracer<T>(
  nom: string,
  attributs: Attributs,
  agir: () => Promise<T>,
  suite?: string | null,
): Promise<T> {
  if (!outils) return agir()
  const { api, traceur } = outils
  const span = traceur.startSpan(nom, { attributes: attributs }, suivant(outils, suite))
  try {
    return await api.context.with(api.trace.setSpan(api.context.active(), span), agir)
  } catch (erreur) {
    noterPanne(span, erreur)
    throw erreur
  } finally {
    span.end()
  }
}

/** A span whose end comes elsewhere: `dedans` runs what belongs to it; null when nobody asked for traces. */
export type Trait = {
  dedans: (suite: () => void) => void
  /** `nom`: its name, known at last. */
  finir: (nom: string, attributs: Attributs, erreur?: unknown) => void
}
export function commencerTrait(nom: string, attributs: Attributs): Trait | null {
  if (!outils) return null
  const { api, traceur } = outils
  const span = traceur.startSpan(nom, { attributes: attributs })
  const dedans = api.trace.setSpan(api.context.active(), span)
  return {
    dedans: suite => api.context.with(dedans, suite),
    finir: (nomFinal, suite, erreur) => {
      span.updateName(nomFinal).setAttributes(suite)
      if (erreur) noterPanne(span, erreur)
      span.end()
    },
  }
}

/** The trace and the span under way, as they travel (W3C Trace Context, traceparent); null when there is none. */
export function traceEnCours(): string | null {
  const ici = outils?.api.trace.getActiveSpan()?.spanContext()
  return ici ? `00-${ici.traceId}-${ici.spanId}-0${ici.traceFlags & 1}` : null
}

function suivant({ api }: Outils, suite: string | null | undefined): Context {
  const [, traceId = '', spanId = '', drapeau] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/.exec(suite ?? '') ?? []
  if (!traceId) return api.context.active()
  return api.trace.setSpanContext(api.context.active(), {
    ...{ traceId, spanId, traceFlags: Number(drapeau), isRemote: true },
  })
}

function noterPanne(span: Span, erreur: unknown): void {
  const { erreur: classe, code } = panneDe(erreur)
  // 2: ERROR. Never the message, nor the exception itself, which holds it.
  span.setStatus({ code: 2 }).setAttributes({ 'error.type': classe, ...(code ? { 'filrouge.code': code } : {}) })
}
