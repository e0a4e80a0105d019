// A3: the parts of an OpenTelemetry SDK, between an application and what receives its telemetry.

export const insideAnSdk = `flowchart TB
accTitle: Inside of an OpenTelemetry SDK
accDescr: Application and instrumentation call the API. Behind it a provider for each signal leads to processors or readers and to exporters.
app["Application"]
libs["Instrumentation libraries"]
subgraph api["API: nothing until an SDK is there"]
tracer["Tracer"]
meter["Meter"]
logger["Logger"]
context["Context and propagators"]
end
subgraph sdk["SDK"]
resource[("Resource<br/>who sends")]
tracers["TracerProvider<br/>sampler, limits, ids"]
meters["MeterProvider<br/>views"]
loggers["LoggerProvider<br/>limits"]
spans["Span processors<br/>simple or batch"]
readers["Metric readers<br/>periodic or on demand"]
logs["Log record processors<br/>simple or batch"]
exporters["Exporters<br/>OTLP, or a console"]
end
receiver["Collector or backend"]
app --> tracer
app --> meter
app --> logger
libs --> tracer
libs --> context
context -.->|"headers of requests"| libs
tracer --> tracers
tracers --> spans
spans --> exporters
meter --> meters
meters --> readers
readers --> exporters
logger --> loggers
loggers --> logs
logs --> exporters
resource --> tracers
resource --> meters
resource --> loggers
exporters -->|"OTLP"| receiver
`;
