// S11: the states of an exporter that sends OTLP. https://opentelemetry.io/docs/specs/otlp/#failures

export const exporterStates = {
  en: `stateDiagram-v2
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
`,
  zh: `stateDiagram-v2
accTitle: OTLP 导出器的状态
accDescr: 一个批次被发送，遇到可能过去的失败则保留待重试，否则丢弃。
idle : 空闲
sending : 正在发送批次
waiting : 等待下一次尝试
done : 已接受
partly : 部分接受
dropped : 已丢弃并计数
stopped : 已关闭
[*] --> idle
idle --> sending : 批次已满，或到达间隔
sending --> done : 成功
sending --> partly : 部分成功
sending --> waiting : 不可用、429、502、503、504、无连接
sending --> dropped : 永久拒绝、400、401、403
waiting --> sending : 间隔已过，或按 Retry-After
waiting --> dropped : 过久，或队列已满
done --> idle
partly --> idle : 被拒收的不再发送
dropped --> idle
idle --> stopped : 最后一次刷新后关闭
stopped --> [*]
note right of waiting
每次间隔都比上次长，并带随机抖动
end note
`,
};
