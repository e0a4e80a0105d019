// M20: what an OpenTelemetry SDK does when a process starts.

export const sdkStart = `flowchart TD
accTitle: How an OpenTelemetry SDK starts
accDescr: Settings are read, the resource is told, exporter, processor, sampler and propagators are chosen, then the provider is registered and libraries are instrumented.
start(["Process starts"]) --> settings["Settings read<br/>code first, then OTEL_* variables"]
settings --> off{{"OTEL_SDK_DISABLED?"}}
off -->|"true"| nothing(["API without effect"])
off -->|"else"| resource["Resource detected and merged<br/>service.name, host, pod"]
resource --> protocol{{"OTEL_EXPORTER_OTLP_PROTOCOL"}}
protocol -->|"grpc"| grpc["OTLP over gRPC, port 4317"]
protocol -->|"http/protobuf"| http["OTLP over HTTP, port 4318"]
protocol -->|"http/json"| json["OTLP as JSON, port 4318"]
grpc --> processor{{"Span processor"}}
http --> processor
json --> processor
processor -->|"usual"| batch["Batch<br/>queue, delay, size"]
processor -->|"in tests"| simple["Simple<br/>each span at its end"]
batch --> sampler{{"OTEL_TRACES_SAMPLER"}}
simple --> sampler
sampler -->|"parentbased_always_on"| follow["As the parent, else all"]
sampler -->|"parentbased_traceidratio"| share["As the parent, else a share"]
sampler -->|"always_off"| none["None"]
follow --> propagators["Propagators set<br/>tracecontext, baggage"]
share --> propagators
none --> propagators
propagators --> register["Provider registered globally"]
register --> libraries["Libraries instrumented"]
libraries --> first(["First span"])
`;
