// S11: the states of an exporter that sends OTLP. https://opentelemetry.io/docs/specs/otlp/#failures

export const exporterStates = `stateDiagram-v2
accTitle: States of an OTLP exporter
accDescr: A batch is sent, kept for another attempt after a failure that may pass, or dropped.
idle : Idle
sending : Sending a batch
waiting : Waits before the next attempt
done : Accepted
partly : Accepted in part
dropped : Dropped, counted
stopped : Shut down
[*] --> idle
idle --> sending : batch is full, or its delay is over
sending --> done : success
sending --> partly : partial success
sending --> waiting : unavailable, 429, 502, 503, 504, no connection
sending --> dropped : refused for good, 400, 401, 403
waiting --> sending : delay over, or as Retry-After says
waiting --> dropped : too long, or the queue is full
done --> idle
partly --> idle : what was rejected is not sent again
dropped --> idle
idle --> stopped : shutdown, after a last flush
stopped --> [*]
note right of waiting
each delay is longer than the one before, with jitter
end note
`;
