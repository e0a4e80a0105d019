// Rust: the exporter is chosen in code, the rest comes from the environment. https://docs.rs/opentelemetry-otlp
import { runWithSettings, type WriteSteps } from './step.ts';

export const rust: WriteSteps = (target) => {
  const grpc = target.protocol === 'grpc';
  const packages = grpc
    ? 'cargo add opentelemetry opentelemetry_sdk\n' +
      'cargo add opentelemetry-otlp --features grpc-tonic\n' +
      'cargo add tokio --features macros,rt-multi-thread'
    : 'cargo add opentelemetry opentelemetry_sdk opentelemetry-otlp';
  return [
    { title: 'install', code: packages },
    { title: 'addCode', code: program(grpc) },
    runWithSettings(target, { readsProtocol: false, sendsAllSignals: false }, 'cargo run'),
  ];
};

function program(grpc: boolean): string {
  return `use opentelemetry::{global, trace::Tracer};
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::trace::SdkTracerProvider;

${grpc ? '#[tokio::main]\nasync fn' : 'fn'} main() -> Result<(), Box<dyn std::error::Error>> {
    let exporter = SpanExporter::builder().${grpc ? 'with_tonic' : 'with_http'}().build()?;
    let provider = SdkTracerProvider::builder().with_batch_exporter(exporter).build();
    global::set_tracer_provider(provider.clone());

    global::tracer("my-service").in_span("first span", |_cx| {});

    provider.shutdown()?; // sends what is still waiting
    Ok(())
}`;
}
