// Sends one trace, a metric and a log record with the Go SDK. Usage: interop grpc|http ENDPOINT (host:port)
package main

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploggrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlplog/otlploghttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetricgrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlpmetric/otlpmetrichttp"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/log"
	"go.opentelemetry.io/otel/metric"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func main() {
	ctx := context.Background()
	protocol, endpoint := os.Args[1], os.Args[2]
	var spans sdktrace.SpanExporter
	var metrics sdkmetric.Exporter
	var logs sdklog.Exporter
	if protocol == "grpc" {
		spans = must(otlptracegrpc.New(ctx, otlptracegrpc.WithEndpoint(endpoint), otlptracegrpc.WithInsecure(), otlptracegrpc.WithCompressor("gzip")))
		metrics = must(otlpmetricgrpc.New(ctx, otlpmetricgrpc.WithEndpoint(endpoint), otlpmetricgrpc.WithInsecure()))
		logs = must(otlploggrpc.New(ctx, otlploggrpc.WithEndpoint(endpoint), otlploggrpc.WithInsecure()))
	} else {
		spans = must(otlptracehttp.New(ctx, otlptracehttp.WithEndpoint(endpoint), otlptracehttp.WithInsecure(), otlptracehttp.WithCompression(otlptracehttp.GzipCompression)))
		metrics = must(otlpmetrichttp.New(ctx, otlpmetrichttp.WithEndpoint(endpoint), otlpmetrichttp.WithInsecure()))
		logs = must(otlploghttp.New(ctx, otlploghttp.WithEndpoint(endpoint), otlploghttp.WithInsecure()))
	}
	what := resource.NewSchemaless(attribute.String("service.name", "interop"), attribute.String("service.namespace", "go"))
	tracers := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans), sdktrace.WithResource(what))
	meters := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(metrics)), sdkmetric.WithResource(what))
	loggers := sdklog.NewLoggerProvider(sdklog.WithProcessor(sdklog.NewBatchProcessor(logs)), sdklog.WithResource(what))

	tracer := tracers.Tracer("interop-scope", trace.WithInstrumentationVersion("1.2.3"))
	rootCtx, root := tracer.Start(ctx, "checkout", trace.WithSpanKind(trace.SpanKindServer))
	_, span := tracer.Start(rootCtx, "POST /pay", trace.WithSpanKind(trace.SpanKindClient),
		trace.WithLinks(trace.Link{SpanContext: root.SpanContext(), Attributes: []attribute.KeyValue{attribute.String("link.reason", "retry")}}))
	span.SetAttributes(
		attribute.String("text", "订单 <script>"), attribute.Int64("int", 9007199254740993), attribute.Float64("double", 0.1),
		attribute.Bool("bool", true), attribute.StringSlice("strings", []string{"a", "", "ü"}), attribute.Int64Slice("ints", []int64{1, -2, 3}))
	span.AddEvent("exception", trace.WithAttributes(attribute.String("exception.type", "TimeoutError")))
	span.SetStatus(codes.Error, "upstream timed out")
	var record log.Record
	record.SetBody(attribute.StringValue("payment failed"))
	loggers.Logger("interop").Emit(rootCtx, record)
	span.End()
	root.End()
	counter := must(meters.Meter("interop").Int64Counter("orders"))
	counter.Add(ctx, 1, metric.WithAttributes(attribute.String("kind", "test")))
	fmt.Println(root.SpanContext().TraceID())
	for _, shutdown := range []func(context.Context) error{tracers.Shutdown, meters.Shutdown, loggers.Shutdown} {
		if err := shutdown(ctx); err != nil {
			fmt.Fprintln(os.Stderr, "shutdown:", err)
		}
	}
}
