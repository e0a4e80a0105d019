// Go: the exporter is chosen in code, the rest comes from the environment. https://opentelemetry.io/docs/languages/go/exporters/
import { runWithSettings, type WriteSteps } from './step.ts';

export const go: WriteSteps = (target) => {
  const exporter = target.protocol === 'grpc' ? 'otlptracegrpc' : 'otlptracehttp';
  return [
    {
      title: 'install',
      code:
        'go get go.opentelemetry.io/otel go.opentelemetry.io/otel/sdk \\\n' +
        `  go.opentelemetry.io/otel/exporters/otlp/otlptrace/${exporter}`,
    },
    { title: 'addCode', code: program(exporter) },
    runWithSettings(target, { readsProtocol: false, sendsAllSignals: false }, 'go run .'),
  ];
};

function program(exporter: string): string {
  return `package main

import (
	"context"
	"log"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/${exporter}"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	ctx := context.Background()
	exporter, err := ${exporter}.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	defer provider.Shutdown(ctx) // sends what is still waiting
	otel.SetTracerProvider(provider)

	_, span := otel.Tracer("my-service").Start(ctx, "first span")
	span.End()
}`;
}
