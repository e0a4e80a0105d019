"""Sends one trace, a metric and a log record with the Python SDK. Usage: app.py grpc|http ENDPOINT"""
import logging
import sys

from opentelemetry import metrics, trace
from opentelemetry._logs import set_logger_provider
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode

protocol, endpoint = sys.argv[1:]
logging.basicConfig(level=logging.WARNING, stream=sys.stderr)

if protocol == "grpc":
    from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    exporters = [kind(endpoint=endpoint, insecure=True) for kind in (OTLPSpanExporter, OTLPMetricExporter, OTLPLogExporter)]
else:
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    exporters = [
        OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces"),
        OTLPMetricExporter(endpoint=f"{endpoint}/v1/metrics"),
        OTLPLogExporter(endpoint=f"{endpoint}/v1/logs"),
    ]

resource = Resource.create({"service.name": "interop", "service.namespace": "python"})
tracers = TracerProvider(resource=resource)
tracers.add_span_processor(BatchSpanProcessor(exporters[0]))
trace.set_tracer_provider(tracers)
meters = MeterProvider(resource=resource, metric_readers=[PeriodicExportingMetricReader(exporters[1])])
metrics.set_meter_provider(meters)
loggers = LoggerProvider(resource=resource)
loggers.add_log_record_processor(BatchLogRecordProcessor(exporters[2]))
set_logger_provider(loggers)
app_log = logging.getLogger("app")
app_log.addHandler(LoggingHandler(logger_provider=loggers))
app_log.propagate = False

tracer = trace.get_tracer("interop-scope", "1.2.3")
with tracer.start_as_current_span("checkout", kind=SpanKind.SERVER) as root:
    link = trace.Link(root.get_span_context(), {"link.reason": "retry"})
    with tracer.start_as_current_span("POST /pay", kind=SpanKind.CLIENT, links=[link]) as span:
        span.set_attribute("text", "订单 <script>")
        span.set_attribute("int", 9007199254740993)
        span.set_attribute("double", 0.1)
        span.set_attribute("bool", True)
        span.set_attribute("strings", ["a", "", "ü"])
        span.set_attribute("ints", [1, -2, 3])
        span.add_event("exception", {"exception.type": "TimeoutError"})
        span.set_status(Status(StatusCode.ERROR, "upstream timed out"))
        app_log.warning("payment failed")
metrics.get_meter("interop").create_counter("orders").add(1, {"kind": "test"})
print(format(root.get_span_context().trace_id, "032x"))
sys.stdout.flush()
tracers.shutdown()
meters.shutdown()
loggers.shutdown()
