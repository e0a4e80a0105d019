// M20: what an OpenTelemetry SDK does when a process starts.

export const sdkStart = {
  en: `flowchart TD
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
`,
  zh: `flowchart TD
accTitle: OpenTelemetry SDK 如何启动
accDescr: 读取设置，确定 Resource，选择导出器、处理器、采样器和传播器，然后注册 Provider 并为各库插桩。
start(["进程启动"]) --> settings["读取设置<br/>代码优先，其次 OTEL_* 变量"]
settings --> off{{"OTEL_SDK_DISABLED?"}}
off -->|"true"| nothing(["不起作用的 API"])
off -->|"其他"| resource["检测并合并 Resource<br/>service.name、主机、Pod"]
resource --> protocol{{"OTEL_EXPORTER_OTLP_PROTOCOL"}}
protocol -->|"grpc"| grpc["OTLP/gRPC，端口 4317"]
protocol -->|"http/protobuf"| http["OTLP/HTTP，端口 4318"]
protocol -->|"http/json"| json["OTLP JSON，端口 4318"]
grpc --> processor{{"Span 处理器"}}
http --> processor
json --> processor
processor -->|"通常"| batch["批量<br/>队列、间隔、大小"]
processor -->|"测试中"| simple["逐个<br/>Span 结束即发送"]
batch --> sampler{{"OTEL_TRACES_SAMPLER"}}
simple --> sampler
sampler -->|"parentbased_always_on"| follow["同父 Span，否则全部"]
sampler -->|"parentbased_traceidratio"| share["同父 Span，否则按比例"]
sampler -->|"always_off"| none["不采样"]
follow --> propagators["设置传播器<br/>tracecontext、baggage"]
share --> propagators
none --> propagators
propagators --> register["全局注册 Provider"]
register --> libraries["为各库插桩"]
libraries --> first(["第一个 Span"])
`,
};
