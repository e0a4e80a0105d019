// L4: OTLP from signals down to the wire, and what comes back. https://opentelemetry.io/docs/specs/otlp/

export const protocolStack = {
  en: `flowchart TB
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
`,
  zh: `flowchart TB
accTitle: OTLP 的分层
accDescr: 信号变为导出请求，编码为 protobuf 或 JSON，或经压缩，由 gRPC 或 HTTP 传输。应答说明接受了什么。
subgraph signals["信号"]
traces["链路"]
metrics["指标"]
logs["日志"]
profiles["性能剖析，开发中"]
end
request["导出请求<br/>resource、scope、数据项"]
traces --> request
metrics --> request
logs --> request
profiles --> request
subgraph encoding["编码"]
protobuf["Protobuf，二进制"]
json["JSON，ID 为十六进制"]
end
request --> protobuf
request --> json
gzip["gzip，或不压缩"]
protobuf --> gzip
json --> gzip
subgraph transport["传输"]
grpc["gRPC：HTTP/2 上的一元调用<br/>端口 4317"]
http["HTTP：POST /v1/SIGNAL<br/>端口 4318"]
end
gzip -->|"仅 protobuf"| grpc
gzip --> http
tls["TCP，配置时使用 TLS"]
grpc --> tls
http --> tls
tls --> receiver["接收器"]
receiver --> answer{{"应答"}}
answer -->|"200 或 OK"| full["全部接受"]
answer -->|"200 或 OK，附数量"| partial["部分拒收：不再发送"]
answer -->|"429、502、503、504 或 UNAVAILABLE"| again["稍后重新发送"]
answer -->|"其他状态码"| never["丢弃"]
`,
};
