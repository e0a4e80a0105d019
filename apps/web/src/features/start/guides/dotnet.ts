// ASP.NET Core with the SDK's packages: https://opentelemetry.io/docs/languages/dotnet/getting-started/
import { runWithSettings, type WriteSteps } from './step.ts';

export const dotnet: WriteSteps = (target) => [
  {
    title: 'install',
    code: `dotnet add package OpenTelemetry.Extensions.Hosting
dotnet add package OpenTelemetry.Instrumentation.AspNetCore
dotnet add package OpenTelemetry.Instrumentation.Http
dotnet add package OpenTelemetry.Exporter.OpenTelemetryProtocol`,
  },
  {
    title: 'addCode',
    code: `using OpenTelemetry.Trace;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation()
    .AddHttpClientInstrumentation()
    .AddOtlpExporter());

var app = builder.Build();
app.MapGet("/", () => "Hello");
app.Run();`,
  },
  runWithSettings(target, { readsProtocol: true, sendsAllSignals: false }, 'dotnet run'),
];
