import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.TimeUnit;

/** Sends one trace, a metric and a log record with the Java SDK. Usage: Interop grpc|http ENDPOINT (http://host:port) */
public final class Interop {
  public static void main(String[] args) {
    boolean grpc = args[0].equals("grpc");
    String to = args[1];
    SpanExporter spans = grpc
        ? OtlpGrpcSpanExporter.builder().setEndpoint(to).setCompression("gzip").build()
        : OtlpHttpSpanExporter.builder().setEndpoint(to + "/v1/traces").setCompression("gzip").build();
    MetricExporter metrics = grpc
        ? OtlpGrpcMetricExporter.builder().setEndpoint(to).build()
        : OtlpHttpMetricExporter.builder().setEndpoint(to + "/v1/metrics").build();
    LogRecordExporter logs = grpc
        ? OtlpGrpcLogRecordExporter.builder().setEndpoint(to).build()
        : OtlpHttpLogRecordExporter.builder().setEndpoint(to + "/v1/logs").build();
    Resource resource = Resource.create(Attributes.builder().put("service.name", "interop").put("service.namespace", "java").build());
    SdkTracerProvider tracers = SdkTracerProvider.builder().setResource(resource).addSpanProcessor(BatchSpanProcessor.builder(spans).build()).build();
    SdkMeterProvider meters = SdkMeterProvider.builder().setResource(resource).registerMetricReader(PeriodicMetricReader.create(metrics)).build();
    SdkLoggerProvider loggers = SdkLoggerProvider.builder().setResource(resource).addLogRecordProcessor(BatchLogRecordProcessor.builder(logs).build()).build();

    var tracer = tracers.get("interop-scope", "1.2.3");
    Span root = tracer.spanBuilder("checkout").setSpanKind(SpanKind.SERVER).startSpan();
    Span span = tracer.spanBuilder("POST /pay").setParent(Context.root().with(root)).setSpanKind(SpanKind.CLIENT)
        .addLink(root.getSpanContext(), Attributes.builder().put("link.reason", "retry").build()).startSpan();
    span.setAttribute("text", "订单 <script>");
    span.setAttribute("int", 9007199254740993L);
    span.setAttribute("double", 0.1);
    span.setAttribute("bool", true);
    span.setAttribute(AttributeKey.stringArrayKey("strings"), java.util.List.of("a", "", "ü"));
    span.setAttribute(AttributeKey.longArrayKey("ints"), java.util.List.of(1L, -2L, 3L));
    span.addEvent("exception", Attributes.builder().put("exception.type", "TimeoutError").build());
    span.setStatus(StatusCode.ERROR, "upstream timed out");
    loggers.get("interop").logRecordBuilder().setBody("payment failed").emit();
    span.end();
    root.end();
    meters.get("interop").counterBuilder("orders").build().add(1, Attributes.builder().put("kind", "test").build());
    System.out.println(root.getSpanContext().getTraceId());
    tracers.shutdown().join(10, TimeUnit.SECONDS);
    meters.shutdown().join(10, TimeUnit.SECONDS);
    loggers.shutdown().join(10, TimeUnit.SECONDS);
  }
}
