// A3: the parts of an OpenTelemetry SDK, between an application and what receives its telemetry.

export const insideAnSdk = {
  en: `flowchart TB
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
`,
  zh: `flowchart TB
accTitle: OpenTelemetry SDK 的内部
accDescr: 应用和插桩库调用 API。其后每种信号由一个 Provider 通往处理器或读取器，再到导出器。
app["应用"]
libs["插桩库"]
subgraph api["API：没有 SDK 时不起作用"]
tracer["Tracer"]
meter["Meter"]
logger["Logger"]
context["上下文与传播器"]
end
subgraph sdk["SDK"]
resource[("Resource<br/>谁在发送")]
tracers["TracerProvider<br/>采样器、限制、ID"]
meters["MeterProvider<br/>视图"]
loggers["LoggerProvider<br/>限制"]
spans["Span 处理器<br/>逐个或批量"]
readers["指标读取器<br/>定期或按需"]
logs["日志记录处理器<br/>逐个或批量"]
exporters["导出器<br/>OTLP 或控制台"]
end
receiver["Collector 或后端"]
app --> tracer
app --> meter
app --> logger
libs --> tracer
libs --> context
context -.->|"请求头"| libs
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
`,
};
