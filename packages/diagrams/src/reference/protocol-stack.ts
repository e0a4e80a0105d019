// L4: OTLP from signals down to the wire, and what comes back. https://opentelemetry.io/docs/specs/otlp/

export const protocolStack = `flowchart TB
accTitle: The layers of OTLP
accDescr: Signals become export requests, encoded as protobuf or JSON, perhaps compressed, and carried by gRPC or HTTP. The answer says what was accepted.
subgraph signals["Signals"]
traces["Traces"]
metrics["Metrics"]
logs["Logs"]
profiles["Profiles, in development"]
end
request["Export request<br/>resource, scope, items"]
traces --> request
metrics --> request
logs --> request
profiles --> request
subgraph encoding["Encoding"]
protobuf["Protobuf, binary"]
json["JSON, ids in hex"]
end
request --> protobuf
request --> json
gzip["gzip, or nothing"]
protobuf --> gzip
json --> gzip
subgraph transport["Transport"]
grpc["gRPC: a unary call over HTTP/2<br/>port 4317"]
http["HTTP: POST /v1/SIGNAL<br/>port 4318"]
end
gzip -->|"protobuf only"| grpc
gzip --> http
tls["TCP, with TLS where it is set up"]
grpc --> tls
http --> tls
tls --> receiver["Receiver"]
receiver --> answer{{"Answer"}}
answer -->|"200 or OK"| full["All accepted"]
answer -->|"200 or OK, with a count"| partial["Some rejected: not sent again"]
answer -->|"429, 502, 503, 504 or UNAVAILABLE"| again["Sent again, later"]
answer -->|"other codes"| never["Dropped"]
`;
